package io.micropay;

import io.micropay.error.MicropayException;
import io.micropay.error.RequestRefusedException;
import io.micropay.internal.ledger.Answer;
import io.micropay.internal.ledger.Command;
import io.micropay.internal.ledger.LedgerWriter;
import io.micropay.internal.message.OperatorAct;
import io.micropay.internal.message.OperatorAct.Kind;
import io.micropay.keys.KeyMaterial;
import io.micropay.ledger.AccountStore;
import io.micropay.model.AccountId;
import io.micropay.model.OrderId;
import io.micropay.model.StatusCode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Objects;

/**
 * What the operator of a server may do to accounts: issue money, freeze, unfreeze, close. Each act is an entry of the
 * journal, signed by the server key, and durable when the method returns.
 *
 * <p>Works on the ledger itself, so whoever has the ledger and the server key is the operator. A server that has the same
 * ledger open need not be stopped: it sees the act with its next batch.
 *
 * <p>Every act has an id, which makes it happen once: after a failure, do the same act with the same id again.
 *
 * <p>Safe for use by several threads. Example:
 * <pre>{@code
 * Operator operator = Operator.of(store, serverKeys, Clock.systemUTC());
 * OrderId act = OrderId.next(Clock.systemUTC(), new SecureRandom());
 * operator.issue(act, new AccountId("alice"), 5000, "refund of ticket 17");
 * }</pre>
 *
 * @since 0.1
 */
public final class Operator {
    /** The longest reason, in bytes of UTF-8. */
    public static final int MAX_REASON_BYTES = 255;

    private final LedgerWriter ledger;

    private Operator(LedgerWriter ledger) {
        this.ledger = ledger;
    }

    /**
     * The operator of a ledger.
     *
     * @param store the ledger; stays open, and has to be open while this is used
     * @param serverKeys the server's keys
     * @param clock the time of the entries
     * @return the operator
     * @throws io.micropay.error.AuthenticationException if another server key signed the journal
     * @throws io.micropay.error.StoreException if the ledger cannot be read
     */
    public static Operator of(AccountStore store, KeyMaterial serverKeys, Clock clock) {
        Objects.requireNonNull(store, "store");
        Objects.requireNonNull(serverKeys, "serverKeys");
        Objects.requireNonNull(clock, "clock");
        return new Operator(LedgerWriter.beside(store, serverKeys, clock));
    }

    /**
     * Gives an account money that did not exist before. The issuance account owes it.
     *
     * @param act the identity of the act
     * @param account who gets it
     * @param amount in the ledger's smallest unit, above zero
     * @param reason why, at most {@link #MAX_REASON_BYTES} bytes; the journal keeps it
     * @throws IllegalArgumentException if the reason is too long
     * @throws RequestRefusedException if nothing was done: there is no such account, it is closed, the amount is not above
     *     zero or too large, or another act has the same id
     * @throws io.micropay.error.StoreException if it is not known whether it was done; do it again with the same id
     */
    public void issue(OrderId act, AccountId account, long amount, String reason) {
        carryOut(act, Kind.ISSUE, account, amount, reason);
    }

    /**
     * Stops all movements of an account's money, until it is unfrozen. Holds can still be released, and expire.
     *
     * @param act the identity of the act
     * @param account which
     * @param reason why, at most {@link #MAX_REASON_BYTES} bytes; the journal keeps it
     * @throws IllegalArgumentException if the reason is too long
     * @throws RequestRefusedException if nothing was done: there is no such account, it is closed, or another act has the
     *     same id
     * @throws io.micropay.error.StoreException if it is not known whether it was done; do it again with the same id
     */
    public void freeze(OrderId act, AccountId account, String reason) {
        carryOut(act, Kind.FREEZE, account, 0, reason);
    }

    /**
     * Lets an account's money move again.
     *
     * @param act the identity of the act
     * @param account which
     * @param reason why, at most {@link #MAX_REASON_BYTES} bytes; the journal keeps it
     * @throws IllegalArgumentException if the reason is too long
     * @throws RequestRefusedException if nothing was done: there is no such account, it is closed, or another act has the
     *     same id
     * @throws io.micropay.error.StoreException if it is not known whether it was done; do it again with the same id
     */
    public void unfreeze(OrderId act, AccountId account, String reason) {
        carryOut(act, Kind.UNFREEZE, account, 0, reason);
    }

    /**
     * Closes an account for ever. What it has goes back to the issuance account; its name stays taken.
     *
     * @param act the identity of the act
     * @param account which
     * @param reason why, at most {@link #MAX_REASON_BYTES} bytes; the journal keeps it
     * @throws IllegalArgumentException if the reason is too long
     * @throws RequestRefusedException if nothing was done: there is no such account, it is closed already, it has money set
     *     aside, or another act has the same id
     * @throws io.micropay.error.StoreException if it is not known whether it was done; do it again with the same id
     */
    public void close(OrderId act, AccountId account, String reason) {
        carryOut(act, Kind.CLOSE, account, 0, reason);
    }

    private void carryOut(OrderId act, Kind kind, AccountId account, long amount, String reason) {
        Objects.requireNonNull(act, "act");
        Objects.requireNonNull(account, "account");
        int size = reason.getBytes(StandardCharsets.UTF_8).length;
        if (size > MAX_REASON_BYTES) {
            throw new IllegalArgumentException("a reason has at most " + MAX_REASON_BYTES + " bytes, not " + size);
        }
        Command command = new Command.Act(new OperatorAct(act, kind, account, amount, reason));
        Answer answer = ledger.write(List.of(command)).get(0);
        if (answer instanceof Answer.Refused refused) {
            throw refusal(refused.status(), account);
        }
    }

    private static MicropayException refusal(StatusCode status, AccountId account) {
        String text = status == StatusCode.UNKNOWN_PAYEE ? "there is no account " + account : status.text();
        return new RequestRefusedException(status, text);
    }
}
