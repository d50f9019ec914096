package io.micropay.crashtest.actor;

import io.micropay.crashtest.plan.Kill;
import io.micropay.crashtest.plan.KillPoint;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/** Ends this process, without any goodbye, at a planned passing of a planned place. Safe to share between threads. */
public final class KillSwitch {
    /** The exit code of a process that ended itself as planned. */
    public static final int HALTED = 42;

    private final Optional<KillPoint> armed;
    private final AtomicInteger left;

    private KillSwitch(Optional<KillPoint> armed, int passes) {
        this.armed = armed;
        this.left = new AtomicInteger(passes);
    }

    /** Never ends anything. */
    public static KillSwitch off() {
        return new KillSwitch(Optional.empty(), 0);
    }

    /** As an argument of the program says. */
    static KillSwitch of(String argument) {
        if (argument.equals(Kill.NONE)) {
            return off();
        }
        Kill kill = Kill.parse(argument);
        return new KillSwitch(kill.point(), kill.count());
    }

    /** To be called wherever a place is passed. */
    public void pass(KillPoint point) {
        if (armed.isPresent() && armed.get() == point && left.decrementAndGet() == 0) {
            Runtime.getRuntime().halt(HALTED);
        }
    }
}
