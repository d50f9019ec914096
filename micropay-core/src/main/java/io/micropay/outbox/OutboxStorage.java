package io.micropay.outbox;

import java.io.IOException;

/** Where the log is kept, as the writer sees it. For one thread at a time. */
interface OutboxStorage extends AutoCloseable {
    /** The whole log; empty if there is none yet. */
    byte[] read() throws IOException;

    /** Puts another log in the place of this one: in one step, and durably. */
    void replace(byte[] log) throws IOException;

    /** Writes at the end. */
    void append(byte[] records) throws IOException;

    /** Returns once what was written is on the disk. */
    void force() throws IOException;

    @Override
    void close() throws IOException;
}
