package io.micropay.ledger;

import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

/** What the store promises beyond the contract of every store, which micropay-testkit runs against it. */
class InMemoryAccountStoreTest {
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
