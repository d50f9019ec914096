package io.micropay.internal.framing;

import io.micropay.error.ProtocolException;
import io.micropay.model.Bytes;
import io.micropay.model.StatusCode;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Cuts a stream of bytes into frames, however the stream was split on its way.
 *
 * <p>Never holds more than one frame of the allowed size and what was fed last: a length is judged before anything is
 * made room for. For one thread.
 */
public final class FrameDecoder {
    private static final int FIRST_CAPACITY = 1024;

    private ByteBuffer pending = ByteBuffer.allocate(FIRST_CAPACITY).flip();
    private int limit;

    /**
     * Starts at the beginning of a frame.
     *
     * @param limit the longest frame, in bytes, its length field not counted
     */
    public FrameDecoder(int limit) {
        limit(limit);
    }

    /**
     * Changes the limit for the frames that are still to come.
     *
     * @param newLimit the longest frame, in bytes, its length field not counted
     */
    public void limit(int newLimit) {
        if (newLimit < Frame.HEADER_SIZE) {
            throw new IllegalArgumentException("a frame has at least " + Frame.HEADER_SIZE + " bytes");
        }
        limit = newLimit;
    }

    /**
     * Takes the next piece of the stream. Take out the frames with {@link #next} before feeding more.
     *
     * @param buffer where the piece is
     * @param length how many bytes of it, from the start
     */
    public void feed(byte[] buffer, int length) {
        if (pending.capacity() - pending.remaining() < length) {
            ByteBuffer larger = ByteBuffer.allocate(pending.remaining() + length);
            pending = larger.put(pending).put(buffer, 0, length).flip();
        } else {
            pending = pending.compact().put(buffer, 0, length).flip();
        }
    }

    /**
     * Takes out the next frame.
     *
     * @return the frame; empty if it has not arrived as a whole
     * @throws ProtocolException if the length is out of bounds; the stream is then of no more use
     */
    public Optional<Frame> next() {
        if (pending.remaining() < Frame.LENGTH_SIZE) {
            return Optional.empty();
        }
        int length = pending.getInt(pending.position());
        if (length < Frame.HEADER_SIZE || length > limit) {
            throw new ProtocolException(
                    StatusCode.FRAME_TOO_LARGE,
                    "a frame of " + Integer.toUnsignedString(length) + " bytes, allowed are " + Frame.HEADER_SIZE
                            + " to " + limit);
        }
        if (pending.remaining() - Frame.LENGTH_SIZE < length) {
            return Optional.empty();
        }
        pending.getInt();
        int type = Byte.toUnsignedInt(pending.get());
        int requestId = pending.getInt();
        Bytes body = Bytes.of(pending.array(), pending.position(), length - Frame.HEADER_SIZE);
        pending.position(pending.position() + body.size());
        return Optional.of(new Frame(type, requestId, body));
    }

    /**
     * Whether a frame has begun to arrive and not ended.
     *
     * @return true if bytes are waiting for the rest of their frame
     */
    public boolean isMidFrame() {
        return pending.hasRemaining();
    }

    /** How many bytes are set aside for what has arrived: what the bound is about. */
    int retainedSize() {
        return pending.capacity();
    }
}
