package io.micropay.internal.ledger;

import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerRows;
import io.micropay.model.AccountId;
import io.micropay.model.Digest;
import io.micropay.model.KeyId;
import io.micropay.model.OrderRef;
import io.micropay.model.PaymentRequest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules of the ledger: a pure function from rows and commands to verdicts and changed rows.
 *
 * <p>What holds after every batch, whatever the commands: the sum over all accounts is what it was (each movement debits
 * one account and credits another); no balance but that of the issuance account is below what is held of it; an order
 * that had been decided stays decided as it was; a hold ends once, and what was captured and released of it is what was
 * held; a payment request is paid at most once, before its time is over and with what it asks for; and a payment is
 * refunded at most once, with at most what was received.
 */
public final class LedgerRules {
    private final KeyId serverKey;
    private final long openingBalance;

    /**
     * The rules of one server.
     *
     * @param serverKey the key id that orders have to name
     * @param openingBalance what a new account gets, zero or more
     */
    public LedgerRules(KeyId serverKey, long openingBalance) {
        if (openingBalance < 0) {
            throw new IllegalArgumentException("the opening balance must not be negative: " + openingBalance);
        }
        this.serverKey = serverKey;
        this.openingBalance = openingBalance;
    }

    /** The rows that {@link #decide} has to see for these commands. */
    static LedgerKeys touchedBy(List<Command> commands) {
        Set<AccountId> accounts = new HashSet<>();
        Set<OrderRef> orders = new HashSet<>();
        Set<OrderRef> holds = new HashSet<>();
        Set<Digest> claims = new HashSet<>();
        for (Command command : commands) {
            if (command instanceof Command.Settle settle) {
                accounts.add(settle.order().order().payer());
                accounts.add(settle.order().order().payee());
                orders.add(settle.order().order().ref());
                ClaimKeys.of(settle.order().order()).ifPresent(claims::add);
                ClaimKeys.refunded(settle.order().order()).ifPresent(payment -> {
                    orders.add(payment);
                    holds.add(payment);
                });
            } else if (command instanceof Command.MakeRequest make) {
                PaymentRequest request = make.request().request();
                accounts.add(request.payee());
                claims.add(ClaimKeys.ofRequest(request.payee(), request.id()));
            } else if (command instanceof Command.VoidOrder request) {
                accounts.add(request.request().payer());
                orders.add(request.request().ref());
            } else if (command instanceof Command.Register register) {
                accounts.add(register.account());
                accounts.add(AccountId.ISSUANCE);
            } else if (command instanceof Command.Bind bind) {
                accounts.add(bind.account());
                accounts.add(AccountId.ISSUANCE);
            } else if (command instanceof Command.EndHold end) {
                accounts.add(end.request().hold().payer());
                accounts.add(end.request().payee());
                holds.add(end.request().hold());
            } else if (command instanceof Command.ExpireHold expiry) {
                accounts.add(expiry.hold().payer());
                accounts.add(expiry.payee());
                holds.add(expiry.hold());
            } else if (command instanceof Command.LogIn login) {
                accounts.add(login.presence().account());
            } else if (command instanceof Command.Act act) {
                accounts.add(act.act().account());
                accounts.add(AccountId.ISSUANCE);
                orders.add(AccountRules.ref(act.act()));
            }
        }
        return new LedgerKeys(accounts, orders, holds, claims, Set.of(), Set.of());
    }

    /**
     * Decides a batch, one command after the other.
     *
     * @param rows at least the rows that {@link #touchedBy} names
     * @param commands the commands
     * @param now the server's time, in whole milliseconds
     */
    Decision decide(LedgerRows rows, List<Command> commands, Instant now) {
        Batch batch = new Batch(rows, now);
        ClaimRules claims = new ClaimRules(batch, serverKey);
        OrderRules orders = new OrderRules(batch, serverKey, claims);
        HoldRules holds = new HoldRules(batch, serverKey);
        AccountRules accounts = new AccountRules(batch, serverKey, openingBalance);
        List<Verdict> verdicts = new ArrayList<>(commands.size());
        for (Command command : commands) {
            if (command instanceof Command.Settle settle) {
                verdicts.add(orders.settle(settle));
            } else if (command instanceof Command.VoidOrder request) {
                verdicts.add(orders.endUnsettled(request));
            } else if (command instanceof Command.MakeRequest make) {
                verdicts.add(claims.make(make));
            } else if (command instanceof Command.EndHold end) {
                verdicts.add(holds.end(end));
            } else if (command instanceof Command.ExpireHold expiry) {
                verdicts.add(holds.expire(expiry.hold()));
            } else if (command instanceof Command.Register register) {
                verdicts.add(accounts.register(register.account(), register.keys()));
            } else if (command instanceof Command.Bind bind) {
                verdicts.add(accounts.bind(bind.account(), bind.keys()));
            } else if (command instanceof Command.LogIn login) {
                verdicts.add(accounts.logIn(login));
            } else if (command instanceof Command.LogOut logout) {
                verdicts.add(accounts.logOut(logout.account()));
            } else {
                verdicts.add(accounts.act(((Command.Act) command).act()));
            }
        }
        return batch.decision(verdicts);
    }
}
