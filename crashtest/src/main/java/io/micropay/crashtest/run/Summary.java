package io.micropay.crashtest.run;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a run went.
 *
 * @param seed its seed
 * @param kills how many processes were killed
 * @param serverKills how many of them were servers
 * @param killsByKind how many at which place; {@code SIGKILL} is from outside
 * @param counts what became of the orders
 * @param time how long it took, checks included
 * @param findings what is wrong
 */
public record Summary(
        long seed,
        int kills,
        int serverKills,
        Map<String, Integer> killsByKind,
        Counts counts,
        Duration time,
        List<String> findings) {

    /** Whether everything holds. */
    public boolean isGood() {
        return findings.isEmpty();
    }

    /** Several lines. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append("seed ").append(seed).append(", ").append(time.toSeconds()).append(" s\n");
        text.append("kills: ")
                .append(kills)
                .append(", of them ")
                .append(serverKills)
                .append(" of the server\n");
        new TreeMap<>(killsByKind).forEach((kind, count) -> text.append(String.format("  %-28s %4d%n", kind, count)));
        text.append("orders: ").append(counts.orders()).append(", ended\n");
        counts.ends().forEach((status, count) -> text.append(String.format("  %-28s %6d%n", status.name(), count)));
        text.append("recovered from an outbox at login: ")
                .append(counts.recovered())
                .append('\n');
        text.append("outcome unknown for a while: ").append(counts.unknown()).append('\n');
        text.append("money announced to a payee: ").append(counts.announced()).append('\n');
        findings.stream()
                .limit(50)
                .forEach(finding -> text.append("WRONG: ").append(finding).append('\n'));
        text.append(isGood() ? "Everything holds." : findings.size() + " things do not hold.");
        return text.toString();
    }
}
