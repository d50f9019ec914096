package io.micropay.reference.client.home;

import java.util.List;

/** A key that lives as long as the program, in files that go with it. */
public interface TemporaryKey extends AutoCloseable {
    /**
     * What the files are called after.
     *
     * @return five letters and digits
     */
    String id();

    /**
     * What to tell when the files are gone.
     *
     * @return at least one line
     */
    default List<String> afterDeleting() {
        return List.of("Done.");
    }

    /**
     * Deletes the files. Idempotent.
     *
     * @throws java.io.UncheckedIOException if that fails
     */
    @Override
    void close();
}
