package io.micropay.testkit;

import io.micropay.ledger.AccountKeys;
import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.Posting;
import io.micropay.ledger.Proof;
import io.micropay.model.AccountId;
import io.micropay.model.BatchSignature;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.EntryKind;
import io.micropay.model.KeyId;
import io.micropay.model.OrderId;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The ends of what values can be. */
final class Extremes {
    /** No request is longer than the largest frame, 64 KiB. */
    private static final int LONGEST_SEQUENCE = 65_536;

    /** The longest statement of the protocol. */
    static final int STATEMENT_SIZE = 512;

    static final AccountId SHORTEST = new AccountId("0");
    static final AccountId LONGEST = new AccountId("Z" + "_.-".repeat(10) + "z");
    static final List<AccountId> NAMES = List.of(
            SHORTEST,
            LONGEST,
            new AccountId("null"),
            new AccountId("9".repeat(AccountId.MAX_LENGTH)),
            new AccountId("x--"));

    static final Digest ALL_ONES = new Digest(filled(Digest.SIZE, (byte) 0xff));
    static final OrderId LAST_ID = new OrderId(new UUID(0xffff_ffff_ffff_7fffL, 0xbfff_ffff_ffff_ffffL));

    /** None, zeros that text would end at, ones, and the longest. */
    static final List<Bytes> SEQUENCES = List.of(
            Bytes.EMPTY, filled(1, (byte) 0), filled(513, (byte) 0xff), LedgerSamples.bytes(7, LONGEST_SEQUENCE));

    static final List<Instant> MOMENTS = List.of(
            Instant.ofEpochMilli(Long.MIN_VALUE),
            Instant.ofEpochMilli(-1),
            Instant.ofEpochMilli(0),
            Instant.ofEpochMilli(Long.MAX_VALUE));

    static final AccountKeys KEYS = new AccountKeys(
            new KeyId(ALL_ONES), new KeyId(Digest.NONE), filled(1024, (byte) 0), filled(1024, (byte) 0xff));

    private Extremes() {}

    /** One of the sequences; a number chooses. */
    static Bytes sequence(long number) {
        return SEQUENCES.get(Math.toIntExact(number % SEQUENCES.size()));
    }

    /** An entry all of whose numbers are the same. */
    static JournalEntry entry(long sequence, EntryKind kind, long number) {
        return new JournalEntry(
                sequence,
                kind,
                new Posting(LONGEST, number, Math.max(number, 0)),
                new Posting(SHORTEST, number, Math.max(number, 0)),
                Math.max(number, 0),
                number,
                sequence % 2 == 0 ? Optional.empty() : Optional.of(LAST_ID),
                MOMENTS.get(Math.toIntExact(sequence % MOMENTS.size())),
                sequence(sequence),
                new Proof(1, Integer.MAX_VALUE, Collections.nCopies(BatchSignature.MAX_PATH_LENGTH, ALL_ONES)));
    }

    private static Bytes filled(int size, byte value) {
        byte[] content = new byte[size];
        Arrays.fill(content, value);
        return Bytes.of(content);
    }
}
