package io.micropay.ledger;

import io.micropay.model.AccountId;
import io.micropay.model.Credential;
import io.micropay.model.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** A view of a file that is read without locks: nothing is handed out before it is certain that nobody wrote to the file. */
final class SqliteStillView implements LedgerView {
    private final LedgerView view;
    private final Runnable requireStill;

    SqliteStillView(LedgerView view, Runnable requireStill) {
        this.view = view;
        this.requireStill = requireStill;
    }

    /** A row that makes no sense may be half of two, too: then it is told that somebody wrote. */
    private <T> T read(Supplier<T> query) {
        try {
            return query.get();
        } finally {
            requireStill.run();
        }
    }

    @Override
    public LedgerRows load(LedgerKeys keys) {
        return read(() -> view.load(keys));
    }

    @Override
    public List<Account> accounts(Optional<AccountId> after, int limit) {
        return read(() -> view.accounts(after, limit));
    }

    @Override
    public List<JournalEntry> journal(long from, int limit) {
        return read(() -> view.journal(from, limit));
    }

    @Override
    public List<OrderRecord> orders(long from, int limit) {
        return read(() -> view.orders(from, limit));
    }

    @Override
    public List<Checkpoint> checkpoints(long from, int limit) {
        return read(() -> view.checkpoints(from, limit));
    }

    @Override
    public List<Hold> holds(long from, int limit) {
        return read(() -> view.holds(from, limit));
    }

    @Override
    public List<Claim> claims(Optional<Digest> after, int limit) {
        return read(() -> view.claims(after, limit));
    }

    @Override
    public List<Credential> credentials(Optional<Credential> after, int limit) {
        return read(() -> view.credentials(after, limit));
    }

    @Override
    public List<JournalEntry> history(AccountId account, long from, int limit) {
        return read(() -> view.history(account, from, limit));
    }

    @Override
    public List<Hold> dueHolds(Instant now, int limit) {
        return read(() -> view.dueHolds(now, limit));
    }

    @Override
    public List<Presence> online() {
        return read(() -> view.online());
    }

    @Override
    public void close() {
        view.close();
    }
}
