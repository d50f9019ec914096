package io.micropay.reference.client.home;

import io.micropay.classic.ClassicCertificates;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/** The key of one run in the classic dialect, in the directory that all programs of the dialect share. */
public final class SharedKey implements TemporaryKey {
    /** What is told once {@code CA.pem} has been written. */
    public static final List<String> REGENERATED = List.of("Done.", "Regenerating CA file...", "CA file rewritten.");

    private final ClassicCertificates certificates;
    private final String id;
    private final AtomicBoolean closed = new AtomicBoolean();

    private SharedKey(ClassicCertificates certificates) {
        this.certificates = certificates;
        this.id = certificates.freeId();
    }

    /**
     * Chooses an id; whoever connects makes the key. Its files are deleted when the program ends, however that comes about.
     *
     * @param certificates the shared directory
     * @return the key to be
     */
    public static SharedKey in(ClassicCertificates certificates) {
        SharedKey key = new SharedKey(certificates);
        Runtime.getRuntime().addShutdownHook(new Thread(key::close, "micropay-delete-key"));
        return key;
    }

    /**
     * Where the key is.
     *
     * @return the shared directory
     */
    public ClassicCertificates certificates() {
        return certificates;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public List<String> afterDeleting() {
        return REGENERATED;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            certificates.delete(id);
        }
    }
}
