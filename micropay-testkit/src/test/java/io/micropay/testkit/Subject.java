package io.micropay.testkit;

import io.micropay.ledger.AccountStore;
import io.micropay.ledger.InMemoryAccountStore;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** The contract as it runs against a wrong store. Not a test: {@link WrongStoresTest} runs it. */
final class Subject extends AccountStoreContract {
    /** What is wrong, by default nothing, which JUnit cannot tell an instance that it makes. */
    static volatile UnaryOperator<AccountStore> defect = WrongStore::new;

    /** Whether what was committed is there after reopening. */
    static volatile boolean remembers = true;

    private final Map<AccountStore, AccountStore> right = new ConcurrentHashMap<>();

    @Override
    public AccountStore create() {
        return over(InMemoryAccountStore.create());
    }

    @Override
    public Optional<AccountStore> reopen(AccountStore closed) {
        return Optional.of(remembers ? over(right.remove(closed)) : create());
    }

    private AccountStore over(AccountStore memory) {
        AccountStore wrong = defect.apply(memory);
        right.put(wrong, memory);
        return wrong;
    }
}
