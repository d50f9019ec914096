package io.micropay.internal.classic.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ErrandsTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();

    @AfterEach
    void stop() {
        threads.shutdownNow();
    }

    @Test
    void moreThanAFewAtOnce_areRefused_untilOneIsDone() throws InterruptedException {
        Errands errands = new Errands(threads, 2);
        CountDownLatch slow = new CountDownLatch(1);
        assertThat(errands.start(() -> await(slow))).isTrue();
        assertThat(errands.start(() -> await(slow))).isTrue();
        assertThat(errands.start(() -> {})).isFalse();
        slow.countDown();
        CountDownLatch done = new CountDownLatch(1);
        Awaitility.await().until(() -> errands.start(done::countDown));
        assertThat(done.await(10, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void errandThatFails_givesItsPlaceBack() {
        Errands errands = new Errands(Runnable::run, 1);
        assertThat(errands.start(() -> {
                    throw new IllegalStateException("on purpose");
                }))
                .isTrue();
        assertThat(errands.start(() -> {})).isTrue();
    }

    @Test
    void errandsOfAServerThatIsClosing_areRefused() {
        threads.shutdown();
        Errands errands = new Errands(threads, 1);
        assertThat(errands.start(() -> {})).isFalse();
        assertThat(errands.start(() -> {})).isFalse();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
