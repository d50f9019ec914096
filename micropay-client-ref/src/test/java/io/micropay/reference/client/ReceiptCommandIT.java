package io.micropay.reference.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.MicropayClient;
import io.micropay.ReceiptVerifier;
import io.micropay.event.PeerListener;
import io.micropay.keys.KeySpec;
import io.micropay.keys.PemKeys;
import io.micropay.model.AccountId;
import io.micropay.model.Payment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.time.Clock;
import java.util.Base64;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Receipt files, verified offline. */
class ReceiptCommandIT {
    @TempDir
    private static Path directory;

    private static Path receipt;
    private static Path certificate;
    private static Path otherCertificate;

    @BeforeAll
    static void pay() throws IOException, CertificateEncodingException {
        try (TestServer server = TestServer.withPlaces(2)) {
            server.register("alice");
            server.register("bob");
            try (MicropayClient bob = server.connect(PeerListener.NONE);
                    MicropayClient alice = server.connect(PeerListener.NONE)) {
                TestServer.logIn(bob, "bob");
                Payment payment = TestServer.logIn(alice, "alice").pay(new AccountId("bob"), 2000);
                receipt = Files.writeString(directory.resolve("paid.receipt"), ReceiptVerifier.toText(payment));
            }
            String pem = Base64.getMimeEncoder(64, new byte[] {'\n'})
                    .encodeToString(server.server().certificate().getEncoded());
            certificate = Files.writeString(
                    directory.resolve("server.crt"),
                    "-----BEGIN CERTIFICATE-----\n" + pem + "\n-----END CERTIFICATE-----\n");
        }
        PemKeys keys = PemKeys.in(directory);
        keys.create(KeySpec.server("other"), Clock.systemUTC());
        otherCertificate = keys.certificateFile("other");
    }

    private static int receipt(String command, Path file, Path... trust) {
        return trust.length == 0
                ? ClientProgram.run("receipt", command, file.toString())
                : ClientProgram.run("receipt", command, file.toString(), "--trust", trust[0].toString());
    }

    @Test
    void verify_withTheServersCertificate_holds() {
        assertThat(receipt("verify", receipt, certificate)).isZero();
    }

    @Test
    void verify_withAnotherCertificate_isExitCode6() {
        assertThat(receipt("verify", receipt, otherCertificate)).isEqualTo(6);
    }

    /** Near its beginning the file holds what the payer ordered, near its end what the server signed. */
    @ParameterizedTest
    @ValueSource(ints = {10, 90})
    void verify_ofAChangedReceipt_neverHolds(int percent) throws IOException {
        String text = Files.readString(receipt, StandardCharsets.US_ASCII);
        int place = text.length() * percent / 100;
        char other = text.charAt(place) == 'A' ? 'B' : 'A';
        Path changed = Files.writeString(
                directory.resolve("changed.receipt"), text.substring(0, place) + other + text.substring(place + 1));

        assertThat(receipt("verify", changed, certificate)).isIn(1, 6);
    }

    @Test
    void verify_ofNoReceipt_isExitCode1() {
        assertThat(receipt("verify", certificate, certificate)).isEqualTo(1);
    }

    @Test
    void verify_withNoCertificate_isExitCode1() {
        assertThat(receipt("verify", receipt, receipt)).isEqualTo(1);
    }

    @Test
    void verify_ofAMissingFile_isExitCode1() {
        assertThat(receipt("verify", directory.resolve("missing"), certificate)).isEqualTo(1);
    }

    @Test
    void show_ofAReceipt_isExitCode0() {
        assertThat(receipt("show", receipt)).isZero();
    }

    @Test
    void show_ofNoReceipt_isExitCode1() {
        assertThat(receipt("show", certificate)).isEqualTo(1);
    }
}
