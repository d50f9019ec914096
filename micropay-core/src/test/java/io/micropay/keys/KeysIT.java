package io.micropay.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micropay.error.AuthenticationException;
import io.micropay.model.Bytes;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That {@code openssl} and {@code keytool} read what we write, and that we read what {@code openssl} writes. */
class KeysIT {
    private static final String SECRET = "correct horse";

    @TempDir
    Path directory;

    private Programs programs;

    @BeforeEach
    void prepare() {
        programs = new Programs(directory);
    }

    @Test
    void openssl_readsThePairsThatWeWrite() {
        KeySpec spec = new KeySpec("server", 2048, Duration.ofDays(2));
        KeyMaterial keys = PemKeys.in(directory).create(spec, Clock.systemUTC());

        String certificate = programs.openssl("x509", "-in", "server.crt", "-noout", "-text", "-checkend", "3600")
                .succeeded()
                .text();
        assertThat(certificate)
                .contains("Signature Algorithm: rsassaPss")
                .contains("Hash Algorithm: sha256")
                .contains("Salt Length: 0x20")
                .contains("Public Key Algorithm: rsaEncryption")
                .contains("CN = server");
        programs.openssl("pkey", "-in", "server.key", "-check", "-noout").succeeded();
        programs.openssl(
                        "verify",
                        "-x509_strict",
                        "-check_ss_sig",
                        "-partial_chain",
                        "-CAfile",
                        "server.crt",
                        "server.crt")
                .succeeded();
        Bytes ofKey = programs.openssl("pkey", "-in", "server.key", "-pubout", "-outform", "DER")
                .succeeded()
                .out();
        assertThat(ofKey).isEqualTo(RsaKeys.encoded(keys.certificate()));
    }

    @Test
    void we_readThePairsThatOpenSslWrites() {
        selfSigned("-newkey", "rsa:2048", "-nodes", "-keyout", "pair.key");
        KeyMaterial pkcs8 = PemKeys.in(directory).load("pair");
        assertThat(programs.openssl("rsa", "-in", "pair.key", "-traditional", "-out", "old.key")
                        .succeeded()
                        .exit())
                .isZero();
        programs.openssl("x509", "-in", "pair.crt", "-text", "-out", "old.crt").succeeded();
        KeyMaterial traditional = PemKeys.in(directory).load("old");

        assertThat(directory.resolve("pair.key")).content().contains("BEGIN PRIVATE KEY");
        assertThat(directory.resolve("old.key")).content().contains("BEGIN RSA PRIVATE KEY");
        assertThat(directory.resolve("old.crt")).content().startsWith("Certificate:");
        assertThat(traditional.privateKey()).isEqualTo(pkcs8.privateKey());
        assertThat(traditional.certificate()).isEqualTo(pkcs8.certificate());
    }

    @Test
    void we_refuseWhatOpenSslMakesOutOfBounds() {
        programs.openssl("ecparam", "-name", "prime256v1", "-genkey", "-out", "ec.key")
                .succeeded();
        selfSigned("-key", "ec.key");
        assertRefused("ec", "pair.crt");
        programs.openssl("genrsa", "-out", "small.key", "1024").succeeded();
        selfSigned("-key", "small.key");
        assertRefused("small", "pair.crt");
        programs.openssl("genpkey", "-algorithm", "RSA-PSS", "-pkeyopt", "rsa_keygen_bits:2048", "-out", "pss.key")
                .succeeded();
        selfSigned("-key", "pss.key");
        assertRefused("pss", "pair.crt");
        selfSigned("-newkey", "rsa:2048", "-passout", "pass:" + SECRET, "-keyout", "locked.key");
        assertRefused("locked", "locked.key");
    }

    @Test
    void fingerprint_ofACertificate_isTheDigestThatOpenSslGives() throws Exception {
        TestKeys.write(directory, "one", TestKeys.one(), TestKeys.one());
        programs.file("one.pem", TestKeys.publicPem(TestKeys.one()));
        byte[] der = programs.openssl("pkey", "-pubin", "-in", "one.pem", "-outform", "DER")
                .succeeded()
                .out()
                .toByteArray();
        programs.file("one.der", der);
        String digest =
                programs.openssl("dgst", "-sha256", "-r", "one.der").succeeded().text();

        Fingerprint fingerprint = Fingerprint.of(TestKeys.one().certificate());
        assertThat(digest).startsWith(fingerprint.keyId() + " ");
        assertThat(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(der)))
                .isEqualTo(fingerprint.keyId().toString());
    }

    @Test
    void openssl_readsOurWallets() {
        TestKeys.wallet().save(directory.resolve("alice.p12"), Passphrase.ofText(SECRET));

        String keys = programs.openssl("pkcs12", "-in", "alice.p12", "-passin", "pass:" + SECRET, "-nodes")
                .succeeded()
                .text();
        assertThat(keys)
                .contains("friendlyName: account")
                .contains("friendlyName: sealing")
                .containsSubsequence("BEGIN PRIVATE KEY", "BEGIN PRIVATE KEY")
                .containsSubsequence("BEGIN CERTIFICATE", "BEGIN CERTIFICATE");
        assertThat(programs.openssl("pkcs12", "-in", "alice.p12", "-passin", "pass:wrong", "-nodes")
                        .exit())
                .isNotZero();
        assertThat(programs.openssl("pkcs12", "-in", "alice.p12", "-passin", "pass:" + SECRET, "-info", "-noout")
                        .succeeded()
                        .text())
                .contains("PBES2")
                .contains("AES-256-CBC")
                .doesNotContain("RC2", "3DES");
    }

    @Test
    void keytool_readsOurWallets() {
        TestKeys.wallet().save(directory.resolve("alice.p12"), Passphrase.ofText(SECRET));

        String list = programs.keytool("-list", "-keystore", "alice.p12", "-storetype", "PKCS12", "-storepass", SECRET)
                .succeeded()
                .text();

        assertThat(list).contains("account").contains("sealing").contains("PrivateKeyEntry");
    }

    private void selfSigned(String... key) {
        String[] arguments = new String[key.length + 8];
        String[] request = {"req", "-x509", "-subj", "/CN=localhost", "-days", "1", "-out", "pair.crt"};
        System.arraycopy(request, 0, arguments, 0, request.length);
        System.arraycopy(key, 0, arguments, request.length, key.length);
        programs.openssl(arguments).succeeded();
    }

    /** Under its own name, with the certificate that was made last. */
    private void assertRefused(String name, String namedFile) {
        programs.openssl("x509", "-in", "pair.crt", "-out", name + ".crt").succeeded();
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> PemKeys.in(directory).load(name))
                .withMessageContaining(
                        directory.resolve(namedFile.replace("pair", name)).toString());
    }
}
