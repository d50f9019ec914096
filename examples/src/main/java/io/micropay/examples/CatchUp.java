package io.micropay.examples;

import io.micropay.PeerEndpoint;
import io.micropay.model.EntryKind;
import io.micropay.model.StatementLine;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A payee that was away: reads from its statement what it was paid since the last payment that it has dealt with. It keeps
 * the sequence of that one together with its own data, so that it delivers for each payment once, whatever crashes when.
 */
public final class CatchUp {
    private static final int PAGE = 100;

    private CatchUp() {}

    /**
     * What came in after an entry of the journal, the oldest first.
     *
     * @param endpoint the payee
     * @param lastSeen the sequence of the last payment that was dealt with; 0 if there was none
     */
    public static List<StatementLine> paymentsAfter(PeerEndpoint endpoint, long lastSeen) {
        List<StatementLine> found = new ArrayList<>();
        List<StatementLine> page = endpoint.statement(PAGE).lines();
        while (!page.isEmpty()) {
            page.stream()
                    .filter(line -> line.sequence() > lastSeen)
                    .filter(line -> line.kind() == EntryKind.PAYMENT && line.amount() > 0)
                    .forEach(found::add);
            long oldest = page.get(page.size() - 1).sequence();
            page = oldest > lastSeen ? endpoint.statementBefore(oldest, PAGE).lines() : List.of();
        }
        Collections.reverse(found);
        return found;
    }
}
