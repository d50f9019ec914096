package io.micropay.crashtest.history;

import io.micropay.crashtest.history.Call.Balance;
import io.micropay.crashtest.history.Call.HoldEnded;
import io.micropay.crashtest.history.Call.LookedUp;
import io.micropay.crashtest.history.Call.Ordered;
import io.micropay.crashtest.history.Call.Refused;
import io.micropay.ledger.JournalEntry;
import io.micropay.model.AccountId;
import io.micropay.model.EntryKind;
import io.micropay.model.OrderRef;
import io.micropay.model.StatusCode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether a serial order of all calls explains what every caller saw. The journal proposes the order of the calls that
 * change something; a call that only looks has to fit in somewhere. So: the order respects real time; a tiny model of the
 * ledger, run in that order, gives every outcome and every rejection; and every balance that somebody saw was the balance
 * at some moment between call and return, later looks not seeing earlier moments.
 */
final class HistoryChecker {
    private final List<Call> calls;
    private final List<JournalEntry> journal;
    private final List<String> violations = new ArrayList<>();
    private final Model model = new Model();

    /** What each account had after each place of the journal; the first is for before the journal began. */
    private final List<Map<AccountId, Balance>> moments = new ArrayList<>(List.of(Map.of()));

    HistoryChecker(List<Call> calls, List<JournalEntry> journal) {
        this.calls = merged(calls).stream()
                .sorted(Comparator.comparingLong(Call::invoked))
                .toList();
        this.journal = journal;
    }

    /** Ending a hold again in the same way is the same act: it took effect in the first of those calls that came back. */
    private static List<Call> merged(List<Call> calls) {
        Map<HoldEnded, Call> ends = new HashMap<>();
        List<Call> merged = new ArrayList<>();
        for (Call call : calls) {
            if (call.effect() instanceof HoldEnded ended) {
                ends.merge(ended, call, HistoryChecker::earlier);
            } else {
                merged.add(call);
            }
        }
        merged.addAll(ends.values());
        return merged;
    }

    private static Call earlier(Call one, Call other) {
        return new Call(
                one.client(),
                Math.min(one.invoked(), other.invoked()),
                Math.min(one.returned(), other.returned()),
                one.effect());
    }

    /** What no serial order explains. */
    List<String> violations() {
        checkRealTime();
        replay();
        checkLooks();
        return violations;
    }

    /** Where a call took effect, or what it showed to have taken effect before it returned. */
    private static OptionalLong sequence(Call call) {
        if (call.effect() instanceof Ordered ordered) {
            return OptionalLong.of(ordered.sequence());
        }
        if (call.effect() instanceof HoldEnded ended) {
            return OptionalLong.of(ended.sequence());
        }
        return OptionalLong.empty();
    }

    private static long shown(Call call) {
        return call.effect() instanceof LookedUp lookedUp
                ? lookedUp.sequence()
                : sequence(call).orElse(0);
    }

    /** The last place that calls which had returned by then have shown. */
    private long shownBefore(long moment) {
        return calls.stream()
                .filter(call -> call.returned() < moment)
                .mapToLong(HistoryChecker::shown)
                .max()
                .orElse(0);
    }

    /** The first place of a call that began only after a moment; beyond the journal if there is none. */
    private long firstAfter(long moment) {
        return calls.stream()
                .filter(call -> call.invoked() > moment)
                .map(HistoryChecker::sequence)
                .flatMapToLong(OptionalLong::stream)
                .min()
                .orElse(journal.size() + 1L);
    }

    private void checkRealTime() {
        for (Call call : calls) {
            OptionalLong own = sequence(call);
            if (own.isPresent() && own.getAsLong() <= shownBefore(call.invoked())) {
                violations.add("took effect before a call that had returned before it began: " + call);
            }
        }
    }

    private void replay() {
        Map<Long, Call> bySequence = new HashMap<>();
        for (Call call : calls) {
            OptionalLong sequence = sequence(call);
            if (sequence.isPresent() && bySequence.put(sequence.getAsLong(), call) != null) {
                violations.add("two calls took effect at the same place: " + call);
            }
        }
        for (JournalEntry entry : journal) {
            if (entry.kind() == EntryKind.OPENING) {
                model.open(entry.credit().account(), entry.amount());
            } else {
                Optional<Call> call = Optional.ofNullable(bySequence.remove(entry.sequence()));
                if (call.isEmpty()) {
                    violations.add("entry " + entry.sequence() + " is of nobody's call");
                } else {
                    apply(call.get(), entry);
                }
            }
            moments.add(model.balances());
        }
        bySequence.values().forEach(call -> violations.add("is not in the journal: " + call));
    }

    private void apply(Call call, JournalEntry entry) {
        if (call.effect() instanceof Ordered ordered) {
            StatusCode due = model.order(ordered, entry.kind() == EntryKind.HOLD);
            if (due != ordered.status()) {
                violations.add("should have been " + due + " at that place: " + call);
            }
        } else if (call.effect() instanceof HoldEnded ended && !model.end(ended)) {
            violations.add("ended a hold that was not open: " + call);
        }
    }

    private void checkLooks() {
        Map<Call, Long> places = new HashMap<>();
        for (Call call : calls) {
            if (call.effect() instanceof Balance seen) {
                long from = Math.max(shownBefore(call.invoked()), placeSeenBefore(places, call.invoked()));
                long to = firstAfter(call.returned()) - 1;
                long place = from;
                while (place <= to
                        && !seen.equals(moments.get(Math.toIntExact(place)).get(call.client()))) {
                    place++;
                }
                if (place > to) {
                    violations.add("no moment between " + from + " and " + to + " explains " + call);
                } else {
                    places.put(call, place);
                }
            } else if (call.effect() instanceof LookedUp lookedUp) {
                requireSameEnd(call, lookedUp);
            } else if (call.effect() instanceof Refused refused) {
                requireReason(call, refused);
            }
        }
    }

    private static long placeSeenBefore(Map<Call, Long> places, long moment) {
        return places.entrySet().stream()
                .filter(look -> look.getKey().returned() < moment)
                .mapToLong(Map.Entry::getValue)
                .max()
                .orElse(0);
    }

    private void requireSameEnd(Call call, LookedUp lookedUp) {
        boolean isSame = calls.stream()
                .map(Call::effect)
                .anyMatch(effect -> effect instanceof Ordered ordered
                        && ordered.order().equals(lookedUp.order())
                        && ordered.status() == lookedUp.status()
                        && ordered.sequence() == lookedUp.sequence());
        if (!isSame) {
            violations.add("saw another end than the caller: " + call);
        }
    }

    private void requireReason(Call call, Refused refused) {
        boolean isExplained = refused.status() == StatusCode.HOLD_EXCEEDED
                ? refused.amount() > model.amountOf(refused.hold())
                : refused.status() == StatusCode.HOLD_ENDED
                        && calls.stream()
                                .anyMatch(other -> other.effect() instanceof HoldEnded ended
                                        && ended.hold().equals(refused.hold())
                                        && other.invoked() < call.returned());
        if (!isExplained) {
            violations.add("was refused for no reason: " + call);
        }
    }

    /** The ledger in a few lines. */
    private static final class Model {
        private final Map<AccountId, Long> balance = new HashMap<>();
        private final Map<AccountId, Long> held = new HashMap<>();
        private final Map<OrderRef, Ordered> open = new HashMap<>();
        private final Map<OrderRef, Long> amounts = new HashMap<>();

        void open(AccountId account, long amount) {
            balance.put(account, amount);
            held.put(account, 0L);
        }

        Map<AccountId, Balance> balances() {
            Map<AccountId, Balance> all = new HashMap<>();
            balance.forEach((account, amount) -> all.put(account, new Balance(amount, held.get(account))));
            return all;
        }

        StatusCode order(Ordered ordered, boolean isHold) {
            AccountId payer = ordered.order().payer();
            if (balance.get(payer) - held.get(payer) < ordered.amount()) {
                return StatusCode.INSUFFICIENT_FUNDS;
            }
            if (isHold) {
                held.merge(payer, ordered.amount(), Long::sum);
                open.put(ordered.order(), ordered);
                amounts.put(ordered.order(), ordered.amount());
                return StatusCode.AUTHORIZED;
            }
            move(payer, ordered.payee(), ordered.amount());
            return StatusCode.SETTLED;
        }

        boolean end(HoldEnded ended) {
            Ordered hold = open.remove(ended.hold());
            if (hold == null || ended.captured() > hold.amount()) {
                return false;
            }
            held.merge(hold.order().payer(), -hold.amount(), Long::sum);
            move(hold.order().payer(), hold.payee(), ended.captured());
            return true;
        }

        long amountOf(OrderRef hold) {
            return amounts.getOrDefault(hold, Long.MAX_VALUE);
        }

        private void move(AccountId from, AccountId to, long amount) {
            balance.merge(from, -amount, Long::sum);
            balance.merge(to, amount, Long::sum);
        }
    }
}
