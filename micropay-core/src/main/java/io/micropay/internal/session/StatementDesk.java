package io.micropay.internal.session;

import io.micropay.internal.message.ClientMessage.StatementQuery;
import io.micropay.internal.message.ServerMessage.StatementPage;
import io.micropay.ledger.Account;
import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerView;
import io.micropay.ledger.Posting;
import io.micropay.model.AccountId;
import io.micropay.model.Statement;
import io.micropay.model.StatementLine;
import java.util.List;
import java.util.Set;

/** Shows a member the history of its account. */
final class StatementDesk {
    private final ServerCore core;
    private final AccountId member;

    StatementDesk(ServerCore core, AccountId member) {
        this.core = core;
        this.member = member;
    }

    StatementPage page(StatementQuery query) {
        try (LedgerView view = core.settings().store().view()) {
            Account account =
                    view.load(LedgerKeys.ofAccounts(member)).account(member).orElseThrow();
            List<StatementLine> lines =
                    view.history(member, start(view, account, query.before()), query.limit()).stream()
                            .map(this::line)
                            .toList();
            return new StatementPage(new Statement(account.balance(), account.held(), lines));
        }
    }

    /** The entry to begin with: the last one, or the one before an entry of this history. Of any other entry, none. */
    private long start(LedgerView view, Account account, long before) {
        if (before <= 0) {
            return account.lastEntry();
        }
        return view.load(LedgerKeys.ofEntries(Set.of(before)))
                .entry(before)
                .map(found -> found.entry())
                .filter(entry -> entry.belongsTo(member))
                .map(entry -> entry.previousOf(member))
                .orElse(0L);
    }

    private StatementLine line(JournalEntry entry) {
        boolean gives = entry.debit().account().equals(member);
        Posting own = gives ? entry.debit() : entry.credit();
        Posting other = gives ? entry.credit() : entry.debit();
        return new StatementLine(
                entry.sequence(),
                entry.kind(),
                other.account(),
                gives ? -entry.amount() : entry.amount(),
                gives ? entry.held() : 0,
                own.balance(),
                entry.order(),
                entry.at());
    }
}
