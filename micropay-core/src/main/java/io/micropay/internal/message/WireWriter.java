package io.micropay.internal.message;

import io.micropay.model.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.BiConsumer;

/**
 * Appends numbers and byte strings, big endian, as the TLS presentation language (RFC 8446, section 3) lays them out.
 * Refuses with an {@link IllegalArgumentException} what {@link WireReader} would refuse or read differently.
 */
final class WireWriter {
    private static final int FIRST_CAPACITY = 1024;

    private byte[] out = new byte[FIRST_CAPACITY];
    private int size;

    WireWriter u8(int value) {
        within(value, 0, 0xff);
        makeRoom(1);
        out[size++] = (byte) value;
        return this;
    }

    WireWriter u16(int value) {
        within(value, 0, 0xffff);
        return u8(value >>> 8).u8(value & 0xff);
    }

    /** A number that is not negative: the other side reads it into an int. */
    WireWriter u32(int value) {
        return half(within(value, 0, Integer.MAX_VALUE));
    }

    WireWriter u64(long value) {
        return half((int) (value >>> 32)).half((int) value);
    }

    /** A number that is at least {@code min}, which is zero or more. */
    WireWriter u64From(long min, long value) {
        if (value < min) {
            throw new IllegalArgumentException("cannot be sent: " + value + " where " + min + " or more is due");
        }
        return u64(value);
    }

    private WireWriter half(int value) {
        return u16(value >>> 16).u16(value & 0xffff);
    }

    /** Bytes whose number is fixed by the format. */
    WireWriter fixed(Bytes bytes) {
        makeRoom(bytes.size());
        bytes.copyTo(out, size);
        size += bytes.size();
        return this;
    }

    private void makeRoom(int more) {
        if (out.length - size < more) {
            out = Arrays.copyOf(out, Math.max(2 * out.length, size + more));
        }
    }

    /** At least {@code min} and at most {@code max} bytes behind a u8 length. */
    WireWriter opaque8(Bytes bytes, int min, int max) {
        return u8(within(bytes.size(), min, max)).fixed(bytes);
    }

    /** At least {@code min} and at most {@code max} bytes behind a u16 length. */
    WireWriter opaque16(Bytes bytes, int min, int max) {
        return u16(within(bytes.size(), min, max)).fixed(bytes);
    }

    /** Text of at most 255 bytes of UTF-8. */
    WireWriter text8(String text) {
        return opaque8(Bytes.of(text.getBytes(StandardCharsets.UTF_8)), 0, 255);
    }

    /** At least {@code min} and at most {@code max} elements behind a u16 that counts them. */
    <T> WireWriter list16(List<T> list, int min, int max, BiConsumer<WireWriter, T> element) {
        u16(within(list.size(), min, max));
        list.forEach(each -> element.accept(this, each));
        return this;
    }

    static int within(int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "cannot be sent: " + value + " where " + min + " to " + max + " is allowed");
        }
        return value;
    }

    Bytes toBytes() {
        return Bytes.of(out, 0, size);
    }
}
