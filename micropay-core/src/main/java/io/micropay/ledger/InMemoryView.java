package io.micropay.ledger;

import io.micropay.model.AccountId;
import java.util.List;
import java.util.Optional;

/** A look at the rows of one moment. */
class InMemoryView implements LedgerView {
    /** Tells those off who use it after its end. */
    final Usability usability = new Usability();

    /** What is seen. A transaction puts its own saves on top. */
    InMemoryState state;

    InMemoryView(InMemoryState state) {
        this.state = state;
    }

    @Override
    public final LedgerRows load(LedgerKeys keys) {
        usability.check();
        return state.load(keys);
    }

    @Override
    public final List<Account> accounts(Optional<AccountId> after, int limit) {
        usability.check();
        return state.accounts().after(after.map(AccountId::folded).orElse(""), Usability.limit(limit));
    }

    @Override
    public final List<JournalEntry> journal(long from, int limit) {
        usability.check();
        return state.entries().after(Math.max(from, 1) - 1, Usability.limit(limit));
    }

    @Override
    public final List<Presence> online() {
        usability.check();
        return state.presences().after("", Integer.MAX_VALUE).stream()
                .filter(Presence::online)
                .toList();
    }

    @Override
    public void close() {
        usability.end("the view is closed");
    }
}
