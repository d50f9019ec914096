package io.micropay.ledger;

import io.micropay.model.AccountId;
import io.micropay.model.Credential;
import io.micropay.model.Digest;
import java.time.Instant;
import java.util.Comparator;
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
    public final List<OrderRecord> orders(long from, int limit) {
        usability.check();
        return state.ordersBySequence().after(Math.max(from, 1) - 1, Usability.limit(limit));
    }

    @Override
    public final List<Checkpoint> checkpoints(long from, int limit) {
        usability.check();
        return state.checkpoints().after(Math.max(from, 1) - 1, Usability.limit(limit));
    }

    @Override
    public final List<Hold> holds(long from, int limit) {
        usability.check();
        return state.holdsBySequence().after(Math.max(from, 1) - 1, Usability.limit(limit));
    }

    @Override
    public final List<Claim> claims(Optional<Digest> after, int limit) {
        usability.check();
        return state.claims().after(after.map(Digest::toString).orElse(""), Usability.limit(limit));
    }

    @Override
    public final List<Credential> credentials(Optional<Credential> after, int limit) {
        usability.check();
        return state.credentials().after(after.map(InMemoryState::key).orElse(""), Usability.limit(limit));
    }

    @Override
    public final List<JournalEntry> history(AccountId account, long from, int limit) {
        usability.check();
        return state.history(account, from, Usability.limit(limit));
    }

    @Override
    public final List<Hold> dueHolds(Instant now, int limit) {
        usability.check();
        return state.holdsBySequence().after(0L, Integer.MAX_VALUE).stream()
                .filter(hold -> hold.isOpen() && hold.captureBy().isBefore(now))
                .sorted(Comparator.comparing(Hold::captureBy))
                .limit(Usability.limit(limit))
                .toList();
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
