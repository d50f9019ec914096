package io.micropay.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micropay.error.AuthenticationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServerTrustTest {
    private static final String SERVER = "pay.example:9000";

    @TempDir
    Path directory;

    @Test
    void certificateFile_ofOneServer_trustsItsKeyOnly() {
        TestKeys.write(directory, "server", TestKeys.one(), TestKeys.one());
        ServerTrust trust = ServerTrust.certificateFile(directory.resolve("server.crt"));

        assertTrusts(trust, TestKeys.one());
        assertRefuses(trust, TestKeys.two());
    }

    @Test
    void certificateFile_ofSeveralServers_trustsEach() throws IOException {
        TestKeys.write(directory, "one", TestKeys.one(), TestKeys.one());
        TestKeys.write(directory, "two", TestKeys.two(), TestKeys.two());
        Path both = directory.resolve("both.crt");
        Files.writeString(
                both, Files.readString(directory.resolve("one.crt")) + Files.readString(directory.resolve("two.crt")));
        ServerTrust trust = ServerTrust.certificateFile(both);

        assertTrusts(trust, TestKeys.one());
        assertTrusts(trust, TestKeys.two());
    }

    @Test
    void certificateFile_withoutAGoodCertificate_namesTheFile() throws IOException {
        Path empty = Files.createFile(directory.resolve("empty.crt"));
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> ServerTrust.certificateFile(empty))
                .withMessageContaining(empty.toString());
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> ServerTrust.certificateFile(directory.resolve("absent.crt")))
                .withMessageContaining("absent.crt");
        for (KeyMaterial unacceptable : TestKeys.unacceptable()) {
            TestKeys.write(directory, "bad", unacceptable, unacceptable);
            assertThatExceptionOfType(AuthenticationException.class)
                    .isThrownBy(() -> ServerTrust.certificateFile(directory.resolve("bad.crt")))
                    .withMessageContaining(directory.resolve("bad.crt").toString());
        }
    }

    @Test
    void certificateOrPin_ofAServer_trustsItsKeyOnly() {
        for (ServerTrust trust : List.of(
                ServerTrust.certificate(TestKeys.one().certificate()),
                ServerTrust.pinned(Fingerprint.of(TestKeys.one().certificate())))) {
            assertTrusts(trust, TestKeys.one());
            assertRefuses(trust, TestKeys.two());
        }
    }

    @Test
    void onFirstUse_ofAServer_trustsTheFirstKeyEverAfter() {
        KnownKeys known = KnownKeys.inFile(directory.resolve("known"));
        ServerTrust trust = ServerTrust.onFirstUse(known);

        assertTrusts(trust, TestKeys.one());
        assertTrusts(trust, TestKeys.one());
        assertRefuses(trust, TestKeys.two());
        assertRefuses(ServerTrust.onFirstUse(KnownKeys.inFile(directory.resolve("known"))), TestKeys.two());
        trust.check("other.example:9000", TestKeys.two().certificate());
        assertThat(known.find("other.example:9000"))
                .contains(Fingerprint.of(TestKeys.two().certificate()));
    }

    @Test
    void anyTrust_ofAKeyOutOfBounds_refusesItAndRemembersNothing() {
        KnownKeys known = KnownKeys.inMemory();
        for (KeyMaterial unacceptable : TestKeys.unacceptable()) {
            for (ServerTrust trust : List.of(
                    ServerTrust.onFirstUse(known),
                    ServerTrust.pinned(Fingerprint.of(TestKeys.one().certificate())))) {
                assertThatExceptionOfType(AuthenticationException.class)
                        .isThrownBy(() -> trust.check(SERVER, unacceptable.certificate()))
                        .withMessageContaining(SERVER);
            }
        }
        assertThat(known.find(SERVER)).isEmpty();
    }

    private static void assertTrusts(ServerTrust trust, KeyMaterial keys) {
        assertThatCode(() -> trust.check(SERVER, keys.certificate())).doesNotThrowAnyException();
    }

    private static void assertRefuses(ServerTrust trust, KeyMaterial keys) {
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> trust.check(SERVER, keys.certificate()))
                .withMessageContaining(SERVER)
                .withMessageContaining(
                        Fingerprint.of(TestKeys.one().certificate()).toString())
                .withMessageContaining(
                        Fingerprint.of(TestKeys.two().certificate()).toString());
    }
}
