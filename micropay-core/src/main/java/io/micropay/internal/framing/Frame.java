package io.micropay.internal.framing;

import io.micropay.model.Bytes;
import java.nio.ByteBuffer;

/**
 * One frame: {@code u32 length, u8 type, u32 request id, body}, where the length counts all that follows it.
 *
 * @param type what the body is, 0 to 255
 * @param requestId ties a reply to its request; 0 for pushes
 * @param body the content
 */
public record Frame(int type, int requestId, Bytes body) {
    /** The bytes of the length itself. */
    static final int LENGTH_SIZE = 4;

    /** The bytes of type and request id, which the length counts. */
    static final int HEADER_SIZE = 5;

    private static final int MAX_TYPE = 255;

    /** Checks the type. */
    public Frame {
        if (type < 0 || type > MAX_TYPE) {
            throw new IllegalArgumentException("a frame type is 0 to 255, not " + type);
        }
    }

    /**
     * The frame as it goes over the wire.
     *
     * @return length, type, request id and body
     */
    public byte[] encode() {
        byte[] bytes = new byte[LENGTH_SIZE + HEADER_SIZE + body.size()];
        ByteBuffer.wrap(bytes)
                .putInt(HEADER_SIZE + body.size())
                .put((byte) type)
                .putInt(requestId);
        body.copyTo(bytes, LENGTH_SIZE + HEADER_SIZE);
        return bytes;
    }
}
