/**
 * Contracts that an account store or key material made by others must pass before money is trusted to it.
 *
 * <p>Extend {@link io.micropay.testkit.AccountStoreContract} for an {@link io.micropay.ledger.AccountStore}, or
 * {@link io.micropay.testkit.KeyMaterialContract} for a {@link io.micropay.keys.KeyMaterial}, say how to make one, and run the
 * class with JUnit 5. The library is for the test scope and brings along all that it needs, jqwik among it, whose properties
 * try random rows and transactions; jqwik prints the seed of a failure, and keeps it for the next run.
 *
 * <p>The stores of the library pass the same contract. Its own tests run it against stores that are wrong on purpose, one
 * for each way to lose money that we could think of: a law that no store can break would be no law.
 *
 * <pre>{@code
 * <dependency>
 *   <groupId>io.micropay</groupId>
 *   <artifactId>micropay-testkit</artifactId>
 *   <version>0.1.0</version>
 *   <scope>test</scope>
 * </dependency>
 *
 * class MyStoreContractTest extends AccountStoreContract {
 *     public AccountStore create() {
 *         return MyStore.open(emptyDatabase());
 *     }
 *
 *     public Optional<AccountStore> reopen(AccountStore closed) {
 *         return Optional.of(MyStore.open(((MyStore) closed).database()));
 *     }
 * }
 * }</pre>
 *
 * <p>What a test cannot see from outside remains the store's own to prove: that a commit survives the loss of power, what
 * becomes of a connection that breaks while it commits, and that several processes share one ledger.
 */
@NullMarked
package io.micropay.testkit;

import org.jspecify.annotations.NullMarked;
