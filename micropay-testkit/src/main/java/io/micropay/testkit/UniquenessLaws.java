package io.micropay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micropay.error.StoreException;
import io.micropay.ledger.Account;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.Hold;
import io.micropay.ledger.LedgerChanges;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerRows;
import io.micropay.ledger.LedgerTransaction;
import io.micropay.ledger.LedgerView;
import io.micropay.ledger.OrderRecord;
import io.micropay.ledger.Presence;
import io.micropay.model.AccountId;
import io.micropay.model.EntryKind;
import io.micropay.model.OrderRef;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Orders, entries and checkpoints are written once; accounts, holds, credentials and presences over what was there. */
interface UniquenessLaws extends StoreLaws {
    /** A save of an order whose payer and id exist fails, and nothing of its transaction remains. */
    @Test
    default void orderThatExists_failsTheTransaction() {
        assertRefused(new Changes(LedgerSamples.ofEntries(3, 31, 1))
                .orders(List.of(at(31, LedgerSamples.order(1))))
                .changes());
    }

    /** The same order twice in one save fails the transaction. */
    @Test
    default void orderTwiceInABatch_failsTheTransaction() {
        OrderRecord order = LedgerSamples.order(34);
        assertRefused(new Changes(LedgerSamples.ofEntries(3, 31, 4))
                .orders(List.of(at(33, order), order))
                .changes());
    }

    /** The same order in two saves of one transaction fails the transaction. */
    @Test
    default void orderTwiceInATransaction_failsTheTransaction() {
        assertRefused(
                LedgerSamples.ofEntries(3, 31, 5),
                new Changes(LedgerSamples.ofEntries(4, 36, 1))
                        .orders(List.of(at(36, LedgerSamples.order(34))))
                        .changes());
    }

    /** A save of a journal entry whose sequence exists fails, and nothing of its transaction remains. */
    @Test
    default void entryThatExists_failsTheTransaction() {
        assertRefused(Changes.NONE
                .entries(List.of(LedgerSamples.entry(30, 3)), LedgerSamples.checkpoint(3, 1))
                .changes());
    }

    /** The same sequence in two saves of one transaction fails the transaction. */
    @Test
    default void entryTwiceInATransaction_failsTheTransaction() {
        assertRefused(
                Changes.NONE
                        .entries(List.of(LedgerSamples.entry(31, 3)), LedgerSamples.checkpoint(3, 1))
                        .changes(),
                Changes.NONE
                        .entries(List.of(LedgerSamples.entry(31, 4)), LedgerSamples.checkpoint(4, 1))
                        .changes());
    }

    /** A save of a checkpoint whose number exists fails, and nothing of its transaction remains. */
    @Test
    default void checkpointThatExists_failsTheTransaction() {
        assertRefused(Changes.NONE
                .entries(List.of(LedgerSamples.entry(31, 2)), LedgerSamples.checkpoint(2, 1))
                .changes());
    }

    /** If the last order of a large batch exists, nothing of the batch remains. */
    @Test
    default void lastRowOfALargeBatch_canFailAllOfIt() {
        LedgerChanges batch = LedgerSamples.ofEntries(3, 31, 1024);
        List<OrderRecord> orders = new ArrayList<>(batch.orders());
        int last = orders.size() - 1;
        orders.set(last, at(orders.get(last).sequence(), LedgerSamples.order(1)));
        assertRefused(new Changes(batch).orders(orders).changes());
    }

    /** After a save that failed, a transaction can only be closed. */
    @Test
    default void failedSave_endsTheTransaction() {
        Trial.withStore(this, store -> {
            Trial.save(store, LedgerSamples.ofEntries(1, 1, 1));
            try (LedgerTransaction transaction = store.begin()) {
                assertThat(failure(transaction, LedgerSamples.ofEntries(1, 1, 1)))
                        .isNotNull();
                Refusals.assertTransactionRefuses(transaction);
            }
        });
    }

    /** Saves two batches, then rows of every kind of which the last ones must not go in, and looks what is there. */
    private void assertRefused(LedgerChanges... batches) {
        Trial.withStore(this, store -> {
            LedgerChanges first = LedgerSamples.ofEntries(1, 1, 2);
            LedgerChanges second = LedgerSamples.ofEntries(2, 3, 28);
            Trial.save(store, first);
            Trial.save(store, second);
            LedgerModel expected = LedgerModel.of(first, second);

            StoreException failure = refused(store, batches);

            assertThat(failure).isNotNull();
            assertThat(failure.isTransient())
                    .as("trying again can help: %s", failure)
                    .isFalse();
            Trial.assertHolds(store, expected);
            try (LedgerTransaction next = store.begin()) {
                expected.assertSeenBy(next);
                LedgerChanges afterwards = LedgerSamples.ofEntries(3, 31, 30);
                next.save(afterwards);
                next.commit();
                expected.apply(afterwards);
            }
            Trial.assertHolds(store, expected);
        });
    }

    private static StoreException refused(AccountStore store, LedgerChanges... batches) {
        try (LedgerTransaction transaction = store.begin()) {
            transaction.save(Changes.NONE
                    .accounts(List.of(LedgerSamples.account(9, 9)))
                    .claims(List.of(LedgerSamples.claim(10_000), LedgerSamples.settledClaim(10_001)))
                    .credentials(List.of(LedgerSamples.credential(9, 9)))
                    .presences(List.of(LedgerSamples.online(9, 9)))
                    .changes());
            for (int index = 0; index < batches.length - 1; index++) {
                transaction.save(batches[index]);
            }
            LedgerChanges last = new Changes(batches[batches.length - 1])
                    .accounts(List.of(LedgerSamples.account(8, 8)))
                    .changes();
            StoreException failure = failure(transaction, last);
            Refusals.assertTransactionRefuses(transaction);
            return failure;
        }
    }

    private static StoreException failure(LedgerTransaction transaction, LedgerChanges changes) {
        return catchThrowableOfType(StoreException.class, () -> transaction.save(changes));
    }

    /** Orders are told apart by payer and id together. */
    @Test
    default void sameIdOfTwoPayers_isTwoOrders() {
        Trial.withStore(this, store -> {
            OrderRecord one = LedgerSamples.order(1);
            AccountId payer = LedgerSamples.name(5);
            OrderRecord other =
                    new OrderRecord(one.id(), one.digest(), payer, one.payee(), one.status(), 2, one.request());
            Trial.save(
                    store,
                    new Changes(LedgerSamples.ofEntries(1, 1, 2))
                            .orders(List.of(one, other))
                            .changes());
            try (LedgerView view = store.view()) {
                OrderRef third = new OrderRef(LedgerSamples.name(6), one.id());
                LedgerRows rows = view.load(LedgerKeys.ofOrders(Set.of(one.ref(), other.ref(), third)));
                assertThat(rows.order(one.ref()).orElseThrow().order()).isEqualTo(one);
                assertThat(rows.order(other.ref()).orElseThrow().order()).isEqualTo(other);
                assertThat(rows.order(third)).isEmpty();
            }
        });
    }

    /** Holds are told apart by payer and id together. */
    @Test
    default void sameIdOfTwoPayers_isTwoHolds() {
        Trial.withStore(this, store -> {
            Trial.save(store, LedgerSamples.ofEntries(1, 1, 2));
            Hold one = LedgerSamples.hold(1);
            Hold other = new Hold(
                    new OrderRef(LedgerSamples.name(5), one.order().id()),
                    one.digest(),
                    one.payee(),
                    7,
                    one.captureBy(),
                    2,
                    Optional.empty());
            Trial.save(store, Changes.ofHolds(one, other));
            Trial.save(store, Changes.ofHolds(other.ended(LedgerSamples.holdEnd(EntryKind.RELEASE, 2))));
            try (LedgerView view = store.view()) {
                LedgerRows rows = view.load(LedgerKeys.ofHolds(Set.of(one.order(), other.order())));
                assertThat(rows.hold(one.order())).contains(one);
                assertThat(rows.hold(other.order()).orElseThrow().isOpen()).isFalse();
            }
        });
    }

    /** A hold that ends is written over the open one, whichever way it ends. */
    @Test
    default void holds_areOverwrittenByTheirEnd() {
        for (EntryKind end : List.of(EntryKind.CAPTURE, EntryKind.RELEASE, EntryKind.EXPIRY)) {
            Trial.withStore(this, store -> {
                Hold open = LedgerSamples.hold(1);
                Hold ended = open.ended(LedgerSamples.holdEnd(end, 2));
                LedgerModel expected = new LedgerModel();
                for (LedgerChanges changes :
                        List.of(LedgerSamples.ofEntries(1, 1, 2), Changes.ofHolds(open), Changes.ofHolds(ended))) {
                    Trial.save(store, changes);
                    expected.apply(changes);
                    Trial.assertHolds(store, expected);
                }
            });
        }
    }

    /** A hold can be saved open and then ended in the same transaction. */
    @Test
    default void hold_canBeginAndEndInOneTransaction() {
        Trial.withStore(this, store -> {
            Hold open = LedgerSamples.hold(1);
            Hold ended = open.ended(LedgerSamples.holdEnd(EntryKind.CAPTURE, 2));
            LedgerChanges entries = LedgerSamples.ofEntries(1, 1, 2);
            try (LedgerTransaction transaction = store.begin()) {
                transaction.save(entries);
                transaction.save(Changes.ofHolds(open));
                transaction.save(Changes.ofHolds(ended));
                transaction.commit();
            }
            Trial.assertHolds(store, LedgerModel.of(entries, Changes.ofHolds(ended)));
        });
    }

    /** A claim that is settled is written over the unsettled one, with bytes and without; an unsettled one over itself. */
    @Test
    default void claims_areOverwrittenWhenTheyAreSettled() {
        for (long number : List.of(1L, 3L)) {
            Trial.withStore(this, store -> {
                LedgerModel expected = new LedgerModel();
                for (LedgerChanges changes : List.of(
                        Changes.ofClaims(LedgerSamples.claim(2), LedgerSamples.claim(number)),
                        Changes.ofClaims(LedgerSamples.claim(number)),
                        Changes.ofClaims(LedgerSamples.settledClaim(number)))) {
                    Trial.save(store, changes);
                    expected.apply(changes);
                    Trial.assertHolds(store, expected);
                }
            });
        }
    }

    /** A claim can be saved unsettled and then settled in the same transaction. */
    @Test
    default void claim_canBeMadeAndSettledInOneTransaction() {
        Trial.withStore(this, store -> {
            LedgerChanges settled = Changes.ofClaims(LedgerSamples.settledClaim(1));
            try (LedgerTransaction transaction = store.begin()) {
                transaction.save(Changes.ofClaims(LedgerSamples.claim(1)));
                LedgerModel.of(Changes.ofClaims(LedgerSamples.claim(1))).assertSeenBy(transaction);
                transaction.save(settled);
                LedgerModel.of(settled).assertSeenBy(transaction);
                transaction.commit();
            }
            Trial.assertHolds(store, LedgerModel.of(settled));
        });
    }

    /** Everything about an account but its name can change. */
    @Test
    default void accounts_areOverwritten() {
        Trial.withStore(this, store -> {
            Account before = LedgerSamples.account(1, 9);
            Account after = new Account(
                    before.id(),
                    Optional.of(LedgerSamples.keys(77)),
                    Long.MAX_VALUE,
                    5,
                    LedgerSamples.account(2, 0).state(),
                    99,
                    before.registeredAt());
            Trial.save(store, Changes.ofAccounts(before));
            try (LedgerTransaction transaction = store.begin()) {
                assertThat(Trial.account(transaction, before.id())).isEqualTo(before);
                transaction.save(Changes.ofAccounts(LedgerSamples.withBalance(before, 3)));
                transaction.save(Changes.ofAccounts(after));
                transaction.commit();
            }
            assertThat(Trial.account(store, before.id())).isEqualTo(after);
        });
    }

    /** Every credential of a session key is kept, once, however often it is saved. */
    @Test
    default void credentials_areAllKeptOnce() {
        Trial.withStore(this, store -> {
            LedgerModel expected = new LedgerModel();
            for (int version : List.of(0, 1, 2, 1, 3, 3)) {
                LedgerChanges changes = Changes.NONE
                        .credentials(List.of(LedgerSamples.credential(1, version), LedgerSamples.credential(2, 0)))
                        .changes();
                Trial.save(store, changes);
                expected.apply(changes);
                Trial.assertHolds(store, expected);
            }
        });
    }

    /** A presence is written over that of the same account, however the name is spelled. */
    @Test
    default void presences_areOverwrittenWhateverTheCase() {
        Trial.withStore(this, store -> {
            Trial.save(store, LedgerChanges.ofPresences(List.of(LedgerSamples.online(2, 7))));
            Trial.save(store, LedgerChanges.ofPresences(List.of(LedgerSamples.online(2, 9))));
            try (LedgerView view = store.view()) {
                assertThat(view.online()).containsExactly(LedgerSamples.online(2, 9));
            }
            Trial.save(store, LedgerChanges.ofPresences(List.of(Presence.offline(new AccountId("USER2")))));
            try (LedgerView view = store.view()) {
                assertThat(view.online()).isEmpty();
            }
        });
    }

    /** An order under the key of another one, decided by its own entry. */
    private static OrderRecord at(long sequence, OrderRecord same) {
        OrderRecord own = LedgerSamples.order(sequence);
        return new OrderRecord(
                same.id(), own.digest(), same.payer(), own.payee(), own.status(), sequence, own.request());
    }
}
