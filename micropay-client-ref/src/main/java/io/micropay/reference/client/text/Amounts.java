package io.micropay.reference.client.text;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Amounts as people write them: whole units, or with as many decimals as the server wants. The ledger counts the
 * smallest unit.
 *
 * @param currency a currency code or sign
 * @param decimals how many digits stand behind the point
 */
public record Amounts(String currency, int decimals) {
    /** What to do when no server has said how: the smallest units, without a sign. */
    public static final Amounts SMALLEST_UNITS = new Amounts("", 0);

    private static final Pattern NUMBER = Pattern.compile("([0-9]+)(?:\\.([0-9]+))?");
    private static final BigInteger MAX = BigInteger.valueOf(Long.MAX_VALUE);

    /**
     * Reads an amount to pay.
     *
     * @param text what somebody typed
     * @return the amount in the smallest unit, above zero
     * @throws IllegalArgumentException if it is anything else; the message says what is wrong, with the value
     */
    public long parse(String text) {
        String typed = text.strip();
        Matcher number = NUMBER.matcher(typed);
        if (!number.matches()) {
            throw new IllegalArgumentException("not an amount: '" + typed + "'. Type a plain positive number, such as "
                    + (decimals == 0 ? "2000" : "20." + "0".repeat(decimals)));
        }
        String fraction = number.group(2) == null ? "" : number.group(2);
        if (fraction.length() > decimals) {
            throw new IllegalArgumentException("too many decimals: '" + typed + "'. "
                    + (decimals == 0 ? "This server counts whole units" : "This server counts " + decimals));
        }
        BigInteger units = new BigInteger(number.group(1) + fraction + "0".repeat(decimals - fraction.length()));
        if (units.signum() == 0) {
            throw new IllegalArgumentException("the amount must be above zero, not '" + typed + "'");
        }
        if (units.compareTo(MAX) > 0) {
            throw new IllegalArgumentException(
                    "the amount is too large: '" + typed + "'. The largest is " + plain(Long.MAX_VALUE));
        }
        return units.longValueExact();
    }

    /**
     * Writes an amount as a number.
     *
     * @param units the amount in the smallest unit
     * @return such as {@code 2000}, or {@code 20.00}
     */
    public String plain(long units) {
        return BigDecimal.valueOf(units, decimals).toPlainString();
    }

    /**
     * Writes an amount with its currency.
     *
     * @param units the amount in the smallest unit
     * @return such as {@code $2000}, or {@code EUR 20.00}
     */
    public String withCurrency(long units) {
        boolean isCode = !currency.isEmpty() && Character.isLetterOrDigit(currency.charAt(currency.length() - 1));
        return currency + (isCode ? " " : "") + plain(units);
    }
}
