package io.micropay.keys;

import java.time.Duration;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a fresh key should be like.
 *
 * @param name the common name of its certificate: 1 to 64 of letters, digits, {@code _ . -} and, inside, space
 * @param bits the size of the RSA modulus, 2048 to 4096
 * @param validity how long its certificate is valid
 * @since 0.1
 */
public record KeySpec(String name, int bits, Duration validity) {
    private static final Pattern NAME = Pattern.compile("(?! )[A-Za-z0-9_. -]{1,64}(?<! )");
    private static final Duration SESSION_VALIDITY = Duration.ofHours(24);
    private static final Duration LONG_LIVED = Duration.ofDays(3650);
    private static final int SESSION_BITS = 2048;
    private static final int LONG_LIVED_BITS = 3072;

    /**
     * Checks the bounds.
     *
     * @param name the common name of its certificate: 1 to 64 of letters, digits, {@code _ . -} and, inside, space
     * @param bits the size of the RSA modulus, 2048 to 4096
     * @param validity how long its certificate is valid
     * @throws IllegalArgumentException if name, size or validity are out of bounds
     */
    public KeySpec {
        Objects.requireNonNull(validity, "validity");
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("not a certificate name: " + name);
        }
        if (bits < RsaKeys.MIN_BITS || bits > RsaKeys.MAX_BITS) {
            throw new IllegalArgumentException("an RSA modulus has 2048 to 4096 bits, not " + bits);
        }
        if (validity.isNegative() || validity.isZero()) {
            throw new IllegalArgumentException("the validity must be positive: " + validity);
        }
    }

    /**
     * For a client's session: 2048 bits, 24 hours.
     *
     * @param name the common name
     * @return the spec
     */
    public static KeySpec session(String name) {
        return new KeySpec(name, SESSION_BITS, SESSION_VALIDITY);
    }

    /**
     * For an account's identity: 3072 bits, ten years.
     *
     * @param name the common name
     * @return the spec
     */
    public static KeySpec account(String name) {
        return new KeySpec(name, LONG_LIVED_BITS, LONG_LIVED);
    }

    /**
     * For a server: 2048 bits, ten years. It signs every batch of receipts, so its speed is everybody's.
     *
     * @param name the common name
     * @return the spec
     */
    public static KeySpec server(String name) {
        return new KeySpec(name, SESSION_BITS, LONG_LIVED);
    }

    /**
     * For sealing what only the owner may read: 2048 bits, ten years.
     *
     * @param name the common name
     * @return the spec
     */
    public static KeySpec sealing(String name) {
        return new KeySpec(name, SESSION_BITS, LONG_LIVED);
    }
}
