package io.micropay.reference.client.menu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micropay.reference.client.ScriptedScreen;
import io.micropay.reference.client.screen.EndOfInput;
import io.micropay.reference.client.session.Cancelled;
import io.micropay.reference.client.text.Amounts;
import io.micropay.reference.client.text.Spans;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class QuestionsTest {
    private static Questions asking(ScriptedScreen screen) {
        return new Questions(screen.screen());
    }

    @Test
    void account_afterWrongNames_asksAgainAndSaysWhy() throws EndOfInput, Cancelled {
        ScriptedScreen screen = new ScriptedScreen("x y", "-a", "a".repeat(33), "alice");

        assertThat(asking(screen).account("Enter username: ", List.of()).name()).isEqualTo("alice");
        assertThat(screen.output())
                .contains("not a username: 'x y'", "not a username: '-a'")
                .containsOnlyOnce("Enter username: alice");
    }

    @Test
    void amount_afterWrongNumbers_asksAgainAndSaysWhy() throws EndOfInput, Cancelled {
        ScriptedScreen screen = new ScriptedScreen("0", "-5", "lots", "9223372036854775808", "2000");

        assertThat(asking(screen).amount("Amount: ", Amounts.SMALLEST_UNITS)).isEqualTo(2000);
        assertThat(screen.output())
                .contains(
                        "the amount must be above zero, not '0'",
                        "not an amount: '-5'",
                        "not an amount: 'lots'",
                        "the amount is too large: '9223372036854775808'");
    }

    @Test
    void amount_enterAlone_isTheWayOut() {
        ScriptedScreen screen = new ScriptedScreen("-5", "", "5");

        assertThatExceptionOfType(Cancelled.class)
                .isThrownBy(() -> asking(screen).amount("Amount: ", Amounts.SMALLEST_UNITS));
    }

    @Test
    void port_afterWrongNumbers_asksAgainAndSaysWhy() throws EndOfInput, Cancelled {
        ScriptedScreen screen = new ScriptedScreen("65536", "-1", "http", "0");

        assertThat(asking(screen).port("Enter port: ")).isZero();
        assertThat(screen.output())
                .contains(
                        "not a number from 0 to 65535: '65536'",
                        "not a number from 0 to 65535: '-1'",
                        "not a number from 0 to 65535: 'http'");
    }

    @Test
    void yes_enterAlone_isYes() throws EndOfInput {
        assertThat(asking(new ScriptedScreen("")).yes("Sure? [Y/n] ")).isTrue();
    }

    @Test
    void yes_anythingElse_asksAgain() throws EndOfInput {
        ScriptedScreen screen = new ScriptedScreen("maybe", "N");

        assertThat(asking(screen).yes("Sure? [Y/n] ")).isFalse();
        assertThat(screen.output()).contains("neither yes nor no: 'maybe'");
    }

    @Test
    void span_afterNonsense_asksAgain_andEnterAloneIsTheUsual() throws EndOfInput {
        ScriptedScreen screen = new ScriptedScreen("soon", "30m", "");
        Questions questions = asking(screen);

        assertThat(questions.askOrTake("How long? ", Duration.ofDays(1), Spans::parse))
                .isEqualTo(Duration.ofMinutes(30));
        assertThat(questions.askOrTake("How long? ", Duration.ofDays(1), Spans::parse))
                .isEqualTo(Duration.ofDays(1));
        assertThat(screen.output()).contains("not a span of time: 'soon'");
    }

    @Test
    void memo_tooLong_asksAgain() throws EndOfInput {
        ScriptedScreen screen = new ScriptedScreen("ü".repeat(257), "ü".repeat(256));

        assertThat(asking(screen).memo("Memo: ")).contains("ü".repeat(256));
        assertThat(screen.output()).contains("the memo is too long: 514 bytes");
    }

    @Test
    void memo_enterAlone_isNone() throws EndOfInput {
        assertThat(asking(new ScriptedScreen("")).memo("Memo: ")).isEmpty();
    }
}
