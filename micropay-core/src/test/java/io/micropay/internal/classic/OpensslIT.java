package io.micropay.internal.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micropay.classic.ClassicCertificates;
import io.micropay.keys.KeyMaterial;
import io.micropay.model.Bytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What the {@code openssl} command line makes of our certificates and blocks, and we of its. */
@Timeout(60)
class OpensslIT {
    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path directory;

    @BeforeEach
    void findOpenssl() throws Exception {
        try {
            run("version");
        } catch (IOException e) {
            assumeTrue(false, "openssl is not installed");
        }
    }

    private String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(Arrays.asList(arguments));
        Path out = directory.resolve("out");
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(20, TimeUnit.SECONDS)).isTrue();
        String text = Files.readString(out, StandardCharsets.ISO_8859_1);
        assertThat(process.exitValue()).as(text).isZero();
        return text;
    }

    @Test
    void certificates_ofAllClients_verifyByTheBundle() throws Exception {
        ClassicCertificates certificates = ClassicCertificates.in(directory);
        certificates.create("abcde", CLOCK);
        certificates.create("fghij", CLOCK);

        for (String purpose : List.of("sslclient", "sslserver")) {
            assertThat(run("verify", "-purpose", purpose, "-CAfile", "CA.pem", "abcde_client.crt", "fghij_client.crt"))
                    .contains("abcde_client.crt: OK", "fghij_client.crt: OK");
        }
        assertThat(run("x509", "-in", "abcde_client.crt", "-noout", "-subject", "-nameopt", "compat"))
                .contains("/C=TW/ST=Taiwan/L=TPE/O=NTU/OU=IM/CN=localhost/emailAddress=abcde_client@icheft");
    }

    @Test
    void certificate_thatOpensslMade_isTrustedAndItsKeyWorks() throws Exception {
        run(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-days",
                "1",
                "-keyout",
                "theirs_client.key",
                "-out",
                "theirs_client.crt",
                "-subj",
                "/C=TW/O=NTU/CN=localhost/emailAddress=theirs_client@icheft");
        ClassicCertificates certificates = ClassicCertificates.in(directory);
        KeyMaterial theirs = io.micropay.keys.PemKeys.in(directory).load("theirs_client");

        certificates.requireTrusted(theirs.certificate(), CLOCK);

        assertThat(run("verify", "-CAfile", "CA.pem", "theirs_client.crt")).contains("OK");
    }

    @Test
    void block_ofOurs_isReadByOpenssl() throws Exception {
        KeyMaterial keys = ClassicCertificates.in(directory).create("ours0", CLOCK);
        byte[] block = ClassicBlock.encode("alice#2000#bob", keys).toByteArray();
        Files.write(directory.resolve("block"), Arrays.copyOf(block, ClassicBlock.RSA_SIZE));

        String text = run(
                "pkeyutl",
                "-verifyrecover",
                "-certin",
                "-inkey",
                "ours0_client.crt",
                "-pkeyopt",
                "rsa_padding_mode:pkcs1",
                "-in",
                "block");

        assertThat(text).isEqualTo("alice#2000#bob\0");
    }

    @Test
    void block_ofOpenssl_isOurs() throws Exception {
        KeyMaterial keys = ClassicCertificates.in(directory).create("ours0", CLOCK);
        Files.writeString(directory.resolve("text"), "alice#2000#bob\0");

        run(
                "pkeyutl",
                "-sign",
                "-inkey",
                "ours0_client.key",
                "-pkeyopt",
                "rsa_padding_mode:pkcs1",
                "-in",
                "text",
                "-out",
                "block");
        Bytes block = Bytes.of(Files.readAllBytes(directory.resolve("block")));

        assertThat(ClassicBlock.decode(block, keys.certificate())).contains("alice#2000#bob");
        assertThat(ClassicBlock.encode("alice#2000#bob", keys).hex()).isEqualTo(block.hex() + "00");
    }
}
