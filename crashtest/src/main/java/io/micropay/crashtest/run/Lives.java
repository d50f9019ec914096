package io.micropay.crashtest.run;

import io.micropay.crashtest.actor.KillSwitch;
import io.micropay.crashtest.plan.Kill;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One process after the other: each is started as soon as the one before was killed. The last one lives on. */
final class Lives implements Runnable {
    private static final long READY_MILLIS = 60_000;
    private static final long PATIENCE_MILLIS = 20_000;
    private static final String LATE = "SIGKILL (point not reached)";

    private final String name;
    private final List<Kill> kills;
    private final Function<String, ActorProcess> launcher;
    private final Tally tally;
    private final AtomicBoolean isFailed;
    private volatile @Nullable ActorProcess current;

    /**
     * The lives of one process.
     *
     * @param name what to call it
     * @param kills how they end
     * @param launcher starts the process, given the argument that says how it ends
     * @param tally where kills are counted
     * @param isFailed set when a process ends in another way than planned
     */
    Lives(String name, List<Kill> kills, Function<String, ActorProcess> launcher, Tally tally, AtomicBoolean isFailed) {
        this.name = name;
        this.kills = kills;
        this.launcher = launcher;
        this.tally = tally;
        this.isFailed = isFailed;
    }

    @Override
    public void run() {
        try {
            for (Kill kill : kills) {
                live(kill);
            }
            current = launcher.apply(Kill.NONE);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void live(Kill kill) throws InterruptedException {
        ActorProcess process = launcher.apply(kill.toString());
        current = process;
        process.awaitReady(READY_MILLIS);
        boolean isEnded = false;
        if (kill.point().isPresent()) {
            isEnded = process.awaitEnd(PATIENCE_MILLIS);
        } else {
            process.awaitSteps(kill.count(), PATIENCE_MILLIS);
        }
        if (!isEnded) {
            process.kill();
            tally.add(name, kill.point().isPresent() ? LATE : kill.kind());
        } else if (process.exitCode() == KillSwitch.HALTED) {
            tally.add(name, kill.kind());
        } else {
            isFailed.set(true);
            tally.add(name, "ENDED BY ITSELF with " + process.exitCode());
        }
    }

    /** The process that lives on, or the last one that did. */
    @Nullable
    ActorProcess current() {
        return current;
    }
}
