package io.micropay.crashtest.actor;

import io.micropay.crashtest.plan.KillPoint;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.LedgerTransaction;
import io.micropay.ledger.LedgerView;

/** A store that passes the kill points of its transactions. */
final class HookedStore implements AccountStore {
    private final AccountStore store;
    private final KillSwitch killSwitch;
    private final SigningTurn turn;

    HookedStore(AccountStore store, KillSwitch killSwitch, SigningTurn turn) {
        this.store = store;
        this.killSwitch = killSwitch;
        this.turn = turn;
    }

    @Override
    public LedgerView view() {
        return store.view();
    }

    @Override
    public LedgerTransaction begin() {
        killSwitch.pass(KillPoint.BEFORE_BEGIN);
        LedgerTransaction transaction = new HookedTransaction(store.begin(), killSwitch, turn);
        turn.begin();
        killSwitch.pass(KillPoint.AFTER_BEGIN);
        return transaction;
    }

    @Override
    public void close() {
        store.close();
    }
}
