package io.micropay.ledger;

import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.EntryKind;
import io.micropay.model.KeyId;
import io.micropay.model.OrderId;
import io.micropay.model.OrderRef;
import io.micropay.model.StatusCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Whole ledgers without rules and signatures: every batch keeps the books, and none of it proves anything. */
final class SqliteSamples {
    static final AccountId ALICE = new AccountId("alice");
    static final AccountId BOB = new AccountId("Bob");
    static final long OPENING = 1000;

    private static final Instant START = Instant.ofEpochMilli(1_767_225_600_123L);

    private final LedgerTransaction transaction;
    private final LedgerHead head;
    private final Map<AccountId, Account> accounts = new LinkedHashMap<>();
    private final List<OrderRecord> orders = new ArrayList<>();
    private final List<JournalEntry> entries = new ArrayList<>();
    private final List<Hold> holds = new ArrayList<>();

    /** A batch on top of what a transaction sees. */
    SqliteSamples(LedgerTransaction transaction) {
        this.transaction = transaction;
        this.head = transaction.load(LedgerKeys.none()).head();
    }

    /** Opens the accounts of alice and Bob. */
    static void openAccounts(AccountStore store) {
        openAccounts(store, ALICE, BOB);
    }

    static void openAccounts(AccountStore store, AccountId... names) {
        try (LedgerTransaction transaction = store.begin()) {
            SqliteSamples batch = new SqliteSamples(transaction);
            for (AccountId name : names) {
                batch.open(name);
            }
            batch.save();
            transaction.commit();
        }
    }

    /** Lets one account pay another, in a transaction of its own. */
    static void pay(AccountStore store, AccountId payer, AccountId payee, long amount) {
        try (LedgerTransaction transaction = store.begin()) {
            new SqliteSamples(transaction).pay(payer, payee, amount).save();
            transaction.commit();
        }
    }

    /** Lets alice pay Bob a little, once, in a transaction of its own. */
    static void pay(AccountStore store) {
        pay(store, ALICE, BOB, 1);
    }

    /** Sets money of alice aside for Bob, in a transaction of its own. */
    static Hold hold(AccountStore store, long amount, Instant captureBy) {
        try (LedgerTransaction transaction = store.begin()) {
            SqliteSamples batch = new SqliteSamples(transaction);
            Hold hold = batch.hold(ALICE, BOB, amount, captureBy);
            batch.save();
            transaction.commit();
            return hold;
        }
    }

    /** Ends a hold, in a transaction of its own. */
    static void capture(AccountStore store, Hold hold, long amount) {
        try (LedgerTransaction transaction = store.begin()) {
            SqliteSamples batch = new SqliteSamples(transaction);
            batch.capture(hold, amount);
            batch.save();
            transaction.commit();
        }
    }

    /** Makes a claim, in a transaction of its own. */
    static Claim claim(AccountStore store, long number) {
        return saved(store, new Claim(digest(number), bytes(number, 600), Optional.empty()));
    }

    /** Settles a claim by an order of alice, in a transaction of its own. */
    static Claim settle(AccountStore store, Claim claim, long order) {
        return saved(store, claim.settled(new OrderRef(ALICE, orderId(order))));
    }

    private static Claim saved(AccountStore store, Claim claim) {
        try (LedgerTransaction transaction = store.begin()) {
            transaction.save(new LedgerChanges(
                    List.of(),
                    List.of(),
                    List.of(),
                    Optional.empty(),
                    List.of(),
                    List.of(claim),
                    List.of(),
                    List.of()));
            transaction.commit();
            return claim;
        }
    }

    static Instant at(long sequence) {
        return START.plusMillis(sequence);
    }

    SqliteSamples open(AccountId name) {
        long sequence = nextSequence();
        Account issuance = transaction
                .load(LedgerKeys.ofAccounts(AccountId.ISSUANCE))
                .account(AccountId.ISSUANCE)
                .orElseGet(() -> fresh(AccountId.ISSUANCE, Optional.empty(), sequence));
        accounts.putIfAbsent(AccountId.ISSUANCE, issuance);
        accounts.put(name, fresh(name, Optional.of(keys(sequence)), sequence));
        post(EntryKind.OPENING, AccountId.ISSUANCE, name, OPENING, 0, Optional.empty());
        return this;
    }

    SqliteSamples pay(AccountId payer, AccountId payee, long amount) {
        decide(payer, payee, StatusCode.SETTLED);
        post(EntryKind.PAYMENT, payer, payee, amount, 0, Optional.of(orderId(nextSequence())));
        return this;
    }

    Hold hold(AccountId payer, AccountId payee, long amount, Instant captureBy) {
        long sequence = nextSequence();
        decide(payer, payee, StatusCode.AUTHORIZED);
        Hold hold = new Hold(
                new OrderRef(payer, orderId(sequence)),
                digest(sequence),
                payee,
                amount,
                captureBy,
                sequence,
                Optional.empty());
        holds.add(hold);
        post(EntryKind.HOLD, payer, payee, 0, amount, Optional.of(orderId(sequence)));
        return hold;
    }

    void capture(Hold hold, long amount) {
        long sequence = nextSequence();
        holds.add(
                hold.ended(new HoldEnd(StatusCode.CAPTURED, amount, sequence, digest(sequence), bytes(sequence, 300))));
        post(
                EntryKind.CAPTURE,
                hold.order().payer(),
                hold.payee(),
                amount,
                -hold.amount(),
                Optional.of(hold.order().id()));
    }

    void save() {
        transaction.save(changes());
    }

    private LedgerChanges changes() {
        return new LedgerChanges(
                List.copyOf(accounts.values()),
                orders,
                entries,
                Optional.of(checkpoint(entries.size())),
                holds,
                List.of(),
                List.of(),
                List.of());
    }

    private void decide(AccountId payer, AccountId payee, StatusCode status) {
        long sequence = nextSequence();
        orders.add(new OrderRecord(
                orderId(sequence),
                digest(sequence),
                payer,
                Optional.of(payee),
                status,
                sequence,
                bytes(sequence, 300)));
    }

    private void post(
            EntryKind kind, AccountId debit, AccountId credit, long amount, long held, Optional<OrderId> order) {
        long sequence = nextSequence();
        Account gives = account(debit);
        Account gets = account(credit);
        accounts.put(debit, gives.after(gives.balance() - amount, gives.held() + held, sequence));
        if (amount != 0) {
            accounts.put(credit, gets.after(gets.balance() + amount, gets.held(), sequence));
        }
        entries.add(new JournalEntry(
                sequence,
                kind,
                new Posting(debit, gives.balance() - amount, gives.lastEntry()),
                new Posting(credit, gets.balance() + amount, gets.lastEntry()),
                amount,
                held,
                order,
                at(sequence),
                bytes(sequence, 120),
                new Proof(checkpointNumber(), entries.size(), List.of(digest(sequence), digest(sequence + 1)))));
    }

    private Account account(AccountId id) {
        return accounts.computeIfAbsent(
                id,
                unread -> transaction
                        .load(LedgerKeys.ofAccounts(unread))
                        .account(unread)
                        .orElseThrow());
    }

    private long nextSequence() {
        return head.lastSequence() + entries.size() + 1;
    }

    private long checkpointNumber() {
        return head.checkpoint().map(Checkpoint::number).orElse(0L) + 1;
    }

    private Checkpoint checkpoint(int treeSize) {
        long number = checkpointNumber();
        return new Checkpoint(
                number,
                digest(number),
                head.checkpoint().map(Checkpoint::digest).orElse(Digest.NONE),
                treeSize,
                digest(number + 1000),
                new KeyId(digest(7)),
                bytes(number, 256));
    }

    private static Account fresh(AccountId name, Optional<AccountKeys> keys, long sequence) {
        return new Account(name, keys, 0, 0, AccountState.OPEN, 0, at(sequence));
    }

    static AccountKeys keys(long number) {
        return new AccountKeys(
                new KeyId(digest(number)), new KeyId(digest(number + 1)), bytes(number, 422), bytes(number + 1, 421));
    }

    private static OrderId orderId(long number) {
        return new OrderId(new UUID(0x0190_0000_0000_7000L | (number << 16), 0x8000_0000_0000_0000L | number));
    }

    private static Digest digest(long number) {
        return new Digest(bytes(number, Digest.SIZE));
    }

    /** The number, and then bytes of every value. */
    private static Bytes bytes(long number, int size) {
        byte[] content = new byte[size];
        for (int index = 0; index < size; index++) {
            content[index] = (byte) (index < Long.BYTES ? number >>> (8 * index) : number + index);
        }
        return Bytes.of(content);
    }
}
