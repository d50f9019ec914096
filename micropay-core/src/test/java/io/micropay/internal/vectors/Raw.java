package io.micropay.internal.vectors;

import io.micropay.model.Bytes;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes whatever it is told, right or wrong, without the library's help. */
final class Raw {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    Raw number(int size, long value) {
        for (int shift = (size - 1) * Byte.SIZE; shift >= 0; shift -= Byte.SIZE) {
            out.write((int) (value >>> shift));
        }
        return this;
    }

    Raw u8(int value) {
        return number(1, value);
    }

    Raw u16(int value) {
        return number(2, value);
    }

    Raw u32(long value) {
        return number(4, value);
    }

    Raw bytes(Bytes bytes) {
        out.writeBytes(bytes.toByteArray());
        return this;
    }

    Raw hex(String hex) {
        return bytes(Bytes.ofHex(hex));
    }

    Raw zeros(int count) {
        out.writeBytes(new byte[count]);
        return this;
    }

    Raw text8(String ascii) {
        byte[] bytes = ascii.getBytes(StandardCharsets.US_ASCII);
        u8(bytes.length);
        out.writeBytes(bytes);
        return this;
    }

    Bytes toBytes() {
        return Bytes.of(out.toByteArray());
    }

    String toHex() {
        return toBytes().hex();
    }
}
