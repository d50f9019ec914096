package io.micropay.ledger;

import io.micropay.model.AccountId;
import io.micropay.model.BatchSignature;
import io.micropay.model.Bytes;
import io.micropay.model.Credential;
import io.micropay.model.Digest;
import io.micropay.model.KeyId;
import io.micropay.model.OrderId;
import io.micropay.model.SessionGrant;
import io.micropay.model.StatusCode;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;

/** Rows of every kind, the same for the same number, different for different ones. None of them proves anything. */
final class LedgerSamples {
    private static final Instant START = Instant.ofEpochMilli(1_767_225_600_123L);

    private LedgerSamples() {}

    static AccountId name(int number) {
        return new AccountId((number % 2 == 0 ? "User" : "other_") + number);
    }

    static AccountKeys keys(int number) {
        return new AccountKeys(keyId(number), keyId(number + 1), bytes(number, 422), bytes(number + 1, 421));
    }

    static Account account(int number, long balance) {
        return new Account(
                name(number),
                Optional.of(keys(number)),
                balance,
                balance / 3,
                number % 5 == 0,
                START.plusMillis(number));
    }

    static Account issuance(long balance) {
        return new Account(AccountId.ISSUANCE, Optional.empty(), balance, 0, false, START);
    }

    static OrderId orderId(long number) {
        return new OrderId(new UUID(0x0190_0000_0000_7000L | (number << 16), 0x8000_0000_0000_0000L | number));
    }

    static Checkpoint checkpoint(long number, int treeSize) {
        return new Checkpoint(
                number,
                digest(number),
                number == 1 ? Digest.NONE : digest(number - 1),
                treeSize,
                digest(number + 1000),
                keyId(number),
                bytes(number, 256));
    }

    /** Every seventh entry is an opening; every third order is rejected. */
    static JournalEntry entry(long sequence, long checkpoint) {
        boolean opening = isOpening(sequence);
        EntryKind kind = opening ? EntryKind.OPENING : sequence % 3 == 0 ? EntryKind.REJECTION : EntryKind.PAYMENT;
        int place = Math.toIntExact(sequence % 1000);
        return new JournalEntry(
                sequence,
                kind,
                opening ? AccountId.ISSUANCE : name(place),
                name(place + 1),
                kind == EntryKind.REJECTION ? 0 : sequence,
                opening ? Optional.empty() : Optional.of(orderId(sequence)),
                START.plusMillis(sequence),
                bytes(sequence, 120),
                checkpoint,
                place,
                LongStream.range(0, sequence % 4)
                        .mapToObj(LedgerSamples::digest)
                        .toList());
    }

    static boolean isOpening(long sequence) {
        return sequence % 7 == 0;
    }

    /** The order of an entry; some are voids of orders that nobody knew, and have no payee. */
    static OrderRecord order(long sequence) {
        int place = Math.toIntExact(sequence % 1000);
        return new OrderRecord(
                orderId(sequence),
                digest(sequence),
                name(place),
                sequence % 6 == 0 ? Optional.empty() : Optional.of(name(place + 1)),
                sequence % 3 == 0 ? StatusCode.VOIDED : StatusCode.SETTLED,
                sequence,
                bytes(sequence, 300));
    }

    static KeyId session(int number) {
        return keyId(number + 50_000);
    }

    /** Credentials of one session key differ by their version. */
    static Credential credential(int number, int version) {
        SessionGrant grant = new SessionGrant(
                keyId(1), name(number), session(number), keyId(number + 2), START, START.plusSeconds(version));
        BatchSignature signature = new BatchSignature(
                keyId(number),
                version % 2 == 0 ? Optional.empty() : Optional.of(digest(version)),
                4,
                version % 4,
                Collections.nCopies(version % 3, digest(version)),
                bytes(version, 384));
        return new Credential(
                grant, bytes(version, 90), signature, bytes(number, 422), bytes(number, 294), bytes(version, 421));
    }

    static Presence online(int number, int port) {
        return new Presence(name(number), true, number % 2 == 0 ? "127.0.0.1" : "2001:db8::1", port, port + 1);
    }

    static LedgerChanges ofAccounts(Account... accounts) {
        return new LedgerChanges(List.of(accounts), List.of(), List.of(), Optional.empty(), List.of(), List.of());
    }

    /** A checkpoint with some entries and the orders of those that have one. */
    static LedgerChanges ofEntries(long checkpoint, long firstSequence, int count) {
        List<Long> sequences =
                LongStream.range(firstSequence, firstSequence + count).boxed().toList();
        return new LedgerChanges(
                List.of(),
                sequences.stream()
                        .filter(sequence -> !isOpening(sequence))
                        .map(LedgerSamples::order)
                        .toList(),
                sequences.stream().map(sequence -> entry(sequence, checkpoint)).toList(),
                count == 0 ? Optional.empty() : Optional.of(checkpoint(checkpoint, count)),
                List.of(),
                List.of());
    }

    private static KeyId keyId(long number) {
        return new KeyId(digest(number));
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
