package io.micropay.internal.message;

import io.micropay.error.ProtocolException;
import io.micropay.model.Bytes;
import io.micropay.model.StatusCode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Reads what {@link WireWriter} writes. Whatever does not fit is a {@link ProtocolException}, never another exception. */
final class WireReader {
    private final ByteBuffer in;

    private WireReader(Bytes bytes) {
        this.in = ByteBuffer.wrap(bytes.toByteArray());
    }

    /** Decodes all of the bytes: refuses what is left over, and turns refusals of the model into protocol errors. */
    static <T> T readAll(Bytes bytes, Function<WireReader, T> decoder) {
        WireReader reader = new WireReader(bytes);
        try {
            T value = decoder.apply(reader);
            if (reader.in.hasRemaining()) {
                throw malformed(reader.in.remaining() + " trailing bytes");
            }
            return value;
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(StatusCode.MALFORMED, "malformed message: " + e.getMessage(), e);
        }
    }

    static ProtocolException malformed(String what) {
        return new ProtocolException(StatusCode.MALFORMED, "malformed message: " + what);
    }

    int u8() {
        return Byte.toUnsignedInt(need(1).get());
    }

    int u16() {
        return Short.toUnsignedInt(need(2).getShort());
    }

    int u32() {
        return need(4).getInt();
    }

    /** A u32 that has to lie between zero and a bound. */
    int u32UpTo(int bound) {
        int value = u32();
        if (value < 0 || value > bound) {
            throw malformed("number out of bounds: " + Integer.toUnsignedString(value));
        }
        return value;
    }

    long u64() {
        return need(8).getLong();
    }

    /** A u64 of at most 2^63 - 1 that has to be at least {@code min}, which is zero or more. */
    long u64From(long min) {
        long value = u64();
        if (value < min) {
            throw malformed("number out of bounds: " + Long.toUnsignedString(value));
        }
        return value;
    }

    Bytes fixed(int size) {
        int start = need(size).position();
        in.position(start + size);
        return Bytes.of(in.array(), start, size);
    }

    Bytes opaque8(int min, int max) {
        return fixed(length(u8(), min, max));
    }

    Bytes opaque16(int min, int max) {
        return fixed(length(u16(), min, max));
    }

    String text8() {
        try {
            ByteBuffer text = ByteBuffer.wrap(opaque8(0, 255).toByteArray());
            return StandardCharsets.UTF_8.newDecoder().decode(text).toString();
        } catch (CharacterCodingException e) {
            throw new ProtocolException(StatusCode.MALFORMED, "malformed message: not UTF-8", e);
        }
    }

    /** A list of at least {@code min} and at most {@code max} elements behind a u16 that counts them. */
    <T> List<T> list16(int min, int max, Function<WireReader, T> element) {
        return list(length(u16(), min, max), element);
    }

    <T> List<T> list(int count, Function<WireReader, T> element) {
        List<T> list = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            list.add(element.apply(this));
        }
        return List.copyOf(list);
    }

    static int length(int length, int min, int max) {
        if (length < min || length > max) {
            throw malformed("length " + length + " where " + min + " to " + max + " is allowed");
        }
        return length;
    }

    private ByteBuffer need(int size) {
        if (in.remaining() < size) {
            throw malformed("it ends too early");
        }
        return in;
    }
}
