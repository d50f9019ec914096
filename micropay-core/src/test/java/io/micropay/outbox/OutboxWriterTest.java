package io.micropay.outbox;

import static io.micropay.outbox.Entries.entry;
import static io.micropay.outbox.Entries.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.micropay.error.StoreException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Who waits for whom, and what happens when the disk does not play along. */
@Timeout(value = 1, unit = TimeUnit.MINUTES)
class OutboxWriterTest {
    private static final Path FILE = Path.of("alice.outbox");

    private static Thread start(Runnable task) {
        Thread thread = new Thread(task);
        thread.start();
        return thread;
    }

    private static void awaitWaiting(List<Thread> threads) {
        await().until(() -> threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
    }

    @Test
    void adds_atTheSameTime_shareOneForce() throws Exception {
        MemoryStorage storage = new MemoryStorage();
        try (Outbox outbox = FileOutbox.open(FILE, storage)) {
            storage.permits.drainPermits();
            List<Thread> adding = new ArrayList<>();
            adding.add(start(() -> outbox.add(entry(0))));
            await().until(storage.permits::hasQueuedThreads);
            for (int i = 1; i < 256; i++) {
                OutboxEntry entry = entry(i);
                adding.add(start(() -> outbox.add(entry)));
            }
            awaitWaiting(adding);
            assertThat(outbox.pending()).isEmpty();

            storage.permits.release(2);
            for (Thread thread : adding) {
                thread.join();
            }

            assertThat(outbox.pending()).hasSize(256);
            assertThat(storage.forces).hasValue(2);
        }
    }

    @Test
    void add_returnsOnlyAfterTheForce() throws Exception {
        MemoryStorage storage = new MemoryStorage();
        try (Outbox outbox = FileOutbox.open(FILE, storage)) {
            storage.permits.drainPermits();
            Thread adding = start(() -> outbox.add(entry(1)));
            await().until(storage.permits::hasQueuedThreads);
            awaitWaiting(List.of(adding));
            assertThat(storage.read().length).isGreaterThan(storage.forced());
            assertThat(outbox.pending()).isEmpty();

            storage.permits.release();
            adding.join();
            assertThat(storage.read()).hasSize(storage.forced());
        }
    }

    @Test
    void remove_waitsForNoForce() throws IOException {
        MemoryStorage storage = new MemoryStorage();
        try (Outbox outbox = FileOutbox.open(FILE, storage)) {
            outbox.add(entry(1));
            storage.permits.drainPermits();
            outbox.remove(order(1));
        }
        assertThat(storage.forces).hasValue(1);
        assertThat(OutboxLog.replay(storage.read())).isEmpty();
    }

    @Test
    void forceThatFails_failsTheAdd_andAllThatFollow_untilReopened() throws IOException {
        MemoryStorage storage = new MemoryStorage();
        try (Outbox outbox = FileOutbox.open(FILE, storage)) {
            outbox.add(entry(1));
            outbox.add(entry(2));
            storage.isFailing = true;
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> outbox.add(entry(3)))
                    .withMessageContaining(FILE.toString())
                    .withMessageContaining("Input/output error");
            storage.isFailing = false;
            assertThatExceptionOfType(StoreException.class).isThrownBy(() -> outbox.add(entry(4)));
            outbox.remove(order(1));
            assertThat(outbox.pending()).containsExactly(entry(2));
            assertThat(storage.forces).hasValue(3);
        }
        try (Outbox outbox = FileOutbox.open(FILE, storage)) {
            outbox.add(entry(5));
            assertThat(outbox.pending()).contains(entry(2), entry(5)).doesNotContain(entry(4));
        }
    }

    @Test
    void threadThatIsInterrupted_addsAllTheSame_andHarmsNobody(@TempDir Path directory) {
        try (Outbox outbox = FileOutbox.open(directory.resolve("alice.outbox"))) {
            Thread.currentThread().interrupt();
            outbox.add(entry(1));
            assertThat(Thread.interrupted()).isTrue();
            outbox.add(entry(2));
            assertThat(outbox.pending()).hasSize(2);
        }
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void diskThatIsFull_isToldAndNothingIsPending() throws IOException {
        assertThat(Path.of("/dev/full")).matches(Files::exists);
        MemoryStorage full = new MemoryStorage() {
            @Override
            public synchronized void append(byte[] records) throws IOException {
                try (FileOutputStream device = new FileOutputStream("/dev/full")) {
                    device.write(records);
                }
            }
        };
        try (Outbox outbox = FileOutbox.open(FILE, full)) {
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> outbox.add(entry(1)))
                    .withMessageContaining("No space left on device")
                    .withMessageContaining("opened again");
            assertThat(outbox.pending()).isEmpty();
            assertThat(full.forces).hasValue(0);
        }
    }
}
