package io.micropay.postgresql;

import io.micropay.ledger.Account;
import io.micropay.ledger.AccountKeys;
import io.micropay.ledger.AccountState;
import io.micropay.ledger.Checkpoint;
import io.micropay.ledger.Claim;
import io.micropay.ledger.Hold;
import io.micropay.ledger.HoldEnd;
import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.LedgerChanges;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.OrderRecord;
import io.micropay.ledger.Posting;
import io.micropay.ledger.Presence;
import io.micropay.ledger.Proof;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.EntryKind;
import io.micropay.model.KeyId;
import io.micropay.model.OrderId;
import io.micropay.model.OrderRef;
import io.micropay.model.StatusCode;
import java.time.Instant;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Rows as a server would write them, sizes included. None of them proves anything. */
final class Samples {
    static final Instant START = Instant.ofEpochMilli(1_767_225_600_123L);

    private Samples() {}

    static AccountId name(int number) {
        return new AccountId("User" + number);
    }

    static AccountKeys keys(int number) {
        return new AccountKeys(
                KeyId.of(bytes(number, 32)), KeyId.of(bytes(number + 1, 32)), bytes(number, 422), bytes(number, 294));
    }

    static Account account(int number, long balance) {
        return new Account(name(number), Optional.of(keys(number)), balance, 0, AccountState.OPEN, 0, START);
    }

    static OrderId orderId(long number) {
        return new OrderId(new UUID((0x0190_0000_0000L + number) << 16 | 0x7000, 0x8000_0000_0000_0000L | number));
    }

    static Checkpoint checkpoint(long number, int treeSize) {
        return new Checkpoint(
                number,
                digest(number),
                number == 1 ? Digest.NONE : digest(number - 1),
                treeSize,
                digest(-number),
                KeyId.of(bytes(7, 32)),
                bytes(number, 256));
    }

    /** The payment of entry n goes from the account of n to the next one. */
    private static JournalEntry entry(long sequence, long checkpoint, int leaf, int accounts) {
        int payer = Math.toIntExact(sequence % accounts);
        return new JournalEntry(
                sequence,
                EntryKind.PAYMENT,
                new Posting(name(payer), 5000 - sequence % 1000, 0),
                new Posting(name((payer + 1) % accounts), 5000, 0),
                1,
                0,
                Optional.of(orderId(sequence)),
                START.plusMillis(sequence),
                bytes(sequence, 120),
                new Proof(checkpoint, leaf, Collections.nCopies(10, digest(sequence))));
    }

    private static OrderRecord order(long sequence, int accounts) {
        int payer = Math.toIntExact(sequence % accounts);
        return new OrderRecord(
                orderId(sequence),
                digest(sequence),
                name(payer),
                Optional.of(name((payer + 1) % accounts)),
                StatusCode.SETTLED,
                sequence,
                bytes(sequence, 500));
    }

    /** Which rows a batch of payments touches. */
    static LedgerKeys touchedBy(long first, int count, int accounts) {
        Set<AccountId> names = new HashSet<>();
        Set<OrderRef> orders = new HashSet<>();
        LongStream.range(first, first + count).forEach(sequence -> {
            int payer = Math.toIntExact(sequence % accounts);
            names.add(name(payer));
            names.add(name((payer + 1) % accounts));
            orders.add(new OrderRef(name(payer), orderId(sequence)));
        });
        return new LedgerKeys(names, orders, Set.of(), Set.of(), Set.of(), Set.of());
    }

    /** A batch of payments under one checkpoint, with these accounts as they are after it. */
    static LedgerChanges payments(List<Account> changed, long checkpoint, long first, int count, int accounts) {
        return new LedgerChanges(
                changed,
                LongStream.range(first, first + count)
                        .mapToObj(sequence -> order(sequence, accounts))
                        .toList(),
                IntStream.range(0, count)
                        .mapToObj(leaf -> entry(first + leaf, checkpoint, leaf, accounts))
                        .toList(),
                Optional.of(checkpoint(checkpoint, count)),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }

    static LedgerChanges ofAccounts(List<Account> accounts) {
        return new LedgerChanges(
                accounts, List.of(), List.of(), Optional.empty(), List.of(), List.of(), List.of(), List.of());
    }

    static LedgerChanges ofAccount(Account account) {
        return ofAccounts(List.of(account));
    }

    static LedgerChanges ofHold(Hold hold) {
        return new LedgerChanges(
                List.of(), List.of(), List.of(), Optional.empty(), List.of(hold), List.of(), List.of(), List.of());
    }

    static LedgerChanges ofClaim(Claim claim) {
        return new LedgerChanges(
                List.of(), List.of(), List.of(), Optional.empty(), List.of(), List.of(claim), List.of(), List.of());
    }

    static Claim claim(long number) {
        return new Claim(digest(number), bytes(number, 600), Optional.empty());
    }

    static OrderRef orderRef(long number) {
        return new OrderRef(name(0), orderId(number));
    }

    static Hold hold(long sequence) {
        return new Hold(
                orderRef(sequence), digest(sequence), name(1), 10, START.plusSeconds(60), sequence, Optional.empty());
    }

    static HoldEnd captured(long sequence) {
        return new HoldEnd(StatusCode.CAPTURED, 4, sequence, digest(sequence), bytes(sequence, 90));
    }

    static Presence online(int number) {
        return new Presence(name(number), true, "127.0.0.1", 50_000 + number, 60_000 + number);
    }

    private static Digest digest(long number) {
        return new Digest(bytes(number, Digest.SIZE));
    }

    /** The number, and then bytes of every value. */
    private static Bytes bytes(long number, int size) {
        byte[] content = new byte[size];
        for (int index = 0; index < size; index++) {
            content[index] = (byte) (index < Long.BYTES ? number >>> (8 * index) : number * 31 + index * 7L);
        }
        return Bytes.of(content);
    }
}
