package io.micropay.postgresql;

import io.micropay.ledger.Account;
import io.micropay.ledger.AccountKeys;
import io.micropay.ledger.LedgerChanges;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerRows;
import io.micropay.ledger.LedgerTransaction;
import io.micropay.model.AccountId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A write transaction: what a view does, and saves. It remembers the keys of accounts, which hardly ever change. */
final class PostgresTransaction extends PostgresView implements LedgerTransaction {
    private final Session session;
    private final Writes writes;
    private final Turn turn;
    private final Map<String, Optional<AccountKeys>> knownKeys = new HashMap<>();

    PostgresTransaction(Session session, Failures failures, Turn turn) {
        super(session, failures);
        this.session = session;
        this.writes = new Writes(session.jdbc());
        this.turn = turn;
    }

    @Override
    public LedgerRows load(LedgerKeys keys) {
        LedgerRows rows = super.load(keys);
        for (AccountId name : keys.accounts()) {
            rows.account(name).ifPresent(this::remember);
        }
        return rows;
    }

    @Override
    public void save(LedgerChanges changes) {
        call("write to", () -> {
            writes.save(changes, this::hasNewKeys);
            return changes;
        });
        changes.accounts().forEach(this::remember);
    }

    @Override
    public void commit() {
        call("commit to", () -> {
            session.commit();
            return session;
        });
        usability.end("the transaction is committed: close it");
    }

    @Override
    void end(Session ended) {
        try {
            super.end(ended);
        } finally {
            turn.giveBack();
        }
    }

    private void remember(Account account) {
        knownKeys.put(account.id().folded(), account.keys());
    }

    private boolean hasNewKeys(Account account) {
        return !account.keys().equals(knownKeys.get(account.id().folded()));
    }
}
