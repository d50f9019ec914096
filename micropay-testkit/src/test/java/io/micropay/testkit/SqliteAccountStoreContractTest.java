package io.micropay.testkit;

import io.micropay.ledger.AccountStore;
import io.micropay.ledger.SqliteAccountStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

class SqliteAccountStoreContractTest extends AccountStoreContract {
    private final Map<AccountStore, Path> files = new ConcurrentHashMap<>();

    @Override
    public AccountStore create() throws IOException {
        return opened(Files.createTempDirectory("micropay-ledger").resolve("server.db"));
    }

    @Override
    public Optional<AccountStore> reopen(AccountStore closed) {
        return Optional.of(opened(files.remove(closed)));
    }

    @Override
    public void dispose(AccountStore store) throws IOException {
        store.close();
        Path file = files.remove(store);
        SqliteAccountStore.delete(file);
        // Fails if anything is left behind.
        Files.delete(file.getParent());
    }

    private AccountStore opened(Path file) {
        AccountStore store = SqliteAccountStore.open(file);
        files.put(store, file);
        return store;
    }
}
