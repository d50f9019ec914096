package io.micropay.testkit;

import io.micropay.ledger.AccountStore;
import java.util.Optional;

/** What a law asks of those who run it: stores to try it on. See {@link AccountStoreContract}. */
interface StoreLaws {
    AccountStore create() throws Exception;

    Optional<AccountStore> reopen(AccountStore closed) throws Exception;

    void dispose(AccountStore store) throws Exception;
}
