package io.micropay.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StatusCodeTest {
    @Test
    void numbers_ofAllCodes_areUniqueAndOfThreeDigits() {
        assertThat(Stream.of(StatusCode.values()).map(StatusCode::number))
                .doesNotHaveDuplicates()
                .allMatch(number -> number >= 100 && number <= 599);
    }

    /** The numbers of the C++ program; its 250, logout failed, never goes over a wire and has no name here. */
    @ParameterizedTest
    @CsvSource({
        "100, REGISTERED",
        "110, LOGGED_IN",
        "120, LOGGED_OUT",
        "130, SETTLED",
        "210, NAME_TAKEN",
        "220, AUTHENTICATION_FAILED",
        "221, LOGIN_REFUSED",
        "230, ALREADY_LOGGED_IN",
        "240, NOT_LOGGED_IN",
        "260, TRANSFER_FAILED",
        "270, INSUFFICIENT_FUNDS",
        "280, PAYER_IS_PAYEE",
        "300, OK",
        "400, MALFORMED"
    })
    void number_ofClassicCode_keepsItsMeaning(int number, StatusCode status) {
        assertThat(StatusCode.ofNumber(number)).contains(status);
    }

    /** What refuses a request or an order for what it is for; the order may get another answer later. */
    @ParameterizedTest
    @CsvSource({
        "281, REQUEST_UNKNOWN",
        "282, REQUEST_PAID",
        "283, REQUEST_EXPIRED",
        "284, REQUEST_DIFFERS",
        "285, REFUND_UNKNOWN",
        "286, REFUND_EXCEEDED",
        "287, REFUNDED"
    })
    void number_ofARefusalForThePurpose_isAsSpecifiedAndNotFinal(int number, StatusCode status) {
        assertThat(StatusCode.ofNumber(number)).contains(status);
        assertThat(status.isFinal()).isFalse();
    }

    /** PROTOCOL.md lists every status, with its number, and says which are final. */
    @Test
    void codes_areThoseOfTheDocument() throws IOException {
        Path document = Path.of(System.getProperty("basedir", "micropay-core"))
                .toAbsolutePath()
                .resolveSibling("docs")
                .resolve("PROTOCOL.md");
        String text = Files.readString(document);
        String table = text.substring(text.indexOf("### 11.1 Status codes"), text.indexOf("### 11.2"));
        List<String> documented = Pattern.compile("(?m)^\\| ([0-9]{3}) \\|.*\\| (final )?\\|$")
                .matcher(table)
                .results()
                .map(row -> row.group(1) + (row.group(2) == null ? "" : " final"))
                .toList();

        assertThat(documented)
                .containsExactlyElementsOf(Stream.of(StatusCode.values())
                        .map(status -> status.number() + (status.isFinal() ? " final" : ""))
                        .toList());
    }

    @ParameterizedTest
    @EnumSource
    void code_byItsNumber_isFound(StatusCode status) {
        assertThat(StatusCode.ofNumber(status.number())).contains(status);
        assertThat(status).hasToString(status.number() + " " + status.text());
        assertThat(status.text()).isNotBlank().doesNotContain("\n", "\r");
    }

    @Test
    void ofNumber_withoutCode_isEmpty() {
        assertThat(Stream.of(-1, 0, 99, 101, 600, 65_535, Integer.MAX_VALUE).map(StatusCode::ofNumber))
                .allMatch(found -> found.isEmpty());
    }

    @Test
    void isRefusal_ofAllCodes_isNeitherDoneNorFinalNorAnAnswer() {
        assertThat(Stream.of(StatusCode.values())
                        .filter(status -> !status.isRefusal() && !status.isFinal())
                        .toList())
                .containsExactly(
                        StatusCode.REGISTERED,
                        StatusCode.LOGGED_IN,
                        StatusCode.LOGGED_OUT,
                        StatusCode.OK,
                        StatusCode.ORDER_UNKNOWN);
        assertThat(Stream.of(StatusCode.values()).filter(status -> status.isRefusal() && status.isFinal()))
                .isEmpty();
    }

    @Test
    void isFinal_ofAllCodes_holdsForTheDecisionsOnly() {
        assertThat(Stream.of(StatusCode.values()).filter(StatusCode::isFinal))
                .containsExactlyInAnyOrder(
                        StatusCode.SETTLED,
                        StatusCode.AUTHORIZED,
                        StatusCode.CAPTURED,
                        StatusCode.RELEASED,
                        StatusCode.HOLD_EXPIRED,
                        StatusCode.VOIDED,
                        StatusCode.ACCOUNT_FROZEN,
                        StatusCode.ACCOUNT_CLOSED,
                        StatusCode.INSUFFICIENT_FUNDS,
                        StatusCode.BALANCE_OVERFLOW);
    }
}
