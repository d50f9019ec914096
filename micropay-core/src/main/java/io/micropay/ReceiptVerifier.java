package io.micropay;

import io.micropay.error.AuthenticationException;
import io.micropay.error.ProtocolException;
import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.message.Archive;
import io.micropay.internal.session.Credentials;
import io.micropay.model.Bytes;
import io.micropay.model.Payment;
import io.micropay.model.StatusCode;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Objects;

/**
 * Verifies receipts offline, with the server's certificate and nothing else; and writes and reads receipt files.
 *
 * <p>A receipt file is text: the payment in the encoding of {@code docs/PROTOCOL.md}, in Base64 between two marks, as PEM
 * (RFC 7468) does it. Instances are safe to share between threads.
 *
 * <p>Example:
 * <pre>{@code
 * Files.writeString(file, ReceiptVerifier.toText(payment));
 * Payment proven = ReceiptVerifier.of(serverCertificate).verify(Files.readString(file));
 * }</pre>
 *
 * @since 0.1
 */
public final class ReceiptVerifier {
    private static final String BEGIN = "-----BEGIN MICROPAY RECEIPT-----\n";
    private static final String END = "\n-----END MICROPAY RECEIPT-----\n";
    private static final int LINE_LENGTH = 64;
    private static final int MAX_TEXT = 64 << 10;

    private final PublicKeyHandle server;
    private final Credentials credentials = new Credentials();

    private ReceiptVerifier(PublicKeyHandle server) {
        this.server = server;
    }

    /**
     * Verifies receipts of one server.
     *
     * @param server the server's certificate
     * @return the verifier
     * @throws IllegalArgumentException if its key is out of bounds
     */
    public static ReceiptVerifier of(X509Certificate server) {
        return new ReceiptVerifier(PublicKeyHandle.of(server));
    }

    /**
     * Returns if the server signed this receipt for this order; what it says is then the server's word.
     *
     * @param payment the order and its receipt
     * @throws AuthenticationException if not
     */
    public void verify(Payment payment) {
        Objects.requireNonNull(payment, "payment");
        credentials.verify(payment.receipt(), payment.order(), server);
    }

    /**
     * Reads a receipt file and verifies it.
     *
     * @param text the content of the file
     * @return the payment; look at its outcome: a rejection has a receipt as well
     * @throws ProtocolException if it is no receipt file
     * @throws AuthenticationException if it does not verify
     */
    public Payment verify(String text) {
        Payment payment = parse(text);
        verify(payment);
        return payment;
    }

    /**
     * The text of a receipt file.
     *
     * @param payment the order and its receipt
     * @return about 1500 characters
     */
    public static String toText(Payment payment) {
        byte[] lineEnd = "\n".getBytes(StandardCharsets.US_ASCII);
        byte[] content = Archive.encode(payment).toByteArray();
        return BEGIN + Base64.getMimeEncoder(LINE_LENGTH, lineEnd).encodeToString(content) + END;
    }

    /**
     * Reads a receipt file without verifying it: to show it, or to find out whose certificate it needs.
     *
     * @param text the content of the file
     * @return what the file claims
     * @throws ProtocolException if it is no receipt file
     */
    public static Payment parse(String text) {
        String unix = text.replace("\r\n", "\n");
        int begin = unix.indexOf(BEGIN);
        int end = unix.indexOf(END.strip());
        if (text.length() > MAX_TEXT || begin < 0 || end < begin) {
            throw new ProtocolException(StatusCode.MALFORMED, "not a receipt file of Micropay");
        }
        try {
            String base64 = unix.substring(begin + BEGIN.length(), end).replace("\n", "");
            Payment payment = Archive.decodePayment(Bytes.of(Base64.getDecoder().decode(base64)));
            if (!unix.substring(begin, end).equals(toText(payment).substring(0, end - begin))) {
                throw new ProtocolException(StatusCode.MALFORMED, "damaged receipt file: not written as it should be");
            }
            return payment;
        } catch (IllegalArgumentException e) {
            throw new ProtocolException(StatusCode.MALFORMED, "damaged receipt file: " + e.getMessage(), e);
        }
    }
}
