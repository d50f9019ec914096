package io.micropay.internal.ledger;

import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerRows;
import io.micropay.model.AccountId;
import io.micropay.model.KeyId;
import io.micropay.model.OrderRef;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The rules of the ledger: a pure function from rows and commands to verdicts and changed rows.
 *
 * <p>What holds after every batch, whatever the commands: the sum over all accounts is what it was (each movement debits
 * one account and credits another); no balance but that of the issuance account is below what is held of it; an order
 * that had been decided stays decided as it was.
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

    KeyId serverKey() {
        return serverKey;
    }

    long openingBalance() {
        return openingBalance;
    }

    /** The rows that {@link #decide} has to see for these commands. */
    static LedgerKeys touchedBy(List<Command> commands) {
        Set<AccountId> accounts = new HashSet<>();
        Set<OrderRef> orders = new HashSet<>();
        for (Command command : commands) {
            if (command instanceof Command.Settle settle) {
                accounts.add(settle.order().order().payer());
                accounts.add(settle.order().order().payee());
                orders.add(settle.order().order().ref());
            } else if (command instanceof Command.VoidOrder request) {
                accounts.add(request.request().payer());
                orders.add(request.request().ref());
            } else if (command instanceof Command.Register register) {
                accounts.add(register.account());
                accounts.add(AccountId.ISSUANCE);
            }
        }
        return new LedgerKeys(accounts, orders, Set.of());
    }

    /**
     * Decides a batch, one command after the other.
     *
     * @param rows at least the rows that {@link #touchedBy} names
     * @param commands the commands
     * @param now the server's time, in whole milliseconds
     */
    Decision decide(LedgerRows rows, List<Command> commands, Instant now) {
        Batch batch = new Batch(this, rows, now);
        commands.forEach(batch::apply);
        return batch.decision();
    }
}
