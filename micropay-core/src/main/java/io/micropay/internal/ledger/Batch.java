package io.micropay.internal.ledger;

import io.micropay.internal.message.Archive;
import io.micropay.internal.message.Opening;
import io.micropay.internal.message.Statements;
import io.micropay.internal.message.VoidRequest;
import io.micropay.ledger.Account;
import io.micropay.ledger.AccountKeys;
import io.micropay.ledger.EntryKind;
import io.micropay.ledger.LedgerRows;
import io.micropay.ledger.OrderRecord;
import io.micropay.ledger.Presence;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.Credential;
import io.micropay.model.Digest;
import io.micropay.model.KeyId;
import io.micropay.model.OrderRef;
import io.micropay.model.Outcome;
import io.micropay.model.PaymentOrder;
import io.micropay.model.StatusCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A batch that is being decided: what the commands so far have changed. Used once, by {@link LedgerRules}. */
final class Batch {
    private final LedgerRules rules;
    private final LedgerRows rows;
    private final Instant now;

    private final List<Verdict> verdicts = new ArrayList<>();
    private final Map<String, Account> changedAccounts = new LinkedHashMap<>();
    private final Map<OrderRef, Decided> decidedHere = new LinkedHashMap<>();
    private final List<EntryDraft> drafts = new ArrayList<>();
    private final Map<KeyId, Credential> credentials = new LinkedHashMap<>();
    private final Map<AccountId, Presence> presences = new LinkedHashMap<>();

    /** An order that this batch decided, and the place of its entry among the drafts. */
    private record Decided(OrderRecord order, int draft) {}

    Batch(LedgerRules rules, LedgerRows rows, Instant now) {
        this.rules = rules;
        this.rows = rows;
        this.now = now;
    }

    Decision decision() {
        return new Decision(
                verdicts,
                List.copyOf(changedAccounts.values()),
                decidedHere.values().stream().map(Decided::order).toList(),
                drafts,
                List.copyOf(credentials.values()),
                List.copyOf(presences.values()));
    }

    void apply(Command command) {
        verdicts.add(verdict(command));
    }

    private Verdict verdict(Command command) {
        if (command instanceof Command.Settle settle) {
            return settle(settle);
        }
        if (command instanceof Command.VoidOrder request) {
            return endUnsettled(request);
        }
        if (command instanceof Command.Register register) {
            return register(register.account(), register.keys());
        }
        if (command instanceof Command.LogIn login) {
            credentials.put(login.credential().grant().sessionKey(), login.credential());
            presences.put(login.presence().account(), login.presence());
            return new Verdict.Done(StatusCode.LOGGED_IN);
        }
        AccountId account = ((Command.LogOut) command).account();
        presences.put(account, Presence.offline(account));
        return new Verdict.Done(StatusCode.LOGGED_OUT);
    }

    private Verdict settle(Command.Settle settle) {
        PaymentOrder order = settle.order().order();
        Optional<Verdict> replay = replay(order.ref(), settle.digest());
        if (replay.isPresent()) {
            return replay.get();
        }
        Optional<StatusCode> refusal = refusal(order, settle.authentic());
        if (refusal.isPresent()) {
            return new Verdict.Refused(refusal.get());
        }
        if (isDecided(order.ref())) {
            return new Verdict.Refused(StatusCode.ORDER_CONFLICT);
        }
        Account payer = account(order.payer()).orElseThrow();
        Account payee = account(order.payee()).orElseThrow();
        StatusCode status = post(payer, payee, order.amount());
        EntryKind kind = status == StatusCode.SETTLED ? EntryKind.PAYMENT : EntryKind.REJECTION;
        long moved = status == StatusCode.SETTLED ? order.amount() : 0;
        Outcome outcome = new Outcome(order.id(), settle.digest(), status, nextSequence(), now);
        return decide(
                new OrderRecord(
                        order.id(),
                        settle.digest(),
                        order.payer(),
                        Optional.of(order.payee()),
                        status,
                        outcome.sequence(),
                        Archive.encode(settle.order())),
                draft(kind, order.payer(), order.payee(), moved, outcome));
    }

    /** What has no valid payer signature behind it is refused and forgotten. The order of the checks is documented. */
    private Optional<StatusCode> refusal(PaymentOrder order, boolean authentic) {
        StatusCode status = null;
        Optional<Account> payee = account(order.payee());
        if (!order.serverKey().equals(rules.serverKey())) {
            status = StatusCode.WRONG_SERVER;
        } else if (!Validity.isValid(order, now)) {
            status = StatusCode.EXPIRED;
        } else if (account(order.payer()).isEmpty()) {
            status = StatusCode.UNKNOWN_PAYER;
        } else if (payee.flatMap(Account::keys)
                .filter(keys -> keys.id().equals(order.payeeKey()))
                .isEmpty()) {
            status = StatusCode.UNKNOWN_PAYEE;
        } else if (order.payer().equals(order.payee())) {
            status = StatusCode.PAYER_IS_PAYEE;
        } else if (order.amount() <= 0) {
            status = StatusCode.AMOUNT_NOT_POSITIVE;
        } else if (!authentic) {
            status = StatusCode.SIGNATURE_INVALID;
        }
        return Optional.ofNullable(status);
    }

    /** Moves the money, or tells why not; either is final. */
    private StatusCode post(Account payer, Account payee, long amount) {
        if (payer.frozen() || payee.frozen()) {
            return StatusCode.ACCOUNT_FROZEN;
        }
        if (payer.available() < amount) {
            return StatusCode.INSUFFICIENT_FUNDS;
        }
        if (payee.balance() > Long.MAX_VALUE - amount) {
            return StatusCode.BALANCE_OVERFLOW;
        }
        put(payer.withBalance(payer.balance() - amount));
        put(payee.withBalance(payee.balance() + amount));
        return StatusCode.SETTLED;
    }

    private Verdict endUnsettled(Command.VoidOrder command) {
        VoidRequest request = command.request();
        if (!request.serverKey().equals(rules.serverKey())) {
            return new Verdict.Refused(StatusCode.WRONG_SERVER);
        }
        OrderRef order = request.ref();
        Optional<Verdict> replay = replay(order, request.orderDigest());
        if (replay.isPresent()) {
            return replay.get();
        }
        if (isDecided(order)) {
            return new Verdict.Refused(StatusCode.ORDER_CONFLICT);
        }
        if (account(request.payer()).isEmpty()) {
            return new Verdict.Refused(StatusCode.UNKNOWN_PAYER);
        }
        Outcome outcome = new Outcome(request.order(), request.orderDigest(), StatusCode.VOIDED, nextSequence(), now);
        return decide(
                new OrderRecord(
                        request.order(),
                        request.orderDigest(),
                        request.payer(),
                        Optional.empty(),
                        StatusCode.VOIDED,
                        outcome.sequence(),
                        command.encoded()),
                draft(EntryKind.REJECTION, request.payer(), request.payer(), 0, outcome));
    }

    private Verdict register(AccountId id, AccountKeys keys) {
        boolean reserved = id.folded().equals(AccountId.ISSUANCE.folded());
        if (reserved || accountLike(id).isPresent()) {
            return new Verdict.Refused(StatusCode.NAME_TAKEN);
        }
        Account issuance = account(AccountId.ISSUANCE)
                .orElseGet(() -> new Account(AccountId.ISSUANCE, Optional.empty(), 0, 0, false, now));
        long opening = rules.openingBalance();
        if (issuance.balance() < Long.MIN_VALUE + opening) {
            return new Verdict.Refused(StatusCode.BALANCE_OVERFLOW);
        }
        put(issuance.withBalance(issuance.balance() - opening));
        put(new Account(id, Optional.of(keys), opening, 0, false, now));
        KeyId sealingKey = keys.sealingKeyId();
        Bytes statement = Statements.encode(new Opening(nextSequence(), id, keys.id(), sealingKey, opening, now));
        drafts.add(new EntryDraft(
                nextSequence(), EntryKind.OPENING, AccountId.ISSUANCE, id, opening, Optional.empty(), now, statement));
        return new Verdict.Done(StatusCode.REGISTERED);
    }

    /** The same order again gets the same answer, for ever. */
    private Optional<Verdict> replay(OrderRef order, Digest digest) {
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

    private boolean isDecided(OrderRef order) {
        return decidedHere.containsKey(order) || rows.order(order).isPresent();
    }

    private Verdict decide(OrderRecord record, EntryDraft draft) {
        decidedHere.put(record.ref(), new Decided(record, drafts.size()));
        drafts.add(draft);
        return new Verdict.Drafted(drafts.size() - 1, true);
    }

    private EntryDraft draft(EntryKind kind, AccountId debit, AccountId credit, long amount, Outcome outcome) {
        return new EntryDraft(
                outcome.sequence(),
                kind,
                debit,
                credit,
                amount,
                Optional.of(outcome.orderId()),
                now,
                Statements.encode(outcome));
    }

    private long nextSequence() {
        return rows.head().lastSequence() + drafts.size() + 1;
    }

    /**
     * An account in the spelling of its registration. Any other spelling names nobody: two spellings of one account would
     * be a payer and a payee who are the same.
     */
    private Optional<Account> account(AccountId id) {
        return accountLike(id).filter(account -> account.id().equals(id));
    }

    /** An account, whatever the case of its name, as the batch so far has left it. */
    private Optional<Account> accountLike(AccountId id) {
        Optional<Account> found = Optional.ofNullable(changedAccounts.get(id.folded()));
        return found.isPresent() ? found : rows.account(id);
    }

    private void put(Account account) {
        changedAccounts.put(account.id().folded(), account);
    }
}
