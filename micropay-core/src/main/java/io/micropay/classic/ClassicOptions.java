package io.micropay.classic;

import java.util.Objects;
import java.util.OptionalLong;

/**
 * How a server serves clients of the classic dialect beside its own. Immutable.
 *
 * <p><strong>What the dialect does not protect:</strong> whoever can put a certificate into the shared directory and knows the name
 * of a classic account can log in to it and spend what it has, within the caps that are set here. Accounts with a key of
 * their own are not touched by that.
 *
 * <p>Example: {@code ClassicOptions.sharing(ClassicCertificates.in(Path.of("certs"))).withMaxPayment(500)}
 *
 * @param certificates the directory that the server shares with its classic clients
 * @param peerPort where classic payers are sent who pay an account of the native dialect; 0 for any free port
 * @param maxPayment what a classic account can pay at once, 1 or more; empty for no limit
 * @param maxPerDay what a classic account can pay on one day (UTC), 1 or more; empty for no limit
 * @since 0.1
 */
public record ClassicOptions(
        ClassicCertificates certificates, int peerPort, OptionalLong maxPayment, OptionalLong maxPerDay) {
    private static final int MAX_PORT = 65_535;

    /**
     * Checks the bounds.
     *
     * @param certificates the directory that the server shares with its classic clients
     * @param peerPort where classic payers are sent who pay an account of the native dialect; 0 for any free port
     * @param maxPayment what a classic account can pay at once, 1 or more; empty for no limit
     * @param maxPerDay what a classic account can pay on one day (UTC), 1 or more; empty for no limit
     * @throws IllegalArgumentException if the port or a cap is out of bounds
     */
    public ClassicOptions {
        Objects.requireNonNull(certificates, "certificates");
        if (peerPort < 0 || peerPort > MAX_PORT) {
            throw new IllegalArgumentException("a port is 0 to 65535, not " + peerPort);
        }
        requireCap(maxPayment);
        requireCap(maxPerDay);
    }

    private static void requireCap(OptionalLong cap) {
        if (cap.orElse(1) < 1) {
            throw new IllegalArgumentException("a cap is 1 or more, not " + cap.getAsLong());
        }
    }

    /**
     * No caps, and any free port.
     *
     * @param certificates the directory that the server shares with its classic clients
     * @return the options
     */
    public static ClassicOptions sharing(ClassicCertificates certificates) {
        return new ClassicOptions(certificates, 0, OptionalLong.empty(), OptionalLong.empty());
    }

    /**
     * With a fixed port, for the sake of a firewall.
     *
     * @param port where classic payers are sent who pay an account of the native dialect; 0 for any free port
     * @return the options
     * @throws IllegalArgumentException if it is no port
     */
    public ClassicOptions withPeerPort(int port) {
        return new ClassicOptions(certificates, port, maxPayment, maxPerDay);
    }

    /**
     * With a cap on each payment.
     *
     * @param amount what a classic account can pay at once, in the ledger's smallest unit, 1 or more
     * @return the options
     * @throws IllegalArgumentException if it is less
     */
    public ClassicOptions withMaxPayment(long amount) {
        return new ClassicOptions(certificates, peerPort, OptionalLong.of(amount), maxPerDay);
    }

    /**
     * With a cap on the payments of a day.
     *
     * @param amount what a classic account can pay on one day (UTC), in the ledger's smallest unit, 1 or more
     * @return the options
     * @throws IllegalArgumentException if it is less
     */
    public ClassicOptions withMaxPerDay(long amount) {
        return new ClassicOptions(certificates, peerPort, maxPayment, OptionalLong.of(amount));
    }
}
