package io.micropay.internal.ledger;

import io.micropay.ledger.Claim;
import io.micropay.ledger.DecidedOrder;
import io.micropay.ledger.Hold;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerRows;
import io.micropay.model.OrderRef;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What claims, and the payments that refunds give back, were after an earlier entry: from the rows of a later time. */
final class ClaimHistory {
    private final Function<LedgerKeys, LedgerRows> rowsOfNow;

    /** The rows that were there. */
    record Rows(List<DecidedOrder> payments, List<Hold> endedHolds, List<Claim> claims) {
        static final Rows NONE = new Rows(List.of(), List.of(), List.of());
    }

    ClaimHistory(Function<LedgerKeys, LedgerRows> rowsOfNow) {
        this.rowsOfNow = rowsOfNow;
    }

    /** What some commands touch of it. */
    Rows after(long sequence, LedgerKeys touched, List<Command> commands) {
        if (touched.claims().isEmpty()) {
            return Rows.NONE;
        }
        Set<OrderRef> refunded = refundedBy(commands);
        LedgerRows rows =
                rowsOfNow.apply(new LedgerKeys(Set.of(), refunded, refunded, touched.claims(), Set.of(), Set.of()));
        List<Claim> claims = touched.claims().stream()
                .flatMap(key -> rows.claim(key).stream())
                .toList();
        LedgerRows settling = rowsOfNow.apply(LedgerKeys.ofOrders(
                claims.stream().flatMap(claim -> claim.settledBy().stream()).collect(Collectors.toSet())));
        return new Rows(
                refunded.stream()
                        .flatMap(payment -> rows.order(payment).stream())
                        .filter(payment -> payment.order().sequence() <= sequence)
                        .toList(),
                refunded.stream()
                        .flatMap(payment -> rows.hold(payment).stream())
                        .filter(hold -> hold.end()
                                .filter(end -> end.sequence() <= sequence)
                                .isPresent())
                        .toList(),
                claims.stream()
                        .flatMap(claim -> after(sequence, claim, settling).stream())
                        .toList());
    }

    private static Set<OrderRef> refundedBy(List<Command> commands) {
        return commands.stream()
                .filter(Command.Settle.class::isInstance)
                .flatMap(command ->
                        ClaimKeys.refunded(((Command.Settle) command).order().order()).stream())
                .collect(Collectors.toSet());
    }

    /** The claim of a refund comes into being when it is settled; that of a request is there before. */
    private static Optional<Claim> after(long sequence, Claim claim, LedgerRows settling) {
        Optional<OrderRef> settledBy = claim.settledBy()
                .filter(order -> settling.order(order)
                        .filter(found -> found.order().sequence() <= sequence)
                        .isPresent());
        boolean isThere = settledBy.isPresent() || claim.request().size() > 0;
        return isThere ? Optional.of(new Claim(claim.key(), claim.request(), settledBy)) : Optional.empty();
    }
}
