package io.micropay.benchmarks;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much to do.
 *
 * @param members how many accounts pay one another, each over a connection of its own
 * @param orders how many orders one round settles
 * @param payments how many payments one round of latencies makes
 * @param warmUps how many rounds run before those that count
 * @param rounds how many rounds count
 * @param directory where ledgers are written: on a real disk, or the figures mean nothing
 */
record Plan(int members, int orders, int payments, int warmUps, int rounds, Path directory) {
    static final Plan DEFAULT = new Plan(32, 40_960, 400, 2, 5, besideTheProgram());

    /** Reads words such as {@code orders=10000}; what is not named keeps its default. */
    static Plan parse(String... words) {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        numbers.put("members", DEFAULT.members);
        numbers.put("orders", DEFAULT.orders);
        numbers.put("payments", DEFAULT.payments);
        numbers.put("warmups", DEFAULT.warmUps);
        numbers.put("rounds", DEFAULT.rounds);
        for (String word : words) {
            String[] parts = word.split("=", 2);
            if (parts.length != 2 || numbers.replace(parts[0], Integer.valueOf(parts[1])) == null) {
                throw new IllegalArgumentException("not an option: " + Arrays.toString(words) + "; there are "
                        + numbers.keySet() + ", such as rounds=5");
            }
        }
        return new Plan(
                numbers.getOrDefault("members", 0),
                numbers.getOrDefault("orders", 0),
                numbers.getOrDefault("payments", 0),
                numbers.getOrDefault("warmups", 0),
                numbers.getOrDefault("rounds", 0),
                DEFAULT.directory);
    }

    /** The rounds that count and those before. */
    int allRounds() {
        return warmUps + rounds;
    }

    /** Each member pays the same number of orders. */
    int ordersOfEach() {
        return orders / members;
    }

    /** How many orders that makes together. */
    int allOrders() {
        return ordersOfEach() * members;
    }

    /** Next to the program's jar or classes, which the build puts on a disk and cleans up. */
    private static Path besideTheProgram() {
        try {
            Path program = Path.of(Plan.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return program.resolveSibling("ledgers");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the program is nowhere", e);
        }
    }
}
