package io.micropay.testkit;

import io.micropay.ledger.AccountStore;
import io.micropay.ledger.InMemoryAccountStore;
import java.util.Optional;

class InMemoryAccountStoreContractTest extends AccountStoreContract {
    @Override
    public AccountStore create() {
        return InMemoryAccountStore.create();
    }

    @Override
    public Optional<AccountStore> reopen(AccountStore closed) {
        return Optional.empty();
    }
}
