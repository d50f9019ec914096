package io.micropay.classic;

import io.micropay.error.AuthenticationException;
import io.micropay.keys.CertificateBundle;
import io.micropay.keys.ClassicKeys;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.PemKeys;
import io.micropay.model.StatusCode;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/**
 * The {@code certs} directory that everybody who speaks the classic dialect shares: a certificate file for each of them, and
 * {@code CA.pem}, all of them in one. Who is in it is trusted; nobody else is.
 *
 * <p>The other programs rewrite {@code CA.pem} without taking turns, so that a certificate can be missing from it for a
 * moment. Here it is replaced in one step, read anew at every look, and mended when it has lost a certificate whose own file
 * is there. Immutable, and safe to share between threads and processes.
 *
 * <p>Example: {@code ClassicCertificates certificates = ClassicCertificates.in(Path.of("certs"));}
 *
 * @since 0.1
 */
public final class ClassicCertificates {
    private static final String BUNDLE = "CA.pem";
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Duration POLL = Duration.ofMillis(200);

    private final Path directory;
    private final PemKeys files;
    private final CertificateBundle bundle;

    private ClassicCertificates(Path directory) {
        this.directory = directory;
        this.files = PemKeys.in(directory);
        this.bundle = CertificateBundle.in(directory, BUNDLE);
    }

    /**
     * The certificates of a directory, which need not exist yet.
     *
     * @param directory where the files are
     * @return its certificates
     */
    public static ClassicCertificates in(Path directory) {
        return new ClassicCertificates(directory.toAbsolutePath());
    }

    /**
     * Where the files are.
     *
     * @return an absolute path
     */
    public Path directory() {
        return directory;
    }

    /**
     * Who is trusted now.
     *
     * @return what {@code CA.pem} holds, as far as it can be read; nobody if it is not there
     * @throws java.io.UncheckedIOException if it is there and cannot be read
     */
    public List<X509Certificate> trusted() {
        return bundle.certificates();
    }

    /**
     * Returns if a certificate is trusted, throws if not. A certificate that is not there yet is waited for, two seconds at
     * the most, since its owner may be writing it right now.
     *
     * @param certificate the very certificate, not only its key; that its owner holds the key is for TLS to prove
     * @param clock by which it has to be valid
     * @throws AuthenticationException if it is not in the directory, or not valid now
     * @throws java.io.UncheckedIOException if the directory cannot be read, or {@code CA.pem} cannot be mended
     */
    public void requireTrusted(X509Certificate certificate, Clock clock) {
        requireValid(certificate, clock.instant());
        long start = System.nanoTime();
        while (!isTrusted(certificate)) {
            boolean isLate = System.nanoTime() - start > PATIENCE.toNanos();
            if (isLate || Thread.currentThread().isInterrupted()) {
                throw refused(
                        certificate,
                        "is not in " + directory.resolve(BUNDLE)
                                + "; both sides have to share that directory, and be started with it");
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private boolean isTrusted(X509Certificate certificate) {
        if (bundle.certificates().contains(certificate)) {
            return true;
        }
        if (!bundle.sources().contains(certificate)) {
            return false;
        }
        bundle.regenerate();
        return true;
    }

    private static void requireValid(X509Certificate certificate, Instant now) {
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        if (now.isBefore(from) || now.isAfter(until)) {
            throw refused(certificate, "is valid from " + from + " until " + until + ", and it is " + now);
        }
    }

    private static AuthenticationException refused(X509Certificate certificate, String why) {
        return new AuthenticationException(
                StatusCode.AUTHENTICATION_FAILED,
                "the certificate of " + certificate.getSubjectX500Principal() + " " + why);
    }

    /**
     * Writes {@code CA.pem} anew, from every {@code *.crt} that can be read, in the order of their names.
     *
     * @throws java.io.UncheckedIOException if it cannot be written; the old one is left as it was
     */
    public void regenerate() {
        bundle.regenerate();
    }

    /**
     * Makes up an id that no other client in the directory has.
     *
     * @return five letters and digits
     */
    public String freeId() {
        return files.freeId();
    }

    /**
     * Makes the key of a client, writes {@code <id>_client.key} (for its owner only) and {@code <id>_client.crt}, and then
     * {@code CA.pem}. {@link #delete} undoes it.
     *
     * @param id letters and digits, such as {@link #freeId} gives
     * @param clock the time from which the certificate is valid, for 24 hours
     * @return the key
     * @throws IllegalArgumentException if {@code id} has anything but letters and digits, or more than 32
     * @throws java.io.UncheckedIOException if a file cannot be written; none is left behind then
     */
    public KeyMaterial create(String id, Clock clock) {
        Objects.requireNonNull(id, "id");
        KeyMaterial keys = ClassicKeys.generate(id, clock);
        String name = PemKeys.sessionName(id);
        try {
            files.save(name, keys);
            bundle.regenerate();
        } catch (RuntimeException e) {
            files.delete(name);
            throw e;
        }
        return keys;
    }

    /**
     * Makes sure that others find a certificate in {@code CA.pem}, which somebody may have overwritten.
     *
     * @param certificate one whose file is in the directory
     * @throws java.io.UncheckedIOException if {@code CA.pem} cannot be read or written
     */
    public void ensureListed(X509Certificate certificate) {
        if (!bundle.certificates().contains(certificate)) {
            bundle.regenerate();
        }
    }

    /**
     * Deletes the key and the certificate of a client, if they are there, and writes {@code CA.pem} anew.
     *
     * @param id its id
     * @throws java.io.UncheckedIOException if a file cannot be deleted or written
     */
    public void delete(String id) {
        files.delete(PemKeys.sessionName(id));
        bundle.regenerate();
    }
}
