package io.micropay.crashtest.run;

import io.micropay.crashtest.record.Seen;
import io.micropay.model.AccountId;
import io.micropay.model.OrderRef;
import io.micropay.model.Payment;
import io.micropay.model.StatusCode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How many orders of a run came to which end, as their payers know it.
 *
 * @param orders orders that were signed
 * @param ends how many of them ended with each status
 * @param recovered how many ends were found at a login, from the outbox
 * @param unknown how often a client had to give up not knowing, for then
 * @param announced how often a payee was told of money
 */
public record Counts(int orders, Map<StatusCode, Integer> ends, int recovered, int unknown, int announced) {
    /** How many payments moved money. */
    int settled() {
        return ends.getOrDefault(StatusCode.SETTLED, 0);
    }

    static Counts of(Map<AccountId, List<Seen>> records) {
        Set<OrderRef> signed = new HashSet<>();
        Map<OrderRef, StatusCode> decided = new HashMap<>();
        int recovered = 0;
        int unknown = 0;
        int announced = 0;
        for (Seen seen : records.values().stream().flatMap(List::stream).toList()) {
            if (seen instanceof Seen.Signed order) {
                signed.add(order.order().order().ref());
            } else if (seen instanceof Seen.Decided order) {
                put(decided, order.payment());
            } else if (seen instanceof Seen.Resolved) {
                recovered++;
            } else if (seen instanceof Seen.Unknown) {
                unknown++;
            } else if (seen instanceof Seen.Announced) {
                announced++;
            }
        }
        Map<StatusCode, Integer> ends = new TreeMap<>();
        decided.values().forEach(status -> ends.merge(status, 1, Integer::sum));
        return new Counts(signed.size(), ends, recovered, unknown, announced);
    }

    private static void put(Map<OrderRef, StatusCode> decided, Payment payment) {
        decided.put(payment.order().order().ref(), payment.receipt().outcome().status());
    }
}
