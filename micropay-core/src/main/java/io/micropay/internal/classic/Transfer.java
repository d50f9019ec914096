package io.micropay.internal.classic;

import io.micropay.error.ProtocolException;
import io.micropay.model.StatusCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A transfer as payers and payees of the classic dialect write it: {@code alice#2000#bob}.
 *
 * <p>Amounts are whole decimal numbers that fit a {@code long}. Zeros in front are read, since everybody reads them alike;
 * fractions, exponents, a plus sign and everything else that only a floating-point parser takes are not. Zero and negative
 * amounts can be written in the dialect, so they can be read; {@link #isPayable} tells them apart.
 *
 * @param payer who pays: not empty, without {@code #} and NUL
 * @param amount in whole units
 * @param payee who is paid: not empty, without {@code #} and NUL
 */
public record Transfer(String payer, long amount, String payee) {
    private static final Pattern FORM = Pattern.compile("([^#\\x00]+)#(-?[0-9]{1,40})#([^#\\x00]+)");
    private static final Pattern NAME = Pattern.compile("[^#\\x00]+");

    /**
     * Checks the names.
     *
     * @param payer who pays: not empty, without {@code #} and NUL
     * @param amount in whole units
     * @param payee who is paid: not empty, without {@code #} and NUL
     * @throws IllegalArgumentException if a name cannot be written
     */
    public Transfer {
        requireName(payer);
        requireName(payee);
    }

    /**
     * Refuses what cannot be a name in the dialect.
     *
     * @throws IllegalArgumentException if it is empty, or has {@code #}, NUL or a character that is no single byte
     */
    public static void requireName(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a name is not empty and has no '#' and no NUL: '" + name + "'");
        }
        ClassicBlock.requireText(name);
    }

    /**
     * Reads a transfer.
     *
     * @param text the text of a block
     * @return the transfer
     * @throws ProtocolException if it is none, or its amount is not whole, or does not fit a {@code long}
     */
    public static Transfer parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw new ProtocolException(
                    StatusCode.MALFORMED, "not <payer>#<whole amount>#<payee>: '" + text + "'; nothing was paid");
        }
        try {
            return new Transfer(form.group(1), Long.parseLong(form.group(2)), form.group(3));
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(
                    StatusCode.MALFORMED, "an amount out of bounds: " + form.group(2) + "; nothing was paid", e);
        }
    }

    /** Whether the amount is above zero, as it has to be for money to move. */
    public boolean isPayable() {
        return amount > 0;
    }

    /** The text of the block; what {@link #parse} reads. */
    public String text() {
        return payer + "#" + amount + "#" + payee;
    }
}
