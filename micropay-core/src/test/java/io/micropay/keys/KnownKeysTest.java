package io.micropay.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micropay.error.AuthenticationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KnownKeysTest {
    private static final Fingerprint ONE = Fingerprint.parse("SHA256:uNiVztksCsDhcc0u9e8BgrJXVGnwbXFPZBqQ8uQPLQo");
    private static final Fingerprint TWO = Fingerprint.parse("SHA256:AAAVztksCsDhcc0u9e8BgrJXVGnwbXFPZBqQ8uQPLQo");

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("deep").resolve("known_servers");
    }

    @Test
    void check_ofTheFirstKey_remembersItForTheOwner() throws IOException {
        KnownKeys known = KnownKeys.inFile(file);
        assertThat(known.find("pay.example:9000")).isEmpty();
        assertThat(file).doesNotExist();

        known.check("pay.example:9000", ONE);

        assertThat(known.find("pay.example:9000")).contains(ONE);
        assertThat(file).hasContent("pay.example:9000 " + ONE + "\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThatCode(() -> known.check("pay.example:9000", ONE)).doesNotThrowAnyException();
    }

    @Test
    void check_ofAChangedKey_stopsLoudlyAndChangesNothing() throws IOException {
        KnownKeys known = KnownKeys.inFile(file);
        known.check("pay.example:9000", ONE);
        byte[] before = Files.readAllBytes(file);

        for (int i = 0; i < 2; i++) {
            assertThatExceptionOfType(AuthenticationException.class)
                    .isThrownBy(() -> known.check("pay.example:9000", TWO))
                    .withMessageContaining("HAS CHANGED")
                    .withMessageContaining("pay.example:9000")
                    .withMessageContaining(ONE.toString())
                    .withMessageContaining(TWO.toString())
                    .withMessageContaining(file.toString());
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(known.find("pay.example:9000")).contains(ONE);
    }

    @Test
    void check_inMemory_remembersAndRefusesWithoutAFile() {
        KnownKeys known = KnownKeys.inMemory();
        known.check("alice", ONE);

        assertThat(known.find("alice")).contains(ONE);
        assertThat(KnownKeys.inMemory().find("alice")).isEmpty();
        assertThatExceptionOfType(AuthenticationException.class).isThrownBy(() -> known.check("alice", TWO));
    }

    @Test
    void check_byTwoInstancesOnOneFile_sharesWhatEitherLearnt() {
        KnownKeys first = KnownKeys.inFile(file);
        KnownKeys second = KnownKeys.inFile(file);
        first.check("a:1", ONE);
        second.check("b:1", TWO);
        first.check("c:1", ONE);

        assertThat(second.find("a:1")).contains(ONE);
        assertThat(first.find("b:1")).contains(TWO);
        assertThat(second.find("c:1")).contains(ONE);
        assertThatExceptionOfType(AuthenticationException.class).isThrownBy(() -> second.check("a:1", TWO));
    }

    /** Without a lock one writes over what the other has just learnt. */
    @Test
    void check_byManyInstancesAtOnce_losesNothing() {
        Path shared = file;
        CompletableFuture<?>[] learning = new CompletableFuture<?>[4];
        for (int i = 0; i < learning.length; i++) {
            int who = i;
            learning[i] = CompletableFuture.runAsync(
                    () -> {
                        KnownKeys known = KnownKeys.inFile(shared);
                        for (int j = 0; j < 25; j++) {
                            known.check("name" + who + "." + j, ONE);
                            known.check("common" + j, ONE);
                        }
                    },
                    task -> new Thread(task).start());
        }
        CompletableFuture.allOf(learning).join();

        assertThat(file).content().hasLineCount(125);
    }

    @Test
    void check_afterAPersonRemovedTheLine_remembersTheNewKey() throws IOException {
        KnownKeys known = KnownKeys.inFile(file);
        known.check("a:1", ONE);
        known.check("b:1", ONE);
        Files.write(file, List.of("b:1 " + ONE));

        known.check("a:1", TWO);

        assertThat(known.find("a:1")).contains(TWO);
        assertThat(known.find("b:1")).contains(ONE);
    }

    @Test
    void check_afterAPersonRemovedTheFile_remembersTheNewKey() throws IOException {
        KnownKeys known = KnownKeys.inFile(file);
        known.check("a:1", ONE);
        Files.delete(file);

        assertThat(known.find("a:1")).isEmpty();
        known.check("a:1", TWO);
        assertThat(file).hasContent("a:1 " + TWO + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a:1",
                "a:1 ",
                "a:1 SHA256:short",
                "a:1 SHA256:uNiVztksCsDhcc0u9e8BgrJXVGnwbXFPZBqQ8uQPLQo extra",
                "a:1  SHA256:uNiVztksCsDhcc0u9e8BgrJXVGnwbXFPZBqQ8uQPLQo",
                "a:1\tSHA256:uNiVztksCsDhcc0u9e8BgrJXVGnwbXFPZBqQ8uQPLQo",
                " SHA256:uNiVztksCsDhcc0u9e8BgrJXVGnwbXFPZBqQ8uQPLQo",
                "\u0000\u0001"
            })
    void check_withADamagedFile_namesItAndChangesNothing(String line) throws IOException {
        KnownKeys known = KnownKeys.inFile(file);
        known.check("b:1", ONE);
        Files.writeString(file, Files.readString(file) + line + "\n");
        byte[] before = Files.readAllBytes(file);

        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> known.check("c:1", ONE))
                .withMessageContaining("damaged")
                .withMessageContaining(file.toString());
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void check_withAFileThatIsNoText_saysThatItIsDamaged() throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[] {(byte) 0xc3, (byte) 0x28, (byte) 0xff});

        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> KnownKeys.inFile(file).find("a:1"))
                .withMessageContaining("damaged")
                .withMessageContaining(file.toString());
    }

    @Test
    void check_withAFileThatIsHuge_isRefusedUnread() throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[(4 << 20) + 1]);

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> KnownKeys.inFile(file).find("a:1"))
                .withMessageContaining(file.toString())
                .withMessageContaining("larger");
    }

    /** Such a name would damage the file for ever. */
    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a:1 ", "a\nb", "a\rb", "a\tb", "a\u2028b", "a\u0085b"})
    void check_ofANameThatNoLineCanHold_isMisuse(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KnownKeys.inFile(file).check(name, ONE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> KnownKeys.inMemory().check(name, ONE));
        assertThat(file).doesNotExist();
    }

    @Test
    void check_thatCannotBeWritten_remembersNothing() {
        // A name that leaves no room for that of the draft beside it.
        Path unwritable = directory.resolve("k".repeat(250));
        KnownKeys known = KnownKeys.inFile(unwritable);

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> known.check("a:1", ONE))
                .withMessageContaining(unwritable.toString());
        assertThat(known.find("a:1")).isEmpty();
    }
}
