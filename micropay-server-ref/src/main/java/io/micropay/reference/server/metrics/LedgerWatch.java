package io.micropay.reference.server.metrics;

import io.micropay.error.StoreException;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.LedgerHead;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerView;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks at the ledger every now and then, on a thread of its own, so that nobody who asks for figures waits for a store.
 * Going through all accounts takes it a twentieth of its time at the most. Safe for use by several threads.
 */
public final class LedgerWatch implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerWatch.class);
    private static final int LATEST = 20;
    private static final int PAUSE_FACTOR = 20;
    private static final Duration SURVEY_PAUSE = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long CLOSE_MILLIS = 2000;

    private final AccountStore store;
    private final Clock clock;
    private final OpenHolds openHolds = new OpenHolds();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread made = new Thread(work, "micropay-ledger-watch");
        made.setDaemon(true);
        return made;
    });
    private volatile @Nullable Look latest;
    private volatile boolean isReadable;

    private LedgerWatch(AccountStore store, Clock clock) {
        this.store = store;
        this.clock = clock;
    }

    /**
     * Starts to look.
     *
     * @param store the ledger, which is to stay open until this is closed
     * @param pause between two looks
     */
    public static LedgerWatch start(AccountStore store, Clock clock, Duration pause) {
        LedgerWatch watch = new LedgerWatch(store, clock);
        var unused = watch.thread.scheduleWithFixedDelay(watch::look, 0, pause.toMillis(), TimeUnit.MILLISECONDS);
        return watch;
    }

    private void look() {
        try (LedgerView view = store.view()) {
            latest = look(view);
            isReadable = true;
        } catch (StoreException e) {
            if (isReadable) {
                LOG.warn("the ledger cannot be read", e);
            }
            isReadable = false;
        } catch (RuntimeException e) {
            LOG.error("looking at the ledger failed", e);
            isReadable = false;
        }
    }

    private Look look(LedgerView view) {
        Instant now = clock.instant();
        LedgerHead head = view.load(LedgerKeys.none()).head();
        List<JournalEntry> entries =
                new ArrayList<>(view.journal(Math.max(1, head.lastSequence() - LATEST + 1), LATEST));
        Collections.reverse(entries);
        return new Look(now, head, entries, openHolds.count(view, head.lastSequence()), survey(view, now));
    }

    private Survey survey(LedgerView view, Instant now) {
        Look before = latest;
        if (before != null && now.isBefore(next(before.survey()))) {
            return before.survey();
        }
        return Survey.of(view, now);
    }

    private static Instant next(Survey survey) {
        Duration pause = survey.took().multipliedBy(PAUSE_FACTOR);
        return survey.at().plus(pause.compareTo(SURVEY_PAUSE) > 0 ? pause : SURVEY_PAUSE);
    }

    /** What the last look that succeeded has found; empty before the first. */
    public Optional<Look> latest() {
        return Optional.ofNullable(latest);
    }

    /** Whether the last look succeeded. One that takes very long has not. */
    public boolean isReadable() {
        return isReadable
                && latest().filter(look -> clock.instant().isBefore(look.at().plus(PATIENCE)))
                        .isPresent();
    }

    /** Ends it, within a bound. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            boolean unused = thread.awaitTermination(CLOSE_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
