package io.micropay.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.fail;

import io.micropay.error.AuthenticationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PemKeysTest {
    @TempDir
    Path directory;

    private PemKeys keys() {
        return PemKeys.in(directory);
    }

    private KeySpec spec() {
        return new KeySpec("pair", 2048, Duration.ofDays(1));
    }

    static Stream<KeyMaterial> unacceptable() {
        return TestKeys.unacceptable().stream();
    }

    @Test
    void loadOrCreate_theFirstTime_makesAPairAndKeepsIt() throws IOException {
        Path deep = directory.resolve("a").resolve("b");
        KeyMaterial made = PemKeys.in(deep).loadOrCreate(spec(), TestKeys.CLOCK);
        KeyMaterial loaded = PemKeys.in(deep).loadOrCreate(spec(), TestKeys.CLOCK);

        assertThat(loaded.certificate()).isEqualTo(made.certificate());
        assertThat(loaded.privateKey()).isEqualTo(made.privateKey());
        assertThat(mode(deep.resolve("pair.key"))).isEqualTo("rw-------");
        assertThat(mode(deep.resolve("pair.crt"))).isEqualTo("rw-r--r--");
        assertThat(mode(deep)).isEqualTo("rwx------");
        assertThat(mode(deep.getParent())).isEqualTo("rwx------");
        try (Stream<Path> files = Files.list(deep)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("pair.key", "pair.crt");
        }
    }

    @Test
    void create_overAnOlderPairThatAnybodyCouldRead_replacesItForTheOwnerOnly() throws IOException {
        TestKeys.write(directory, "pair", TestKeys.one(), TestKeys.one());
        Files.setPosixFilePermissions(directory.resolve("pair.key"), PosixFilePermissions.fromString("rw-r--r--"));
        KeyMaterial made = keys().create(spec(), TestKeys.CLOCK);

        assertThat(keys().load("pair").keyId())
                .isEqualTo(made.keyId())
                .isNotEqualTo(TestKeys.one().keyId());
        assertThat(mode(directory.resolve("pair.key"))).isEqualTo("rw-------");
    }

    @Test
    void delete_ofAPair_leavesNothingAndMayBeRepeated() {
        TestKeys.write(directory, "pair", TestKeys.one(), TestKeys.one());
        keys().delete("pair");
        keys().delete("pair");

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void load_ofAFileWithTextAndSeveralCertificates_findsThemInOrder() throws IOException {
        TestKeys.write(directory, "pair", TestKeys.one(), TestKeys.one());
        TestKeys.write(directory, "other", TestKeys.two(), TestKeys.two());
        Path certificates = directory.resolve("pair.crt");
        Files.writeString(
                certificates,
                "Certificate:\n    Data: as openssl prints it\n" + Files.readString(certificates) + "and another\n"
                        + Files.readString(directory.resolve("other.crt")));

        assertThat(PemKeys.readCertificates(certificates))
                .containsExactly(TestKeys.one().certificate(), TestKeys.two().certificate());
        assertThat(keys().load("pair").certificateChain()).hasSize(2);
    }

    @Test
    void loadOrCreate_withHalfAPair_saysWhichHalfIsMissingAndMakesNothing() throws IOException {
        for (String missing : List.of("pair.key", "pair.crt")) {
            TestKeys.write(directory, "pair", TestKeys.one(), TestKeys.one());
            Files.delete(directory.resolve(missing));

            assertThatExceptionOfType(AuthenticationException.class)
                    .isThrownBy(() -> keys().loadOrCreate(spec(), TestKeys.CLOCK))
                    .withMessageContaining(directory.resolve(missing).toString())
                    .withMessageContaining("missing");
            assertThat(directory.resolve(missing)).doesNotExist();
        }
    }

    @Test
    void load_ofKeyAndCertificateOfDifferentPairs_namesBoth() {
        TestKeys.write(directory, "pair", TestKeys.one(), TestKeys.two());

        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> keys().load("pair"))
                .withMessageContaining("pair.key")
                .withMessageContaining("pair.crt");
    }

    @ParameterizedTest
    @MethodSource("unacceptable")
    void load_ofAKeyOutOfBounds_namesTheFile(KeyMaterial unacceptable) {
        TestKeys.write(directory, "pair", unacceptable, unacceptable);
        assertRefused("pair.crt");

        TestKeys.write(directory, "pair", unacceptable, TestKeys.one());
        assertRefused("pair.key");
    }

    @Test
    void load_ofFilesThatAreNoPem_namesTheFile() throws IOException {
        byte[] noise = new byte[5_000];
        new Random(3).nextBytes(noise);
        String encrypted = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMAA=\n-----END ENCRYPTED PRIVATE KEY-----\n";
        for (byte[] content : List.of(new byte[0], noise, "\n\n".getBytes(StandardCharsets.US_ASCII))) {
            for (String file : List.of("pair.key", "pair.crt")) {
                TestKeys.write(directory, "pair", TestKeys.one(), TestKeys.one());
                Files.write(directory.resolve(file), content);
                assertRefused(file);
            }
        }
        TestKeys.write(directory, "pair", TestKeys.one(), TestKeys.one());
        Files.writeString(directory.resolve("pair.key"), encrypted);
        assertRefused("pair.key");
        Files.copy(directory.resolve("pair.crt"), directory.resolve("certificate"));
        Files.delete(directory.resolve("pair.key"));
        Files.move(directory.resolve("certificate"), directory.resolve("pair.key"));
        assertRefused("pair.key");
    }

    @Test
    void load_ofAHugeFile_isRefusedUnread() throws IOException {
        for (String file : List.of("pair.key", "pair.crt")) {
            TestKeys.write(directory, "pair", TestKeys.one(), TestKeys.one());
            Files.write(directory.resolve(file), new byte[(1 << 20) + 1]);

            assertThatExceptionOfType(UncheckedIOException.class)
                    .isThrownBy(() -> keys().load("pair"))
                    .withMessageContaining(file)
                    .withMessageContaining("larger");
        }
    }

    @Test
    void load_ofNothing_saysThatItIsMissing() {
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> keys().load("nobody"))
                .withMessageContaining("nobody.key is missing");
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> PemKeys.readCertificates(directory.resolve("nobody.crt")))
                .withMessageContaining("nobody.crt: it does not exist");
    }

    /** Whatever happens to the files: they load as they are meant, or fail with a typed error that names one of them. */
    @Test
    void load_ofDamagedFiles_failsWithATypedErrorOrLoadsTheSame() throws IOException {
        Random random = new Random(11);
        for (String file : List.of("pair.key", "pair.crt")) {
            TestKeys.write(directory, "pair", TestKeys.one(), TestKeys.one());
            byte[] whole = Files.readAllBytes(directory.resolve(file));
            for (int i = 0; i < 400; i++) {
                Files.write(directory.resolve(file), damaged(whole, random, i));
                assertTypedOrSame(file);
            }
        }
    }

    /** The same below the Base64: the lines are whole and the content is not. */
    @Test
    void load_ofDamagedContent_failsWithATypedErrorOrLoadsTheSame() throws IOException {
        Random random = new Random(12);
        for (String file : List.of("pair.key", "pair.crt")) {
            TestKeys.write(directory, "pair", TestKeys.one(), TestKeys.one());
            StringBuilder base64 = new StringBuilder();
            Files.readAllLines(directory.resolve(file)).stream()
                    .filter(line -> !line.startsWith("-----"))
                    .forEach(base64::append);
            byte[] der = Base64.getDecoder().decode(base64.toString());
            String type = file.endsWith("key") ? "PRIVATE KEY" : "CERTIFICATE";
            for (int i = 0; i < 400; i++) {
                Files.writeString(directory.resolve(file), TestKeys.pem(type, damaged(der, random, i)));
                assertTypedOrSame(file);
            }
        }
    }

    private static byte[] damaged(byte[] whole, Random random, int round) {
        // The first bytes, where the structure is, get their share.
        int place = round < 100 ? round % Math.min(60, whole.length) : random.nextInt(whole.length);
        if (round % 4 == 3) {
            return Arrays.copyOf(whole, place);
        }
        byte[] damaged = whole.clone();
        damaged[place] ^= (byte) (1 + random.nextInt(255));
        return damaged;
    }

    private void assertTypedOrSame(String file) {
        Throwable thrown = catchThrowable(() -> {
            KeyMaterial loaded = keys().load("pair");
            assertThat(loaded.keyId()).isEqualTo(TestKeys.one().keyId());
        });
        boolean typed = (thrown instanceof AuthenticationException || thrown instanceof UncheckedIOException)
                && thrown.getMessage().contains(file);
        if (thrown != null && !typed) {
            fail("not a typed error that names the file", thrown);
        }
    }

    private void assertRefused(String file) {
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> keys().load("pair"))
                .withMessageContaining(directory.resolve(file).toString());
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
