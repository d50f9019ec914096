package io.micropay.internal.ledger;

import io.micropay.ledger.Account;
import io.micropay.ledger.Claim;
import io.micropay.ledger.DecidedOrder;
import io.micropay.ledger.Hold;
import io.micropay.ledger.HoldEnd;
import io.micropay.ledger.LedgerRows;
import io.micropay.ledger.OrderRecord;
import io.micropay.ledger.Posting;
import io.micropay.ledger.Presence;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.Credential;
import io.micropay.model.Digest;
import io.micropay.model.EntryKind;
import io.micropay.model.OrderId;
import io.micropay.model.OrderRef;
import io.micropay.model.StatusCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The rows of a batch that is being decided, as the commands so far have left them. Knows no rule but double entry. */
final class Batch {
    private final LedgerRows rows;
    private final Instant now;

    private final Map<String, Account> changedAccounts = new LinkedHashMap<>();
    private final Map<OrderRef, Decided> decidedHere = new LinkedHashMap<>();
    private final Map<OrderRef, Hold> changedHolds = new LinkedHashMap<>();
    private final Map<Digest, Claim> changedClaims = new LinkedHashMap<>();
    private final List<EntryDraft> drafts = new ArrayList<>();
    private final List<Credential> credentials = new ArrayList<>();
    private final Map<AccountId, Presence> presences = new LinkedHashMap<>();

    /** An order that this batch decided, and the place of its entry among the drafts. */
    private record Decided(OrderRecord order, int draft) {}

    Batch(LedgerRows rows, Instant now) {
        this.rows = rows;
        this.now = now;
    }

    Decision decision(List<Verdict> verdicts) {
        return new Decision(
                List.copyOf(verdicts),
                List.copyOf(changedAccounts.values()),
                decidedHere.values().stream().map(Decided::order).toList(),
                List.copyOf(drafts),
                List.copyOf(changedHolds.values()),
                List.copyOf(changedClaims.values()),
                List.copyOf(credentials),
                List.copyOf(presences.values()));
    }

    Instant now() {
        return now;
    }

    /** The sequence of the entry that is written next. */
    long nextSequence() {
        return rows.head().lastSequence() + drafts.size() + 1;
    }

    /**
     * An account in the spelling of its registration. Any other spelling names nobody: two spellings of one account would
     * be a payer and a payee who are the same.
     */
    Optional<Account> account(AccountId id) {
        return accountLike(id).filter(account -> account.id().equals(id));
    }

    /** An account, whatever the case of its name. */
    Optional<Account> accountLike(AccountId id) {
        Optional<Account> found = Optional.ofNullable(changedAccounts.get(id.folded()));
        return found.isPresent() ? found : rows.account(id);
    }

    void put(Account account) {
        changedAccounts.put(account.id().folded(), account);
    }

    Optional<Hold> hold(OrderRef order) {
        Optional<Hold> found = Optional.ofNullable(changedHolds.get(order));
        return found.isPresent() ? found : rows.hold(order);
    }

    void put(Hold hold) {
        changedHolds.put(hold.order(), hold);
    }

    Optional<Claim> claim(Digest key) {
        Optional<Claim> found = Optional.ofNullable(changedClaims.get(key));
        return found.isPresent() ? found : rows.claim(key);
    }

    void put(Claim claim) {
        changedClaims.put(claim.key(), claim);
    }

    void put(Credential credential) {
        credentials.add(credential);
    }

    void put(Presence presence) {
        presences.put(presence.account(), presence);
    }

    /** The same order again gets the same answer, for ever; another one with its name gets none here. */
    Optional<Verdict> replay(OrderRef order, Digest digest) {
        Decided here = decidedHere.get(order);
        if (here != null) {
            return Optional.of(here)
                    .filter(decided -> decided.order().digest().equals(digest))
                    .map(decided -> new Verdict.Drafted(decided.draft(), false));
        }
        return rows.order(order)
                .filter(decided -> decided.order().digest().equals(digest))
                .map(Verdict.Replayed::new);
    }

    boolean isDecided(OrderRef order) {
        return decidedHere.containsKey(order) || rows.order(order).isPresent();
    }

    /** What an order moved to a payee, by itself or by what was taken from its hold; empty if that is nothing. */
    Optional<Long> received(OrderRef payment, AccountId payee) {
        Decided here = decidedHere.get(payment);
        Optional<OrderRecord> order =
                here == null ? rows.order(payment).map(DecidedOrder::order) : Optional.of(here.order());
        Optional<StatusCode> status = order.filter(
                        found -> found.payee().filter(payee::equals).isPresent())
                .map(OrderRecord::status);
        if (status.filter(found -> found == StatusCode.SETTLED).isPresent()) {
            long amount = here == null
                    ? rows.order(payment).orElseThrow().sealed().entry().amount()
                    : drafts.get(here.draft()).amount();
            return Optional.of(amount);
        }
        return status.filter(found -> found == StatusCode.AUTHORIZED)
                .flatMap(found -> hold(payment))
                .flatMap(Hold::end)
                .map(HoldEnd::captured)
                .filter(captured -> captured > 0);
    }

    /** What was asked for is in the journal already, as the entry with this sequence. */
    Verdict recorded(long sequence) {
        long last = rows.head().lastSequence();
        return sequence > last
                ? new Verdict.Drafted(Math.toIntExact(sequence - last - 1), false)
                : new Verdict.Recorded(sequence);
    }

    /** Remembers an order whose entry was written last. */
    Verdict decide(OrderRecord order) {
        decidedHere.put(order.ref(), new Decided(order, drafts.size() - 1));
        return written();
    }

    /** The verdict on a command whose entry was written last. */
    Verdict written() {
        return new Verdict.Drafted(drafts.size() - 1, true);
    }

    /**
     * Writes an entry: moves an amount from one account to another one, and changes what is held of the first. It belongs to
     * the history of the first and, if anything moves, to that of the other.
     */
    void post(
            EntryKind kind,
            Account debit,
            Account credit,
            long amount,
            long held,
            Optional<OrderId> order,
            Bytes statement) {
        long sequence = nextSequence();
        Account given = debit.after(debit.balance() - amount, debit.held() + held, sequence);
        put(given);
        if (amount != 0) {
            put(credit.after(credit.balance() + amount, credit.held(), sequence));
        }
        drafts.add(new EntryDraft(
                sequence,
                kind,
                new Posting(given.id(), given.balance(), debit.lastEntry()),
                new Posting(credit.id(), credit.balance() + amount, credit.lastEntry()),
                amount,
                held,
                order,
                now,
                statement));
    }
}
