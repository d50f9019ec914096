package io.micropay.postgresql;

import io.micropay.ledger.AccountStore;
import io.micropay.testkit.AccountStoreContract;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

class PostgresAccountStoreContractIT extends AccountStoreContract {
    private final Map<AccountStore, String> urls = new ConcurrentHashMap<>();

    @Override
    public AccountStore create() throws SQLException {
        return opened(Server.newLedger());
    }

    @Override
    public Optional<AccountStore> reopen(AccountStore closed) {
        return Optional.of(opened(urls.remove(closed)));
    }

    @Override
    public void dispose(AccountStore store) throws SQLException {
        store.close();
        Server.drop(urls.remove(store));
    }

    private AccountStore opened(String url) {
        AccountStore store = Server.connect(url);
        urls.put(store, url);
        return store;
    }
}
