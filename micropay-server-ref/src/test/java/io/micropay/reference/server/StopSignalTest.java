package io.micropay.reference.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StopSignalTest {
    private static final int INT = 2;
    private static final int TERM = 15;

    private final BlockingQueue<Integer> halts = new LinkedBlockingQueue<>();

    private StopSignal signal(Duration patience) {
        return new StopSignal(List.of(), patience, halts::add);
    }

    @Test
    void firstSignal_letsTheProgramFinish() throws InterruptedException {
        StopSignal signal = signal(Duration.ofHours(1));
        Thread handler = new Thread(() -> signal.caught(TERM));
        handler.start();
        assertThat(signal.await()).isEqualTo(TERM);
        signal.finished();
        handler.join();
        assertThat(halts).isEmpty();
    }

    @Test
    void secondSignal_endsAtOnce() throws InterruptedException {
        StopSignal signal = signal(Duration.ofHours(1));
        Thread handler = new Thread(() -> signal.caught(TERM));
        handler.start();
        signal.await();
        Thread second = new Thread(() -> signal.caught(INT));
        second.start();
        assertThat(halts.poll(Transcript.patienceMillis(), TimeUnit.MILLISECONDS))
                .isEqualTo(130);
        signal.finished();
        handler.join();
        second.join();
    }

    @Test
    void programThatDoesNotFinish_isEndedAfterTheBound() throws InterruptedException {
        signal(Duration.ofMillis(1)).caught(INT);
        assertThat(halts.poll(Transcript.patienceMillis(), TimeUnit.MILLISECONDS))
                .isEqualTo(Failure.FAILED);
    }
}
