package io.micropay.crashtest.plan;

import java.util.Optional;

/**
 * How one life of a process ends.
 *
 * @param point the place at which it halts itself; empty if it is killed from outside, wherever it is then
 * @param count at which passing of the place, or after which step that the process has told of; from 1
 */
public record Kill(Optional<KillPoint> point, int count) {
    private static final String NOWHERE = "-";

    /** A life that nobody ends. */
    public static final String NONE = "NONE";

    /** At a passing of a place. */
    public static Kill at(KillPoint point, int passing) {
        return new Kill(Optional.of(point), passing);
    }

    /** From outside, while it works, as soon as it has told of so many steps. */
    public static Kill after(int steps) {
        return new Kill(Optional.empty(), steps);
    }

    /** What to call it in a summary. */
    public String kind() {
        return point.map(KillPoint::name).orElse("SIGKILL");
    }

    @Override
    public String toString() {
        return point.map(KillPoint::name).orElse(NOWHERE) + ":" + count;
    }

    /** The inverse of {@link #toString}. */
    public static Kill parse(String text) {
        int colon = text.indexOf(':');
        String name = text.substring(0, colon);
        int count = Integer.parseInt(text.substring(colon + 1));
        return name.equals(NOWHERE) ? after(count) : at(KillPoint.valueOf(name), count);
    }
}
