package io.micropay.outbox;

import static io.micropay.outbox.Entries.entry;
import static io.micropay.outbox.Entries.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.micropay.error.StoreException;
import io.micropay.outbox.InMemoryOutboxTest.OutboxLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FileOutboxTest extends OutboxContract {
    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("deep").resolve("alice.outbox");
    }

    @Override
    Outbox open() {
        return FileOutbox.open(file);
    }

    private byte[] logOf(int... numbers) throws IOException {
        try (Outbox outbox = open()) {
            for (int number : numbers) {
                outbox.add(entry(number));
            }
        }
        return Files.readAllBytes(file);
    }

    private void assertRefused(String reason) {
        assertThatExceptionOfType(StoreException.class)
                .isThrownBy(this::open)
                .withMessageContaining(file.toString())
                .withMessageContaining(reason);
    }

    @Test
    void pending_afterReopening_isTheSame() {
        try (Outbox outbox = open()) {
            outbox.add(entry(1));
            outbox.add(entry(2));
            outbox.add(entry(3));
            outbox.remove(order(1));
        }
        for (int i = 0; i < 2; i++) {
            try (Outbox outbox = open()) {
                assertThat(outbox.pending()).containsExactly(entry(2), entry(3));
            }
        }
    }

    @Test
    void files_areForTheirOwnerOnly() throws IOException {
        logOf(1);
        try (Stream<Path> files = Files.list(directory.resolve("deep"))) {
            assertThat(files)
                    .hasSize(2)
                    .allSatisfy(each -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                            .isEqualTo("rw-------"));
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("deep"))))
                .isEqualTo("rwx------");
    }

    @Test
    void log_tornAtAnyByteOfItsLastRecord_keepsAllOthers() throws IOException {
        byte[] two = logOf(1, 2);
        byte[] three;
        try (Outbox outbox = open()) {
            outbox.add(entry(3));
            three = Files.readAllBytes(file);
        }
        assertThat(three).startsWith(two);
        for (int length = two.length; length < three.length; length++) {
            Files.write(file, Arrays.copyOf(three, length));
            try (Outbox outbox = open()) {
                assertThat(outbox.pending()).as("cut at " + length).containsExactly(entry(1), entry(2));
            }
            assertThat(Files.readAllBytes(file)).as("cut at " + length).isEqualTo(two);
        }
    }

    @Test
    void log_damagedAtAnyByteBeforeItsLastRecord_isRefusedAndLeftAlone() throws IOException {
        int before = logOf(1).length;
        byte[] log = logOf(2);
        for (int i = 0; i < before; i++) {
            byte[] damaged = log.clone();
            damaged[i] ^= 0x10;
            Files.write(file, damaged);
            assertRefused(i < OutboxLog.header().length ? "no outbox" : "damaged at byte");
            assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
        }
        Files.write(file, log);
        try (Outbox outbox = open()) {
            assertThat(outbox.pending()).containsExactly(entry(1), entry(2));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "m", "hello, world, this is a letter to somebody"})
    void file_thatIsNoOutbox_isRefusedAndLeftAlone(String content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);

        assertRefused("another file");
        assertThat(file).hasContent(content);
    }

    @Test
    void directory_inPlaceOfTheFile_isRefused() throws IOException {
        Files.createDirectories(file);

        assertRefused("it is a directory");
    }

    @Test
    void outbox_openInThisProcess_isNotOpenedTwice() throws IOException {
        try (Outbox outbox = open()) {
            outbox.add(entry(1));
            assertRefused("this process has it open already");
            Path link = Files.createSymbolicLink(directory.resolve("link"), file);
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> FileOutbox.open(link))
                    .withMessageContaining("this process has it open already");
            outbox.add(entry(2));
        }
        try (Outbox outbox = open()) {
            assertThat(outbox.pending()).hasSize(2);
        }
    }

    @Test
    void draft_leftByACrashWhileTheFileWasWrittenAnew_isInNobodysWay() throws IOException {
        logOf(1);
        Files.writeString(file.resolveSibling("alice.outbox.new"), "half of it");
        try (Outbox outbox = open()) {
            assertThat(outbox.pending()).containsExactly(entry(1));
        }
        assertThat(file.resolveSibling("alice.outbox.new")).doesNotExist();
    }

    @Test
    void log_ofOrdersThatHaveEnded_isWrittenAnewWhileItIsOpen() throws IOException {
        MemoryStorage storage = new MemoryStorage();
        try (Outbox outbox = FileOutbox.open(file, storage)) {
            outbox.add(entry(0));
            for (int i = 1; i <= 2000; i++) {
                outbox.add(entry(i));
                outbox.remove(order(i));
            }
            outbox.add(entry(3000));
        }
        assertThat(storage.replacements.get()).isBetween(3, 5);
        assertThat(storage.read().length).isLessThan(1200 * 850);
        try (Outbox outbox = FileOutbox.open(file, storage)) {
            assertThat(outbox.pending()).containsExactly(entry(0), entry(3000));
        }
    }

    @Test
    void add_toAFullOutbox_isRefusedUntilOneHasEnded() throws IOException {
        try (Outbox outbox = FileOutbox.open(file, new MemoryStorage())) {
            OutboxLimits.assertBounded(outbox);
        }
    }

    @Test
    void closedOutbox_usedAgain_isMisuse() {
        Outbox outbox = open();
        outbox.close();

        assertThatIllegalStateException().isThrownBy(() -> outbox.add(entry(1)));
        assertThatIllegalStateException().isThrownBy(outbox::pending);
    }

    @Test
    void pending_isASnapshot() {
        try (Outbox outbox = open()) {
            outbox.add(entry(1));
            List<OutboxEntry> before = outbox.pending();
            outbox.remove(order(1));

            assertThat(before).containsExactly(entry(1));
        }
    }
}
