package io.micropay.reference.client.home;

import io.micropay.keys.KeyMaterial;
import io.micropay.keys.KeySpec;
import io.micropay.keys.PemKeys;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The session key of one run: made in the background while the program starts, kept in two PEM files for as long as it
 * runs, and deleted when it ends, however that comes about.
 */
public final class DynamicKey implements TemporaryKey {
    private final PemKeys files;
    private final String id;
    private final CompletableFuture<KeyMaterial> keys;
    private final AtomicBoolean closed = new AtomicBoolean();

    private DynamicKey(PemKeys files, String id, Clock clock) {
        this.files = files;
        this.id = id;
        this.keys = CompletableFuture.supplyAsync(
                () -> files.create(KeySpec.session(name()), clock), DynamicKey::runInBackground);
    }

    /**
     * Starts to make a key.
     *
     * @param directory where its files go: {@code <id>_client.crt} and {@code <id>_client.key}
     * @param clock for the validity of its certificate
     * @return the key to be
     */
    public static DynamicKey create(Path directory, Clock clock) {
        PemKeys files = PemKeys.in(directory);
        DynamicKey key = new DynamicKey(files, files.freeId(), clock);
        Runtime.getRuntime().addShutdownHook(new Thread(key::close, "micropay-delete-key"));
        return key;
    }

    private static void runInBackground(Runnable task) {
        Thread thread = new Thread(task, "micropay-make-key");
        thread.setDaemon(true);
        thread.start();
    }

    private String name() {
        return PemKeys.sessionName(id);
    }

    @Override
    public String id() {
        return id;
    }

    /**
     * Waits until the key is there.
     *
     * @return the key
     * @throws java.io.UncheckedIOException if its files cannot be written
     */
    public KeyMaterial await() {
        try {
            return keys.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException failure ? failure : e;
        }
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            keys.handle((made, failure) -> true).join();
            files.delete(name());
        }
    }
}
