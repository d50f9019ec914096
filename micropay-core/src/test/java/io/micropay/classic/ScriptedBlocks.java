package io.micropay.classic;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Optional;

/**
 * The block of the classic dialect in plain arithmetic: {@code 00 01 FF..FF 00 text 00} to the power of the private
 * exponent, 256 bytes, and a zero byte. It is not left to the command line because {@code openssl pkeyutl -sign} refuses
 * more than 64 bytes of text; a test holds it against {@code openssl}.
 */
public final class ScriptedBlocks {
    /** The size of a block with its last byte, which says nothing. */
    public static final int BLOCK_BYTES = 257;

    /** The longest text. */
    public static final int TEXT_BYTES = 244;

    private static final int RSA_BYTES = 256;

    private ScriptedBlocks() {}

    /** The block of a text, by the sender's private key. */
    public static byte[] encode(String text, RSAPrivateKey key) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > TEXT_BYTES) {
            throw new IllegalArgumentException("a block has room for 244 bytes, the text has " + bytes.length);
        }
        byte[] padded = new byte[RSA_BYTES];
        int start = RSA_BYTES - bytes.length - 1;
        padded[1] = 1;
        Arrays.fill(padded, 2, start - 1, (byte) 0xFF);
        System.arraycopy(bytes, 0, padded, start, bytes.length);
        byte[] power =
                privatePower(new BigInteger(1, padded), (RSAPrivateCrtKey) key).toByteArray();
        byte[] block = new byte[BLOCK_BYTES];
        int size = Math.min(power.length, RSA_BYTES);
        System.arraycopy(power, power.length - size, block, RSA_BYTES - size, size);
        return block;
    }

    /** By the Chinese remainder theorem (RFC 8017, 5.1.2), four times as fast as without. */
    private static BigInteger privatePower(BigInteger base, RSAPrivateCrtKey key) {
        BigInteger byP = base.modPow(key.getPrimeExponentP(), key.getPrimeP());
        BigInteger byQ = base.modPow(key.getPrimeExponentQ(), key.getPrimeQ());
        BigInteger factor = byP.subtract(byQ).multiply(key.getCrtCoefficient()).mod(key.getPrimeP());
        return byQ.add(factor.multiply(key.getPrimeQ()));
    }

    /** The text of a block of 256 or more bytes, by the sender's public key; empty if it is not made by that key. */
    public static Optional<String> decode(byte[] block, RSAPublicKey key) {
        if (block.length < RSA_BYTES) {
            return Optional.empty();
        }
        BigInteger padded =
                new BigInteger(1, Arrays.copyOf(block, RSA_BYTES)).modPow(key.getPublicExponent(), key.getModulus());
        byte[] bytes = padded.toByteArray();
        // The leading zero byte is not part of the number.
        if (bytes.length != RSA_BYTES - 1 || bytes[0] != 1) {
            return Optional.empty();
        }
        int start = 1;
        while (start < bytes.length && bytes[start] == (byte) 0xFF) {
            start++;
        }
        if (start < 9 || start == bytes.length || bytes[start] != 0) {
            return Optional.empty();
        }
        int end = ++start;
        while (end < bytes.length && bytes[end] != 0) {
            end++;
        }
        return Optional.of(new String(bytes, start, end - start, StandardCharsets.UTF_8));
    }
}
