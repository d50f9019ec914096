package io.micropay.testkit;

import io.micropay.ledger.Account;
import io.micropay.ledger.Checkpoint;
import io.micropay.ledger.Claim;
import io.micropay.ledger.Hold;
import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerRows;
import io.micropay.ledger.LedgerView;
import io.micropay.ledger.OrderRecord;
import io.micropay.ledger.Presence;
import io.micropay.model.AccountId;
import io.micropay.model.Credential;
import io.micropay.model.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A view that hands everything on to another one. Subclasses do one thing wrong. */
class WrongView implements LedgerView {
    private final LedgerView right;

    WrongView(LedgerView right) {
        this.right = right;
    }

    /** What to read from, each time. */
    LedgerView source() {
        return right;
    }

    @Override
    public LedgerRows load(LedgerKeys keys) {
        return source().load(keys);
    }

    @Override
    public List<Account> accounts(Optional<AccountId> after, int limit) {
        return source().accounts(after, limit);
    }

    @Override
    public List<JournalEntry> journal(long from, int limit) {
        return source().journal(from, limit);
    }

    @Override
    public List<OrderRecord> orders(long from, int limit) {
        return source().orders(from, limit);
    }

    @Override
    public List<Checkpoint> checkpoints(long from, int limit) {
        return source().checkpoints(from, limit);
    }

    @Override
    public List<Hold> holds(long from, int limit) {
        return source().holds(from, limit);
    }

    @Override
    public List<Claim> claims(Optional<Digest> after, int limit) {
        return source().claims(after, limit);
    }

    @Override
    public List<Credential> credentials(Optional<Credential> after, int limit) {
        return source().credentials(after, limit);
    }

    @Override
    public List<JournalEntry> history(AccountId account, long from, int limit) {
        return source().history(account, from, limit);
    }

    @Override
    public List<Hold> dueHolds(Instant now, int limit) {
        return source().dueHolds(now, limit);
    }

    @Override
    public List<Presence> online() {
        return source().online();
    }

    @Override
    public void close() {
        right.close();
    }
}
