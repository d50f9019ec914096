package io.micropay.outbox;

import static io.micropay.outbox.Entries.entry;
import static io.micropay.outbox.Entries.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micropay.model.Bytes;
import io.micropay.model.OrderRef;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** A log against a model: what was forced is read back, what was torn off is forgotten, and damage is told. */
class OutboxLogProperties {
    /** A log with the model's state after each of its records. */
    private static final class Log {
        final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        final List<Integer> ends = new ArrayList<>();
        final List<Map<OrderRef, Bytes>> states = new ArrayList<>();

        Log() {
            bytes.writeBytes(OutboxLog.header());
            ends.add(bytes.size());
            states.add(Map.of());
        }

        void write(OutboxRecord record, int forced) {
            bytes.writeBytes(OutboxLog.encode(record, bytes.size(), forced));
            Map<OrderRef, Bytes> state = new HashMap<>(states.get(states.size() - 1));
            state.remove(record.order());
            record.content().ifPresent(content -> state.put(record.order(), content));
            ends.add(bytes.size());
            states.add(state);
        }

        static Log forced(List<OutboxRecord> records) {
            Log log = new Log();
            records.forEach(record -> log.write(record, log.bytes.size()));
            return log;
        }

        /** What a log that was cut there is to say. */
        Map<OrderRef, Bytes> stateAt(int length) {
            int whole = 0;
            while (whole + 1 < ends.size() && ends.get(whole + 1) <= length) {
                whole++;
            }
            return states.get(whole);
        }
    }

    @Provide
    static Arbitrary<List<OutboxRecord>> records() {
        return Combinators.combine(Arbitraries.integers().between(0, 5), Arbitraries.of(true, true, false))
                .as((number, isAdded) ->
                        isAdded ? OutboxRecord.added(entry(number)) : OutboxRecord.ended(order(number)))
                .list()
                .ofMinSize(1)
                .ofMaxSize(12);
    }

    @Property(tries = 300)
    void replay_ofACutLog_givesWhatTheWholeRecordsSay(
            @ForAll("records") List<OutboxRecord> records, @ForAll @IntRange(max = 20_000) int cut) throws IOException {
        Log log = Log.forced(records);
        int header = OutboxLog.header().length;
        int length = header + cut % (log.bytes.size() - header + 1);

        assertThat(OutboxLog.replay(Arrays.copyOf(log.bytes.toByteArray(), length)))
                .isEqualTo(log.stateAt(length));
    }

    @Property(tries = 300)
    void replay_withAnyByteChangedBeforeTheLastRecord_isRefused(
            @ForAll("records") List<OutboxRecord> records,
            @ForAll @IntRange(max = 20_000) int where,
            @ForAll @IntRange(min = 1, max = 255) int change) {
        Log log = Log.forced(records);
        byte[] bytes = log.bytes.toByteArray();
        bytes[where % log.ends.get(records.size() - 1)] ^= (byte) change;

        assertThatExceptionOfType(IOException.class).isThrownBy(() -> OutboxLog.replay(bytes));
    }

    /** Pages that were not forced come back in any mixture of new, old and nothing. */
    @Property(tries = 300)
    void replay_afterAPowerLoss_keepsWhatWasForced_andInventsNothing(
            @ForAll("records") List<OutboxRecord> before,
            @ForAll("records") List<OutboxRecord> after,
            @ForAll long seed)
            throws IOException {
        Log log = Log.forced(before);
        int forced = log.bytes.size();
        after.forEach(record -> log.write(record, forced));
        byte[] bytes = log.bytes.toByteArray();
        Random random = new Random(seed);
        for (int page = forced; page < bytes.length; page += 256) {
            int end = Math.min(bytes.length, page + 256);
            if (random.nextInt(3) == 0) {
                Arrays.fill(bytes, page, end, (byte) 0);
            } else if (random.nextInt(4) == 0) {
                byte[] garbage = new byte[end - page];
                random.nextBytes(garbage);
                System.arraycopy(garbage, 0, bytes, page, garbage.length);
            }
        }

        assertThat(OutboxLog.replay(bytes)).isIn(log.states.subList(before.size(), log.states.size()));
    }

    @Property(tries = 300)
    void replay_ofAnyBytesAfterTheHeader_endsInAnAnswerOrARefusal(@ForAll byte[] tail) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(OutboxLog.header());
        bytes.writeBytes(tail);

        assertThat(OutboxLog.replay(bytes.toByteArray())).isEmpty();
    }
}
