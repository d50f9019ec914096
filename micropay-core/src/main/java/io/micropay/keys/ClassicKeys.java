package io.micropay.keys;

import java.time.Clock;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * Makes the keys that the classic dialect wants: RSA with 2048 bits, in a certificate that names its owner in the words of
 * the first program that spoke it, and that is signed with PKCS#1 v1.5.
 *
 * <p>For the classic dialect only: the native protocol takes whatever {@link InMemoryKeys} and {@link PemKeys} make.
 *
 * @since 0.1
 */
public final class ClassicKeys {
    /** The size of every key in the classic dialect, in bits: its message block is one RSA block. */
    public static final int BITS = 2048;

    private static final Duration VALIDITY = Duration.ofHours(24);
    private static final Pattern ID = Pattern.compile("[0-9A-Za-z]{1,32}");

    private ClassicKeys() {}

    /**
     * Makes the key of a client.
     *
     * @param id what its certificate is told apart by: 1 to 32 letters and digits
     * @param clock the time from which the certificate is valid, for 24 hours
     * @return the key, and a certificate for {@code C=TW, ST=Taiwan, L=TPE, O=NTU, OU=IM, CN=localhost,
     *     emailAddress=<id>_client@icheft} that it signs itself
     * @throws IllegalArgumentException if {@code id} is out of bounds
     */
    public static InMemoryKeys generate(String id, Clock clock) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("an id is 1 to 32 letters and digits, not '" + id + "'");
        }
        String subject = "C=TW, ST=Taiwan, L=TPE, O=NTU, OU=IM, CN=localhost, emailAddress=" + id + "_client@icheft";
        return SelfSigned.generate(new SelfSigned.Style(subject, "SHA256withRSA"), BITS, VALIDITY, clock.instant());
    }
}
