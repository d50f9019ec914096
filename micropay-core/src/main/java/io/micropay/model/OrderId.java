package io.micropay.model;

import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * The identity of an order: a UUID of version 7 (RFC 9562, section 5.7), chosen by the payer.
 *
 * <p>Ids made one after the other sort by time, which keeps the indexes of a ledger fast. That is their only use of
 * time: no rule reads it.
 *
 * @param uuid the version 7 UUID
 * @since 0.1
 */
public record OrderId(UUID uuid) {
    /** The size of every order id, in bytes. */
    public static final int SIZE = 16;

    private static final int VERSION = 7;
    private static final int VARIANT = 2;

    /**
     * Checks version and variant.
     *
     * @param uuid the version 7 UUID
     * @throws IllegalArgumentException if {@code uuid} is not of version 7
     */
    public OrderId {
        Objects.requireNonNull(uuid, "uuid");
        if (uuid.version() != VERSION || uuid.variant() != VARIANT) {
            throw new IllegalArgumentException("an order id is a UUID of version 7: " + uuid);
        }
    }

    /**
     * Makes a new id from the time and 74 random bits.
     *
     * @param clock where the time comes from
     * @param random where the random bits come from; use a {@link java.security.SecureRandom}-backed one outside tests
     * @return an id that no other order has, but for chance
     */
    public static OrderId next(Clock clock, RandomGenerator random) {
        long most = clock.millis() << 16 | VERSION << 12 | random.nextInt(1 << 12);
        long least = 1L << 63 | random.nextLong() >>> 2;
        return new OrderId(new UUID(most, least));
    }

    /**
     * Reads the usual text form, in upper or lower case.
     *
     * @param text such as {@code 0190a6c2-7f3e-7c41-b1de-5f0c2f6a3b11}
     * @return the id
     * @throws IllegalArgumentException if {@code text} is no UUID of version 7
     */
    public static OrderId parse(String text) {
        UUID uuid = UUID.fromString(text);
        if (!uuid.toString().equalsIgnoreCase(text)) {
            throw new IllegalArgumentException("a UUID has 36 characters, leading zeros included");
        }
        return new OrderId(uuid);
    }

    /** The usual text form. */
    @Override
    public String toString() {
        return uuid.toString();
    }
}
