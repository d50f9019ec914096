package io.micropay.testkit;

import io.micropay.ledger.AccountStore;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;

/**
 * What every {@link AccountStore} owes to the rules above it. Extend it, say how to make an empty store, and run it with
 * JUnit: every law is a test, and the properties among them try random transactions.
 *
 * <pre>{@code
 * class FileStoreContractTest extends AccountStoreContract {
 *     private final Map<AccountStore, Path> files = new ConcurrentHashMap<>();
 *
 *     @Override
 *     public AccountStore create() throws IOException {
 *         return opened(Files.createTempDirectory("ledger").resolve("ledger.db"));
 *     }
 *
 *     @Override
 *     public Optional<AccountStore> reopen(AccountStore closed) {
 *         return Optional.of(opened(files.remove(closed)));
 *     }
 *
 *     @Override
 *     public void dispose(AccountStore store) throws IOException {
 *         store.close();
 *         Files.delete(files.remove(store));
 *     }
 *
 *     private AccountStore opened(Path file) {
 *         AccountStore store = FileStore.open(file);
 *         files.put(store, file);
 *         return store;
 *     }
 * }
 * }</pre>
 *
 * <p>The laws need JUnit 5 and jqwik to run, which this library brings along. Each test makes its own store; tests may run
 * at the same time if {@link #create} can be called by several threads. A law that fails names itself: its name reads
 * {@code condition_outcome}.
 *
 * @since 0.1
 */
@Timeout(value = 2, unit = TimeUnit.MINUTES)
public abstract class AccountStoreContract
        implements TransactionLaws,
                UniquenessLaws,
                IsolationLaws,
                FailureLaws,
                LoadLaws,
                PagingLaws,
                HistoryLaws,
                HoldLaws,
                ValueLaws,
                DurabilityLaws,
                EndLaws {
    /** For subclasses. */
    protected AccountStoreContract() {}

    /**
     * Makes an empty store, which shares nothing with the others.
     *
     * @return the store, open
     * @throws Exception if that fails; so does the test
     */
    @Override
    public abstract AccountStore create() throws Exception;

    /**
     * Opens again what a store kept, as the next process would.
     *
     * @param closed a store that was made here, and is closed
     * @return a store that holds what was committed; empty if the store says that it is not durable, which skips the laws
     *     about that
     * @throws Exception if that fails; so does the test
     */
    @Override
    public abstract Optional<AccountStore> reopen(AccountStore closed) throws Exception;

    /**
     * Closes a store and removes all traces of it. It may be closed already, and other threads may not be quite done with it
     * after a test that failed. This implementation closes it and does nothing else.
     *
     * @param store a store that was made or opened again here; never one that was opened again since
     * @throws Exception if that fails; so does the test
     */
    @Override
    public void dispose(AccountStore store) throws Exception {
        store.close();
    }
}
