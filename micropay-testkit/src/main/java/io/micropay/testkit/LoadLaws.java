package io.micropay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.ledger.Account;
import io.micropay.ledger.LedgerChanges;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerRows;
import io.micropay.ledger.LedgerTransaction;
import io.micropay.ledger.LedgerView;
import io.micropay.model.AccountId;
import io.micropay.model.Digest;
import io.micropay.model.KeyId;
import io.micropay.model.OrderRef;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Sets of keys find the rows that exist, however many are asked for, and pass over the rest. */
interface LoadLaws extends StoreLaws {
    /** Accounts are found whatever the case of the name, and carry the spelling of their registration. */
    @Test
    default void accounts_areFoundWhateverTheCase() {
        Trial.withStore(this, store -> {
            Account account = LedgerSamples.account(2, 5);
            Trial.save(store, Changes.ofAccounts(account));
            for (boolean write : List.of(false, true)) {
                try (LedgerView view = write ? store.begin() : store.view()) {
                    for (String spelling : List.of("USER2", "user2", "User2")) {
                        LedgerRows rows = view.load(LedgerKeys.ofAccounts(new AccountId(spelling)));
                        assertThat(rows.account(new AccountId("uSER2"))).contains(account);
                    }
                    assertThat(view.accounts(Optional.of(new AccountId("USER1")), 9))
                            .containsExactly(account);
                    assertThat(view.accounts(Optional.of(new AccountId("uSeR2")), 9))
                            .isEmpty();
                }
            }
        });
    }

    /** Several spellings of one account in a set of keys find it once. */
    @Test
    default void spellingsOfOneAccount_canBeAskedForTogether() {
        Trial.withStore(this, store -> {
            Account account = LedgerSamples.account(2, 5);
            LedgerKeys spellings =
                    LedgerKeys.ofAccounts(new AccountId("USER2"), new AccountId("user2"), new AccountId("User2"));
            Trial.save(store, Changes.ofAccounts(account));
            for (boolean write : List.of(false, true)) {
                try (LedgerView view = write ? store.begin() : store.view()) {
                    assertThat(view.load(spellings).account(account.id())).contains(account);
                    // What has been loaded before may be at hand.
                    assertThat(view.load(spellings).account(account.id())).contains(account);
                }
            }
        });
    }

    /** A load of no keys gives the head of the journal. */
    @Test
    default void noKeys_giveTheHead() {
        Trial.withStore(this, store -> {
            LedgerChanges batch = LedgerSamples.ofEntries(1, 1, 3);
            Trial.save(store, batch);
            try (LedgerView view = store.view()) {
                LedgerRows rows = view.load(LedgerKeys.none());
                assertThat(rows.head().lastSequence()).isEqualTo(3);
                assertThat(rows.head().checkpoint()).isEqualTo(batch.checkpoint());
                assertThat(rows.entry(1)).isEmpty();
                assertThat(rows.account(LedgerSamples.name(1))).isEmpty();
            }
        });
    }

    /** Keys of rows that do not exist are passed over, the extreme ones too. */
    @Test
    default void unknownKeys_arePassedOver() {
        Trial.withStore(this, store -> {
            OrderRef ref = LedgerSamples.order(1).ref();
            for (LedgerChanges changes : List.of(Changes.NONE.changes(), LedgerSamples.ofEntries(1, 3, 1))) {
                Trial.save(store, changes);
                try (LedgerView view = store.view()) {
                    LedgerRows rows = view.load(new LedgerKeys(
                            Set.of(LedgerSamples.name(1)),
                            Set.of(ref),
                            Set.of(ref),
                            Set.of(LedgerSamples.claimKey(1), Digest.NONE, Extremes.ALL_ONES),
                            Set.of(LedgerSamples.session(1)),
                            Set.of(Long.MIN_VALUE, -1L, 0L, 1L, 2L, 4L, Long.MAX_VALUE)));
                    assertThat(rows.account(LedgerSamples.name(1))).isEmpty();
                    assertThat(rows.order(ref)).isEmpty();
                    assertThat(rows.hold(ref)).isEmpty();
                    assertThat(rows.claim(LedgerSamples.claimKey(1))).isEmpty();
                    assertThat(rows.claim(Digest.NONE)).isEmpty();
                    assertThat(rows.claim(Extremes.ALL_ONES)).isEmpty();
                    assertThat(rows.credentials(LedgerSamples.session(1))).isEmpty();
                    LongStream.of(Long.MIN_VALUE, -1, 0, 1, 2, 4, Long.MAX_VALUE)
                            .forEach(
                                    sequence -> assertThat(rows.entry(sequence)).isEmpty());
                }
            }
        });
    }

    /** An order that set nothing aside is no hold, an order of somebody else is another one, and no order's digest is a claim. */
    @Test
    default void keysOfAnotherKind_findNothing() {
        Trial.withStore(this, store -> {
            Trial.save(store, LedgerSamples.ofEntries(1, 1, 3));
            OrderRef payment = LedgerSamples.order(1).ref();
            OrderRef foreign = new OrderRef(LedgerSamples.name(500), payment.id());
            try (LedgerView view = store.view()) {
                LedgerRows rows = view.load(new LedgerKeys(
                        Set.of(),
                        Set.of(payment, foreign),
                        Set.of(payment, foreign),
                        Set.of(LedgerSamples.order(1).digest()),
                        Set.of(),
                        Set.of()));
                assertThat(rows.order(payment)).isPresent();
                assertThat(rows.order(foreign)).isEmpty();
                assertThat(rows.hold(payment)).isEmpty();
                assertThat(rows.hold(foreign)).isEmpty();
                assertThat(rows.claim(LedgerSamples.order(1).digest())).isEmpty();
            }
        });
    }

    /** Sets of 5,000 keys of each kind are loaded, in the transaction that saved the rows and after it. */
    @Test
    default void largeSets_areLoadedWhole() {
        int asked = 5_000;
        int there = 400;
        Trial.withStore(this, store -> {
            LedgerChanges changes = new Changes(LedgerSamples.ofEntries(1, 1, there))
                    .accounts(rows(there, number -> LedgerSamples.account(number, number)))
                    .credentials(rows(there, number -> LedgerSamples.credential(number, 1)))
                    .changes();
            LedgerKeys keys = new LedgerKeys(
                    Set.copyOf(rows(asked, LedgerSamples::name)),
                    Set.copyOf(rows(asked, number -> LedgerSamples.order(number).ref())),
                    Set.copyOf(rows(asked, number -> LedgerSamples.order(number).ref())),
                    Set.copyOf(rows(asked, LedgerSamples::claimKey)),
                    Set.copyOf(rows(asked, LedgerSamples::session)),
                    LongStream.rangeClosed(1, asked).boxed().collect(Collectors.toSet()));
            try (LedgerTransaction transaction = store.begin()) {
                transaction.save(changes);
                assertFound(transaction.load(keys), keys, changes);
                transaction.commit();
            }
            try (LedgerTransaction transaction = store.begin()) {
                assertFound(transaction.load(keys), keys, changes);
            }
            try (LedgerView view = store.view()) {
                assertFound(view.load(keys), keys, changes);
            }
        });
    }

    private static void assertFound(LedgerRows rows, LedgerKeys keys, LedgerChanges expected) {
        Set<AccountId> accounts = new HashSet<>();
        keys.accounts().forEach(id -> rows.account(id).ifPresent(row -> accounts.add(row.id())));
        assertThat(accounts).hasSameSizeAs(expected.accounts());
        Set<OrderRef> orders = new HashSet<>();
        keys.orders()
                .forEach(ref ->
                        rows.order(ref).ifPresent(row -> orders.add(row.order().ref())));
        assertThat(orders).hasSameSizeAs(expected.orders());
        Set<OrderRef> holds = new HashSet<>();
        keys.holds().forEach(ref -> rows.hold(ref).ifPresent(row -> holds.add(row.order())));
        assertThat(holds).hasSameSizeAs(expected.holds());
        Set<Digest> claims = new HashSet<>();
        keys.claims().forEach(key -> rows.claim(key).ifPresent(row -> claims.add(row.key())));
        assertThat(claims).hasSameSizeAs(expected.claims());
        Set<KeyId> sessions = new HashSet<>();
        keys.sessions()
                .forEach(id -> rows.credentials(id)
                        .forEach(row -> sessions.add(row.grant().sessionKey())));
        assertThat(sessions).hasSameSizeAs(expected.credentials());
        Set<Long> entries = new HashSet<>();
        keys.entries()
                .forEach(id ->
                        rows.entry(id).ifPresent(row -> entries.add(row.entry().sequence())));
        assertThat(entries).hasSameSizeAs(expected.entries());
    }

    private static <T> List<T> rows(int count, IntFunction<T> row) {
        return IntStream.rangeClosed(1, count).mapToObj(row).toList();
    }
}
