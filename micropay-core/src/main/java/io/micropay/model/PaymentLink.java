package io.micropay.model;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a payee gives to whoever is to pay: as text a URI such as
 * {@code micropay:bob/250/4fzW0q1Tn0mUo9lC3yXG8Q?memo=coffee}, short enough for a small QR code.
 *
 * <p>The link proves nothing by itself. The payer's client asks the server for the request that the payee has signed, and
 * pays only what both say: a link that was altered pays nothing. Whoever has the link can read the request and pay it, and
 * nothing more. The server sees neither the secret nor the memo.
 *
 * <p>A link has one spelling: the text that {@link #parse} reads is the one that {@link #uri} writes, but for the case of the
 * scheme.
 *
 * @param payee who wants to be paid
 * @param amount how much, in the ledger's smallest unit, above zero
 * @param secret 16 random bytes
 * @param memo what it is for; 1 to {@link Offer#MAX_MEMO_BYTES} bytes of UTF-8. Text from outside when the link is: escape
 *     it before a terminal sees it
 * @see <a href="https://www.rfc-editor.org/rfc/rfc3986">RFC 3986, URIs</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4648#section-5">RFC 4648, base64url</a>
 * @since 0.1
 */
public record PaymentLink(AccountId payee, long amount, Bytes secret, Optional<String> memo) {
    /** The size of the secret, in bytes. */
    public static final int SECRET_SIZE = 16;

    private static final String SCHEME = "micropay:";
    private static final String MEMO = "?memo=";
    private static final int BYTES_OF_AN_ESCAPE = 3;
    private static final int MAX_LENGTH = 128 + BYTES_OF_AN_ESCAPE * Offer.MAX_MEMO_BYTES;

    /** What a URI never escapes. */
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private static final Pattern URI = Pattern.compile("(?i:micropay:)([^/?]*)/([1-9][0-9]{0,18})/([A-Za-z0-9_-]{22})"
            + "(?:\\?memo=((?:[A-Za-z0-9._~-]|%[0-9A-F]{2})++))?");

    /**
     * Checks the bounds.
     *
     * @param payee who wants to be paid
     * @param amount how much, in the ledger's smallest unit, above zero
     * @param secret 16 random bytes
     * @param memo what it is for; 1 to {@link Offer#MAX_MEMO_BYTES} bytes of UTF-8. Text from outside when the link is:
     *     escape it before a terminal sees it
     * @throws IllegalArgumentException if one is out of bounds; the message is fit for a person
     */
    public PaymentLink {
        Objects.requireNonNull(payee, "payee");
        if (amount <= 0) {
            throw new IllegalArgumentException("the amount must be above zero, not " + amount);
        }
        if (secret.size() != SECRET_SIZE) {
            throw new IllegalArgumentException("the secret has " + SECRET_SIZE + " bytes, not " + secret.size());
        }
        int size = memo.map(PaymentLink::size).orElse(0);
        if (size > Offer.MAX_MEMO_BYTES || memo.filter(String::isEmpty).isPresent()) {
            throw new IllegalArgumentException("a memo has 1 to " + Offer.MAX_MEMO_BYTES + " bytes, not " + size
                    + "; leave it out if there is none");
        }
        if (!memo.map(StandardCharsets.UTF_8.newEncoder()::canEncode).orElse(true)) {
            throw new IllegalArgumentException("the memo has half of a character that needs two");
        }
    }

    private static int size(String memo) {
        return memo.getBytes(StandardCharsets.UTF_8).length;
    }

    /**
     * Whether a text is meant to be a link.
     *
     * @param text any text
     * @return true if it begins as links do
     */
    public static boolean isMeantBy(String text) {
        return text.regionMatches(true, 0, SCHEME, 0, SCHEME.length());
    }

    /**
     * Reads a link.
     *
     * @param uri the text form
     * @return the link
     * @throws IllegalArgumentException if it is none; the message is fit for a person
     */
    public static PaymentLink parse(String uri) {
        Matcher parts = URI.matcher(uri);
        if (uri.length() > MAX_LENGTH || !parts.matches()) {
            throw new IllegalArgumentException(
                    "not a payment link: it should look like micropay:bob/250/4fzW0q1Tn0mUo9lC3yXG8Q?memo=coffee;"
                            + " copy the whole of it");
        }
        PaymentLink link;
        try {
            link = new PaymentLink(
                    new AccountId(parts.group(1)),
                    amount(parts.group(2)),
                    Bytes.of(Base64.getUrlDecoder().decode(parts.group(3))),
                    Optional.ofNullable(parts.group(4)).map(PaymentLink::unescaped));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a payment link: " + e.getMessage(), e);
        }
        // Bits that the secret does not use, and bytes of the memo that are not UTF-8, have been passed over up to
        // here.
        if (!link.uri().substring(SCHEME.length()).equals(uri.substring(SCHEME.length()))) {
            throw new IllegalArgumentException("not a payment link: a character of it is wrong; copy the whole of it");
        }
        return link;
    }

    private static long amount(String digits) {
        try {
            return Long.parseLong(digits);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("an amount of " + digits + " is more than any ledger can count", e);
        }
    }

    /**
     * The text form, which {@link #parse} reads.
     *
     * @return a URI of ASCII characters; whoever has it can read and pay the request
     */
    public String uri() {
        return SCHEME
                + payee
                + "/"
                + amount
                + "/"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(secret.toByteArray())
                + memo.map(text -> MEMO + escaped(text)).orElse("");
    }

    private static String escaped(String memo) {
        StringBuilder text = new StringBuilder();
        for (byte octet : memo.getBytes(StandardCharsets.UTF_8)) {
            if (UNRESERVED.indexOf(octet) >= 0) {
                text.append((char) octet);
            } else {
                text.append('%').append(HEX.toHexDigits(octet));
            }
        }
        return text.toString();
    }

    /** The memo of a text in which each escape is whole. */
    private static String unescaped(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) == '%') {
                octets.write(HexFormat.fromHexDigits(text, i + 1, i + BYTES_OF_AN_ESCAPE));
                i += BYTES_OF_AN_ESCAPE - 1;
            } else {
                octets.write(text.charAt(i));
            }
        }
        return octets.toString(StandardCharsets.UTF_8);
    }

    /** The link without its secret. */
    @Override
    public String toString() {
        return SCHEME + payee + "/" + amount;
    }
}
