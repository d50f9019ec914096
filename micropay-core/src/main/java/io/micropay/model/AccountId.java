package io.micropay.model;

import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * The name of an account: 1 to 32 of {@code A-Z a-z 0-9 _ . -}, the first a letter or a digit.
 *
 * <p>A ledger never holds two names that differ in case only. Two ids are {@linkplain #equals equal} only if they are
 * spelled alike: orders and receipts carry the spelling of the registration.
 *
 * @param name the name, as registered
 * @since 0.1
 */
public record AccountId(String name) {
    /** Before every constant that is an account id: they are checked against it. */
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_.-]{0,31}");

    /** The longest name, in characters. */
    public static final int MAX_LENGTH = 32;

    /** The account from which opening balances come. It has no key, so that nobody can log in as it or pay it. */
    public static final AccountId ISSUANCE = new AccountId("issuance");

    /**
     * Checks the name.
     *
     * @param name the name, as registered
     * @throws IllegalArgumentException if {@code name} has another shape; the message says which are allowed
     */
    public AccountId {
        Objects.requireNonNull(name, "name");
        if (!SHAPE.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "an account name has 1 to 32 letters, digits, '_', '.' or '-' and starts with a letter or a digit");
        }
    }

    /**
     * The name in lower case: equal for ids which a ledger does not tell apart.
     *
     * @return the folded name
     */
    public String folded() {
        return name.toLowerCase(Locale.ROOT);
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
