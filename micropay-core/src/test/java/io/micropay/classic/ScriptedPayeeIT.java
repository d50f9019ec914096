package io.micropay.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The payee's and the payer's side of the scripted client against each other. */
class ScriptedPayeeIT {
    private static @TempDir Path directory;
    private static ScriptedIdentity alice;
    private static ScriptedIdentity bob;
    private static ScriptedCerts certs;

    @BeforeAll
    static void makeCertificates() {
        assumeTrue(OpensslTool.isAvailable(), "openssl 3 is not installed");
        certs = new ScriptedCerts(directory);
        alice = certs.client("alice");
        bob = certs.client("bobbb");
    }

    @Test
    void payments_fromTwoPayers_comeWithTheirCertificates() {
        try (ScriptedPayee payee = ScriptedPayee.listen(bob)) {
            ScriptedClassicClient.pay(alice, payee.port(), "alice#2000#bob");
            assertThat(payee.receive()).isEqualTo(new ScriptedPayee.Payment("alice#2000#bob", alice.x509()));

            // Listed while the payee listens already, as every classic client is.
            ScriptedIdentity carol = certs.client("carol");
            try (ScriptedClassicClient peer =
                    ScriptedClassicClient.of(carol).tls12().connect(payee.port())) {
                assertThat(peer.serverCertificate()).isEqualTo(bob.x509());
                assertThat(peer.tlsVersion()).isEqualTo("TLS 1.2");
                peer.send("carol#1#bob");
            }
            assertThat(payee.receive()).isEqualTo(new ScriptedPayee.Payment("carol#1#bob", carol.x509()));
        }
    }

    @Test
    void payment_inTwoRecords_fails() {
        try (ScriptedPayee payee = ScriptedPayee.listen(bob);
                ScriptedClassicClient peer =
                        ScriptedClassicClient.of(alice).tls13().connect(payee.port())) {
            peer.sendSplit("alice#2000#bob", 100);
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(payee::receive)
                    .withMessageContaining("[100, 157]");
        }
    }

    @Test
    void payment_ofUnlistedPayerOrByAnotherKey_fails() {
        try (ScriptedPayee payee = ScriptedPayee.listen(bob)) {
            ScriptedIdentity mallory = certs.unlistedClient("mallo");
            ScriptedClassicClient.pay(mallory, payee.port(), "alice#2000#bob");
            assertThatExceptionOfType(AssertionError.class)
                    .isThrownBy(payee::receive)
                    .withMessageContaining("not in CA.pem");
            try (ScriptedClassicClient peer = ScriptedClassicClient.of(alice).connect(payee.port())) {
                peer.sendSignedBy(mallory, "alice#2000#bob");
                assertThatExceptionOfType(AssertionError.class)
                        .isThrownBy(payee::receive)
                        .withMessageContaining("key of the payer's certificate");
            }
        }
    }
}
