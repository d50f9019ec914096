package io.micropay.crashtest.actor;

import io.micropay.crashtest.plan.KillPoint;
import io.micropay.ledger.Account;
import io.micropay.ledger.Checkpoint;
import io.micropay.ledger.Claim;
import io.micropay.ledger.Hold;
import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.LedgerChanges;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerRows;
import io.micropay.ledger.LedgerTransaction;
import io.micropay.ledger.OrderRecord;
import io.micropay.ledger.Presence;
import io.micropay.model.AccountId;
import io.micropay.model.Credential;
import io.micropay.model.Digest;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A transaction that passes a kill point before and after each step. */
final class HookedTransaction implements LedgerTransaction {
    private final LedgerTransaction transaction;
    private final KillSwitch killSwitch;
    private final SigningTurn turn;

    HookedTransaction(LedgerTransaction transaction, KillSwitch killSwitch, SigningTurn turn) {
        this.transaction = transaction;
        this.killSwitch = killSwitch;
        this.turn = turn;
    }

    @Override
    public LedgerRows load(LedgerKeys keys) {
        killSwitch.pass(KillPoint.BEFORE_LOAD);
        LedgerRows rows = transaction.load(keys);
        killSwitch.pass(KillPoint.AFTER_LOAD);
        return rows;
    }

    @Override
    public void save(LedgerChanges changes) {
        if (turn.isSigned()) {
            killSwitch.pass(KillPoint.AFTER_SIGN);
        }
        killSwitch.pass(KillPoint.BEFORE_SAVE);
        transaction.save(changes);
        killSwitch.pass(KillPoint.AFTER_SAVE);
    }

    @Override
    public void commit() {
        killSwitch.pass(KillPoint.BEFORE_COMMIT);
        transaction.commit();
        killSwitch.pass(KillPoint.AFTER_COMMIT);
    }

    @Override
    public void close() {
        killSwitch.pass(KillPoint.BEFORE_CLOSE);
        turn.end();
        transaction.close();
        killSwitch.pass(KillPoint.AFTER_CLOSE);
    }

    @Override
    public List<JournalEntry> history(AccountId account, long from, int limit) {
        return transaction.history(account, from, limit);
    }

    @Override
    public List<Hold> dueHolds(Instant now, int limit) {
        return transaction.dueHolds(now, limit);
    }

    @Override
    public List<Presence> online() {
        return transaction.online();
    }

    @Override
    public List<Account> accounts(Optional<AccountId> after, int limit) {
        return transaction.accounts(after, limit);
    }

    @Override
    public List<JournalEntry> journal(long from, int limit) {
        return transaction.journal(from, limit);
    }

    @Override
    public List<OrderRecord> orders(long from, int limit) {
        return transaction.orders(from, limit);
    }

    @Override
    public List<Checkpoint> checkpoints(long from, int limit) {
        return transaction.checkpoints(from, limit);
    }

    @Override
    public List<Hold> holds(long from, int limit) {
        return transaction.holds(from, limit);
    }

    @Override
    public List<Claim> claims(Optional<Digest> after, int limit) {
        return transaction.claims(after, limit);
    }

    @Override
    public List<Credential> credentials(Optional<Credential> after, int limit) {
        return transaction.credentials(after, limit);
    }
}
