package io.micropay.outbox;

import static io.micropay.outbox.Entries.entry;
import static io.micropay.outbox.Entries.order;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The file against a map, through any sequence of what can happen to it. */
class FileOutboxProperties {
    enum Kind {
        ADD,
        REMOVE,
        REOPEN,
        REOPEN_WITH_A_TORN_TAIL
    }

    record Step(Kind kind, int number) {}

    @Provide
    static Arbitrary<List<Step>> steps() {
        Arbitrary<Kind> kinds = Arbitraries.of(
                Kind.ADD, Kind.ADD, Kind.ADD, Kind.REMOVE, Kind.REMOVE, Kind.REOPEN, Kind.REOPEN_WITH_A_TORN_TAIL);
        return Combinators.combine(kinds, Arbitraries.integers().between(0, 7))
                .as(Step::new)
                .list()
                .ofMaxSize(30);
    }

    @Property(tries = 60)
    void outbox_afterAnySequence_isWhatTheModelIs(@ForAll("steps") List<Step> steps) throws IOException {
        Path directory = Files.createTempDirectory("outbox");
        Path file = directory.resolve("alice.outbox");
        TreeMap<Integer, OutboxEntry> model = new TreeMap<>();
        Outbox outbox = FileOutbox.open(file);
        try {
            for (Step step : steps) {
                switch (step.kind()) {
                    case ADD -> {
                        outbox.add(entry(step.number()));
                        model.put(step.number(), entry(step.number()));
                    }
                    case REMOVE -> {
                        outbox.remove(order(step.number()));
                        model.remove(step.number());
                    }
                    case REOPEN -> {
                        outbox.close();
                        outbox = FileOutbox.open(file);
                    }
                    case REOPEN_WITH_A_TORN_TAIL -> {
                        outbox.close();
                        long end = Files.size(file);
                        byte[] next = OutboxLog.encode(OutboxRecord.added(entry(99)), end, end);
                        int torn = next.length * step.number() / 8;
                        Files.write(file, java.util.Arrays.copyOf(next, torn), StandardOpenOption.APPEND);
                        outbox = FileOutbox.open(file);
                    }
                    default -> throw new AssertionError(step);
                }
                assertThat(outbox.pending()).containsExactlyElementsOf(model.values());
            }
        } finally {
            outbox.close();
            for (String name : List.of("alice.outbox", "alice.outbox.lock")) {
                Files.deleteIfExists(directory.resolve(name));
            }
            Files.delete(directory);
        }
    }
}
