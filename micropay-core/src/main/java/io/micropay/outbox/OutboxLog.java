package io.micropay.outbox;

import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.OrderId;
import io.micropay.model.OrderRef;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.zip.CRC32C;

/**
 * The bytes of the file: a header, then records, each with its length and a checksum over place, length and body.
 *
 * <p>A body says up to which byte the file was forced to the disk when the record was written. What was not forced may be
 * lost or torn by a power loss, in any order of its parts; nobody was told that it is kept, and it is cut off. What was
 * forced and does not read is damage, and that is for a person to judge.
 */
final class OutboxLog {
    private static final byte[] HEADER = "micropay outbox 1\n".getBytes(StandardCharsets.US_ASCII);
    private static final int PREFIX = 2 * Integer.BYTES;
    private static final int FIXED = Long.BYTES + 2 + OrderId.SIZE;
    private static final int MAX_BODY = FIXED + AccountId.MAX_LENGTH + OutboxEntry.MAX_CONTENT_BYTES;
    private static final byte ADDED = 1;
    private static final byte ENDED = 2;

    private OutboxLog() {}

    private record Found(OutboxRecord record, long forced, int next) {}

    static byte[] header() {
        return HEADER.clone();
    }

    /**
     * Encodes a record.
     *
     * @param at where in the file it begins
     * @param forced up to which byte the file has been forced
     */
    static byte[] encode(OutboxRecord record, long at, long forced) {
        byte[] name = record.order().payer().name().getBytes(StandardCharsets.US_ASCII);
        Bytes content = record.content().orElse(Bytes.EMPTY);
        int length = FIXED + name.length + content.size();
        ByteBuffer out = ByteBuffer.allocate(PREFIX + length).putInt(length).putInt(0);
        UUID id = record.order().id().uuid();
        out.putLong(forced)
                .put(record.isAdded() ? ADDED : ENDED)
                .put((byte) name.length)
                .put(name)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .put(content.toByteArray());
        return out.putInt(Integer.BYTES, checksum(at, length, out.array(), PREFIX))
                .array();
    }

    private static int checksum(long at, int length, byte[] bytes, int offset) {
        CRC32C checksum = new CRC32C();
        checksum.update(ByteBuffer.allocate(Long.BYTES + Integer.BYTES)
                .putLong(at)
                .putInt(length)
                .flip());
        checksum.update(bytes, offset, length);
        return (int) checksum.getValue();
    }

    /**
     * What is in the outbox that a log describes, without what a power loss has torn off its end.
     *
     * @throws IOException if it is no log, or damaged where it was forced to the disk
     */
    static Map<OrderRef, Bytes> replay(byte[] log) throws IOException {
        if (log.length < HEADER.length || !Arrays.equals(log, 0, HEADER.length, HEADER, 0, HEADER.length)) {
            throw new IOException("it is no outbox; name another file");
        }
        Map<OrderRef, Bytes> pending = new LinkedHashMap<>();
        int at = HEADER.length;
        while (at < log.length) {
            Optional<Found> found = find(log, at);
            if (found.isEmpty()) {
                requireNothingForcedFrom(log, at);
                return pending;
            }
            OutboxRecord record = found.get().record();
            pending.remove(record.order());
            record.content().ifPresent(content -> pending.put(record.order(), content));
            at = found.get().next();
        }
        return pending;
    }

    private static void requireNothingForcedFrom(byte[] log, int damaged) throws IOException {
        for (int at = damaged + 1; at < log.length; at++) {
            Optional<Found> later = find(log, at);
            if (later.isPresent() && later.get().forced() > damaged) {
                throw new IOException(
                        "it is damaged at byte " + damaged
                                + ", so that orders may be missing. Restore it, or move it away and compare the account's balance");
            }
        }
    }

    private static Optional<Found> find(byte[] log, int at) {
        if (log.length - at < PREFIX + FIXED) {
            return Optional.empty();
        }
        ByteBuffer in = ByteBuffer.wrap(log, at, log.length - at);
        int length = in.getInt();
        int checksum = in.getInt();
        if (length < FIXED
                || length > MAX_BODY
                || length > in.remaining()
                || checksum != checksum(at, length, log, at + PREFIX)) {
            return Optional.empty();
        }
        try {
            return Optional.of(decode(in.slice(in.position(), length), at + PREFIX + length));
        } catch (IllegalArgumentException | java.nio.BufferUnderflowException e) {
            return Optional.empty();
        }
    }

    private static Found decode(ByteBuffer body, int next) {
        long forced = body.getLong();
        byte kind = body.get();
        byte[] name = new byte[body.get() & 0xff];
        body.get(name);
        AccountId payer = new AccountId(new String(name, StandardCharsets.US_ASCII));
        OrderRef order = new OrderRef(payer, new OrderId(new UUID(body.getLong(), body.getLong())));
        byte[] content = new byte[body.remaining()];
        body.get(content);
        if (kind == ADDED) {
            return new Found(OutboxRecord.added(new OutboxEntry(order, Bytes.of(content))), forced, next);
        }
        if (kind == ENDED && content.length == 0) {
            return new Found(OutboxRecord.ended(order), forced, next);
        }
        throw new IllegalArgumentException("no record of this version: kind " + kind);
    }
}
