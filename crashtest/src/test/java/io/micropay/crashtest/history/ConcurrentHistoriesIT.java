package io.micropay.crashtest.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.crashtest.history.Call.Balance;
import io.micropay.crashtest.history.Call.Effect;
import io.micropay.crashtest.history.Call.Ordered;
import io.micropay.crashtest.history.Call.Refused;
import io.micropay.ledger.JournalEntry;
import io.micropay.model.EntryKind;
import io.micropay.model.StatusCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/** Calls of several clients at once have the effects and the answers of some serial order of them. */
class ConcurrentHistoriesIT {

    @Property(tries = 20, seed = "20261122")
    void everyHistory_hasASerialOrderThatExplainsIt(@ForAll long seed) throws Exception {
        History history = History.make(seed);
        assertThat(history.calls()).hasSizeGreaterThan(60);
        assertThat(history.violations()).isEmpty();
    }

    private static History withFirst(History history, Class<? extends Effect> kind, UnaryOperator<Effect> change) {
        List<Call> calls = new ArrayList<>(history.calls());
        int index = 0;
        while (!kind.isInstance(calls.get(index).effect())) {
            index++;
        }
        calls.set(index, calls.get(index).with(change.apply(calls.get(index).effect())));
        return new History(calls, history.journal());
    }

    /** A checker that cannot fail proves nothing: each kind of lie has to be noticed. */
    @Test
    void lies_areNoticed() throws Exception {
        History history = History.make(7);
        assertThat(history.violations()).isEmpty();

        assertThat(swapped(history).violations()).anyMatch(text -> text.contains("took effect before a call"));
        assertThat(withFirst(history, Ordered.class, ConcurrentHistoriesIT::turned)
                        .violations())
                .anyMatch(text -> text.contains("should have been"));
        assertThat(withFirst(history, Balance.class, seen -> more((Balance) seen))
                        .violations())
                .anyMatch(text -> text.contains("no moment"));
        assertThat(withLost(history).violations()).anyMatch(text -> text.contains("is of nobody's call"));
        assertThat(withRefusal(history).violations()).anyMatch(text -> text.contains("was refused for no reason"));
    }

    private static Effect turned(Effect effect) {
        Ordered ordered = (Ordered) effect;
        StatusCode other =
                ordered.status() == StatusCode.INSUFFICIENT_FUNDS ? StatusCode.SETTLED : StatusCode.INSUFFICIENT_FUNDS;
        return new Ordered(ordered.order(), ordered.payee(), ordered.amount(), other, ordered.sequence());
    }

    private static Balance more(Balance seen) {
        return new Balance(seen.balance() + 1_000_000, seen.held());
    }

    /** The first and the last order change places: the last one began long after the first one had returned. */
    private static History swapped(History history) {
        List<Call> orders = history.calls().stream()
                .filter(call -> call.effect() instanceof Ordered)
                .sorted(Comparator.comparingLong(Call::invoked))
                .toList();
        Call first = orders.get(0);
        Call last = orders.get(orders.size() - 1);
        List<Call> calls = new ArrayList<>(history.calls());
        calls.set(calls.indexOf(first), first.with(at((Ordered) first.effect(), sequence(last))));
        calls.set(calls.indexOf(last), last.with(at((Ordered) last.effect(), sequence(first))));
        return new History(calls, history.journal());
    }

    private static long sequence(Call call) {
        return ((Ordered) call.effect()).sequence();
    }

    private static Ordered at(Ordered ordered, long sequence) {
        return new Ordered(ordered.order(), ordered.payee(), ordered.amount(), ordered.status(), sequence);
    }

    private static History withLost(History history) {
        List<Call> calls = new ArrayList<>(history.calls());
        calls.removeIf(call -> call.effect() instanceof Ordered ordered && ordered.sequence() == lastOrder(history));
        return new History(calls, history.journal());
    }

    private static long lastOrder(History history) {
        return history.journal().stream()
                .filter(entry -> entry.kind() == EntryKind.PAYMENT)
                .mapToLong(JournalEntry::sequence)
                .max()
                .orElseThrow();
    }

    /** An open hold, refused as one that has ended. */
    private static History withRefusal(History history) {
        Optional<Call> order = history.calls().stream()
                .filter(call -> call.effect() instanceof Ordered)
                .findFirst();
        Ordered ordered = (Ordered) order.orElseThrow().effect();
        List<Call> calls = new ArrayList<>(history.calls());
        calls.add(order.get().with(new Refused(ordered.order(), 1, StatusCode.HOLD_ENDED)));
        return new History(calls, history.journal());
    }
}
