package io.micropay.ledger;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

class SqliteContractTest extends AccountStoreContract {
    private final Map<AccountStore, Path> files = new ConcurrentHashMap<>();

    @Override
    AccountStore create() throws IOException {
        Path file = Files.createTempDirectory("micropay-ledger").resolve("server.db");
        AccountStore store = SqliteAccountStore.open(file);
        files.put(store, file);
        return store;
    }

    @Override
    void dispose(AccountStore store) throws IOException {
        store.close();
        Path file = files.remove(store);
        SqliteAccountStore.delete(file);
        // Fails if anything is left behind.
        Files.delete(file.getParent());
    }
}
