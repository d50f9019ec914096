package io.micropay.internal.crypto;

import io.micropay.model.Bytes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;

/**
 * A connection that was accepted, and the first message of its client, which was read ahead of the handshake: it tells whether
 * the client names a protocol (ALPN), and the handshake is done with it in any case.
 *
 * @param raw the TCP socket
 * @param readAhead what was read from it
 * @param namesProtocol whether the client names a protocol, as far as one can tell; the handshake finds out all else
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8446#section-4.1.2">RFC 8446, 4.1.2, and RFC 7301, 3.1</a>
 */
public record Incoming(Socket raw, Bytes readAhead, boolean namesProtocol) {
    private static final int HEADER = 5;
    private static final int HANDSHAKE_RECORD = 22;
    private static final int CLIENT_HELLO = 1;
    private static final int MESSAGE_HEADER = 4;
    private static final int MAX_RECORD = 1 << 14;

    /** No client says hello at such length; whoever does is left to the handshake. */
    private static final int MAX_HELLO = 1 << 16;

    private static final int MAX_RECORDS = 16;

    private static final int VERSION_AND_RANDOM = 2 + 32;
    private static final int ALPN = 16;

    /**
     * Reads the first message of a client. The caller bounds the time, by closing the socket.
     *
     * @throws IOException if the connection ended before that, or broke
     */
    public static Incoming read(Socket raw) throws IOException {
        InputStream in = raw.getInputStream();
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        ByteArrayOutputStream hello = new ByteArrayOutputStream();
        int records = 0;
        while (isUnfinished(hello.toByteArray())) {
            byte[] header = readExactly(in, HEADER);
            all.writeBytes(header);
            int size = (header[3] & 0xFF) << 8 | (header[4] & 0xFF);
            boolean isUsual = header[0] == HANDSHAKE_RECORD && size > 0 && size <= MAX_RECORD;
            if (!isUsual || ++records > MAX_RECORDS) {
                // Not TLS, or not as anybody speaks it: the handshake says so.
                return new Incoming(raw, Bytes.of(all.toByteArray()), true);
            }
            byte[] record = readExactly(in, size);
            all.writeBytes(record);
            hello.writeBytes(record);
        }
        return new Incoming(raw, Bytes.of(all.toByteArray()), namesProtocol(hello.toByteArray()));
    }

    private static byte[] readExactly(InputStream in, int size) throws IOException {
        byte[] bytes = in.readNBytes(size);
        if (bytes.length < size) {
            throw new EOFException("closed before it said hello");
        }
        return bytes;
    }

    private static boolean isUnfinished(byte[] hello) {
        if (hello.length < MESSAGE_HEADER) {
            return true;
        }
        int size = (hello[1] & 0xFF) << 16 | (hello[2] & 0xFF) << 8 | (hello[3] & 0xFF);
        return size <= MAX_HELLO && hello.length < MESSAGE_HEADER + size;
    }

    /** What is no hello names one: the handshake that takes no others refuses it. */
    private static boolean namesProtocol(byte[] hello) {
        ByteBuffer in = ByteBuffer.wrap(hello);
        if (in.get() != CLIENT_HELLO) {
            return true;
        }
        try {
            skip(in, MESSAGE_HEADER - 1 + VERSION_AND_RANDOM);
            skip(in, in.get() & 0xFF);
            skip(in, in.getShort() & 0xFFFF);
            skip(in, in.get() & 0xFF);
            if (!in.hasRemaining()) {
                return false;
            }
            int end = (in.getShort() & 0xFFFF) + in.position();
            while (in.position() < end) {
                int type = in.getShort() & 0xFFFF;
                if (type == ALPN) {
                    return true;
                }
                skip(in, in.getShort() & 0xFFFF);
            }
            return false;
        } catch (BufferUnderflowException e) {
            return true;
        }
    }

    private static void skip(ByteBuffer in, int size) {
        if (in.remaining() < size) {
            throw new BufferUnderflowException();
        }
        in.position(in.position() + size);
    }

    /** What the handshake has to read before what is still to come. */
    InputStream consumed() {
        return new ByteArrayInputStream(readAhead.toByteArray());
    }
}
