package io.micropay.ledger;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class InMemoryAccountStoreTest extends AccountStoreContract {
    @Override
    AccountStore create() {
        return InMemoryAccountStore.create();
    }

    @Test
    void secondTransactionOfAThread_isRefusedInsteadOfWaitingForEver() {
        AccountStore store = InMemoryAccountStore.create();
        try (LedgerTransaction first = store.begin()) {
            assertThatIllegalStateException().isThrownBy(store::begin).withMessageContaining("close it first");
            first.commit();
        }
        store.begin().close();
    }
}
