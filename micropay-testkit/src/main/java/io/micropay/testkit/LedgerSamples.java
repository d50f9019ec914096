package io.micropay.testkit;

import io.micropay.ledger.Account;
import io.micropay.ledger.AccountKeys;
import io.micropay.ledger.AccountState;
import io.micropay.ledger.Checkpoint;
import io.micropay.ledger.Claim;
import io.micropay.ledger.Hold;
import io.micropay.ledger.HoldEnd;
import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.LedgerChanges;
import io.micropay.ledger.OrderRecord;
import io.micropay.ledger.Posting;
import io.micropay.ledger.Presence;
import io.micropay.ledger.Proof;
import io.micropay.model.AccountId;
import io.micropay.model.BatchSignature;
import io.micropay.model.Bytes;
import io.micropay.model.Credential;
import io.micropay.model.Digest;
import io.micropay.model.EntryKind;
import io.micropay.model.KeyId;
import io.micropay.model.OrderId;
import io.micropay.model.OrderRef;
import io.micropay.model.SessionGrant;
import io.micropay.model.StatusCode;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.LongStream;

/** Rows of every kind, the same for the same number, different for different ones. None of them proves anything. */
final class LedgerSamples {
    static final Instant START = Instant.ofEpochMilli(1_767_225_600_123L);

    /** In a turn that stays as it is, for laws name entries by their numbers. That every kind is kept is a law of its own. */
    private static final List<EntryKind> KINDS = List.of(
            EntryKind.OPENING,
            EntryKind.PAYMENT,
            EntryKind.REJECTION,
            EntryKind.HOLD,
            EntryKind.CAPTURE,
            EntryKind.RELEASE,
            EntryKind.EXPIRY,
            EntryKind.ISSUE,
            EntryKind.FREEZE,
            EntryKind.UNFREEZE,
            EntryKind.CLOSURE);

    private static final List<AccountState> STATES = List.of(AccountState.values());
    private static final List<EntryKind> ENDS = List.of(EntryKind.CAPTURE, EntryKind.RELEASE, EntryKind.EXPIRY);
    private static final List<StatusCode> REJECTIONS = List.of(
            StatusCode.VOIDED,
            StatusCode.INSUFFICIENT_FUNDS,
            StatusCode.ACCOUNT_FROZEN,
            StatusCode.ACCOUNT_CLOSED,
            StatusCode.BALANCE_OVERFLOW);

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
                STATES.get(number % STATES.size()),
                number * 7L,
                START.plusMillis(number));
    }

    /** The same account as it was, with other money. */
    static Account withBalance(Account account, long balance) {
        return account.after(balance, 0, account.lastEntry() + 1);
    }

    static Account issuance(long balance) {
        return new Account(AccountId.ISSUANCE, Optional.empty(), balance, 0, AccountState.OPEN, 0, START);
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

    /** The kinds take turns. */
    static EntryKind kind(long sequence) {
        return KINDS.get(Math.toIntExact(sequence % KINDS.size()));
    }

    static JournalEntry entry(long sequence, long checkpoint) {
        EntryKind kind = kind(sequence);
        int place = place(sequence);
        return new JournalEntry(
                sequence,
                kind,
                new Posting(kind == EntryKind.OPENING ? AccountId.ISSUANCE : name(place), -sequence, sequence / 2),
                new Posting(name(place + 1), sequence + 1, sequence / 3),
                kind == EntryKind.REJECTION ? 0 : sequence,
                kind == EntryKind.HOLD ? sequence : -sequence,
                kind == EntryKind.OPENING ? Optional.empty() : Optional.of(orderId(sequence)),
                START.plusMillis(sequence),
                bytes(sequence, 120),
                new Proof(
                        checkpoint,
                        place,
                        LongStream.range(0, sequence % 4)
                                .mapToObj(LedgerSamples::digest)
                                .toList()));
    }

    /** Whether the entry of this sequence decides an order. */
    static boolean isDecision(long sequence) {
        return switch (kind(sequence)) {
            case PAYMENT, REJECTION, HOLD -> true;
            default -> false;
        };
    }

    /** The order of an entry; some are voids of orders that nobody knew, and have no payee. */
    static OrderRecord order(long sequence) {
        return new OrderRecord(
                orderId(sequence),
                digest(sequence),
                name(place(sequence)),
                kind(sequence) == EntryKind.REJECTION && sequence % 2 == 0
                        ? Optional.empty()
                        : Optional.of(name(place(sequence) + 1)),
                switch (kind(sequence)) {
                    case REJECTION -> REJECTIONS.get(Math.toIntExact(sequence % REJECTIONS.size()));
                    case HOLD -> StatusCode.AUTHORIZED;
                    default -> StatusCode.SETTLED;
                },
                sequence,
                bytes(sequence, 300));
    }

    /** An open hold of the order of an entry. */
    static Hold hold(long sequence) {
        return new Hold(
                order(sequence).ref(),
                digest(sequence),
                name(place(sequence) + 1),
                sequence + 10,
                // Not in the order of the sequences, and some at the same time.
                START.plusSeconds((sequence * 37) % 23),
                sequence,
                Optional.empty());
    }

    /** The end of a hold, recorded by an entry of that kind. */
    static HoldEnd holdEnd(EntryKind kind, long sequence) {
        return switch (kind) {
            case CAPTURE -> new HoldEnd(StatusCode.CAPTURED, 5, sequence, digest(sequence), bytes(sequence, 310));
            case RELEASE -> new HoldEnd(StatusCode.RELEASED, 0, sequence, digest(sequence), bytes(sequence, 290));
            default -> new HoldEnd(StatusCode.HOLD_EXPIRED, 0, sequence, digest(sequence), Bytes.EMPTY);
        };
    }

    /** What names a claim. In the order of their bytes, keys are not in that of their numbers. */
    static Digest claimKey(long number) {
        return digest(number + 90_000);
    }

    /** An unsettled claim; every third one has no bytes. */
    static Claim claim(long number) {
        Bytes request = number % 3 == 0 ? Bytes.EMPTY : bytes(number, 500 + place(number));
        return new Claim(claimKey(number), request, Optional.empty());
    }

    /** The same claim, settled by the order of the same number. */
    static Claim settledClaim(long number) {
        return claim(number).settled(order(number).ref());
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

    /**
     * A checkpoint with some entries, the orders that they decide, the holds that they set aside and end, and the claims that
     * come with them and are settled.
     */
    static LedgerChanges ofEntries(long checkpoint, long firstSequence, int count) {
        List<Long> sequences =
                LongStream.range(firstSequence, firstSequence + count).boxed().toList();
        Map<OrderRef, Hold> holds = new LinkedHashMap<>();
        sequences.stream()
                .flatMap(sequence -> holdAfter(sequence).stream())
                .forEach(hold -> holds.put(hold.order(), hold));
        Map<Digest, Claim> claims = new LinkedHashMap<>();
        sequences.stream()
                .flatMap(sequence -> claimAfter(sequence).stream())
                .forEach(claim -> claims.put(claim.key(), claim));
        return Changes.NONE
                .orders(sequences.stream()
                        .filter(LedgerSamples::isDecision)
                        .map(LedgerSamples::order)
                        .toList())
                .entries(
                        sequences.stream()
                                .map(sequence -> entry(sequence, checkpoint))
                                .toList(),
                        checkpoint(checkpoint, count))
                .holds(List.copyOf(holds.values()))
                .claims(List.copyOf(claims.values()))
                .changes();
    }

    /** The hold that an entry changes, if any. Every fourth hold stays open. */
    private static Optional<Hold> holdAfter(long sequence) {
        EntryKind kind = kind(sequence);
        if (kind == EntryKind.HOLD) {
            return Optional.of(hold(sequence));
        }
        int way = ENDS.indexOf(kind);
        long begun = sequence - way - 1;
        boolean ends = way >= 0 && begun > 0 && (begun / KINDS.size()) % (ENDS.size() + 1) == way;
        return ends ? Optional.of(hold(begun).ended(holdEnd(kind, sequence))) : Optional.empty();
    }

    /** The claim that is saved with an entry, if any: one that the next entry settles, one that it settles, or one that stays. */
    private static Optional<Claim> claimAfter(long sequence) {
        return switch (kind(sequence)) {
            case OPENING -> Optional.of(claim(sequence + 1));
            case PAYMENT -> Optional.of(settledClaim(sequence));
            case ISSUE -> Optional.of(claim(sequence));
            default -> Optional.empty();
        };
    }

    private static int place(long sequence) {
        return Math.toIntExact(sequence % 1000);
    }

    static KeyId keyId(long number) {
        return new KeyId(digest(number));
    }

    static Digest digest(long number) {
        return new Digest(bytes(number, Digest.SIZE));
    }

    /** The number, and then bytes of every value. */
    static Bytes bytes(long number, int size) {
        byte[] content = new byte[size];
        for (int index = 0; index < size; index++) {
            content[index] = (byte) (index < Long.BYTES ? number >>> (8 * index) : number + index);
        }
        return Bytes.of(content);
    }
}
