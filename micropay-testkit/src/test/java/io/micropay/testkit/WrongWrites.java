package io.micropay.testkit;

import io.micropay.error.StoreException;
import io.micropay.ledger.Account;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.Claim;
import io.micropay.ledger.Hold;
import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.LedgerChanges;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerTransaction;
import io.micropay.ledger.LedgerView;
import io.micropay.ledger.OrderRecord;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.OrderRef;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** Stores that write something else than they are told. */
final class WrongWrites {
    private WrongWrites() {}

    /** Does the same wrong to every transaction. */
    private static AccountStore writing(
            AccountStore right, BiFunction<WrongStore, LedgerTransaction, LedgerTransaction> wrong) {
        return new WrongStore(right) {
            @Override
            LedgerTransaction openTransaction() {
                return wrong.apply(this, right.begin());
            }
        };
    }

    private static AccountStore saving(
            AccountStore right, BiFunction<LedgerTransaction, LedgerChanges, LedgerChanges> wrong) {
        return writing(right, (store, transaction) -> new WrongStore.Transaction(transaction) {
            @Override
            public void save(LedgerChanges changes) {
                super.save(wrong.apply(transaction, changes));
            }
        });
    }

    static AccountStore losesTheLastOrderOfALargeBatch(AccountStore right) {
        return saving(right, (transaction, changes) -> {
            List<OrderRecord> orders = changes.orders();
            return orders.size() < 200
                    ? changes
                    : new Changes(changes)
                            .orders(orders.subList(0, orders.size() - 1))
                            .changes();
        });
    }

    static AccountStore keepsTheOldOrder(AccountStore right) {
        return saving(
                right,
                (transaction, changes) -> new Changes(changes)
                        .orders(changes.orders().stream()
                                .filter(row -> transaction
                                        .load(LedgerKeys.ofOrders(Set.of(row.ref())))
                                        .order(row.ref())
                                        .isEmpty())
                                .toList())
                        .changes());
    }

    /** As a store does that writes the keys of an account once, and its money ever after. */
    static AccountStore keepsTheOldKeys(AccountStore right) {
        return saving(
                right,
                (transaction, changes) -> new Changes(changes)
                        .accounts(changes.accounts().stream()
                                .map(row -> transaction
                                        .load(LedgerKeys.ofAccounts(row.id()))
                                        .account(row.id())
                                        .flatMap(Account::keys)
                                        .map(row::with)
                                        .orElse(row))
                                .toList())
                        .changes());
    }

    static AccountStore keepsTheOldEntry(AccountStore right) {
        return saving(right, (transaction, changes) -> {
            List<JournalEntry> fresh = changes.entries().stream()
                    .filter(row -> transaction
                            .load(LedgerKeys.ofEntries(Set.of(row.sequence())))
                            .entry(row.sequence())
                            .isEmpty())
                    .toList();
            return changes.checkpoint()
                    .map(checkpoint ->
                            new Changes(changes).entries(fresh, checkpoint).changes())
                    .orElse(changes);
        });
    }

    static AccountStore keepsTheOldHold(AccountStore right) {
        return saving(
                right,
                (transaction, changes) -> new Changes(changes)
                        .holds(changes.holds().stream()
                                .filter(row -> transaction
                                        .load(LedgerKeys.ofHolds(Set.of(row.order())))
                                        .hold(row.order())
                                        .isEmpty())
                                .toList())
                        .changes());
    }

    static AccountStore keepsTheOldClaim(AccountStore right) {
        return claiming(
                right,
                (transaction, row) -> transaction
                        .load(LedgerKeys.ofClaim(row.key()))
                        .claim(row.key())
                        .or(() -> Optional.of(row)));
    }

    static AccountStore losesClaimsWithoutBytes(AccountStore right) {
        return claiming(right, (transaction, row) -> row.request().size() == 0 ? Optional.empty() : Optional.of(row));
    }

    static AccountStore cutsLongClaims(AccountStore right) {
        return claiming(
                right,
                (transaction, row) -> Optional.of(new Claim(row.key(), cut(row.request(), 1_024), row.settledBy())));
    }

    static AccountStore losesThePayersOfClaims(AccountStore right) {
        return claiming(
                right,
                (transaction, row) -> Optional.of(new Claim(
                        row.key(),
                        row.request(),
                        row.settledBy().map(order -> new OrderRef(AccountId.ISSUANCE, order.id())))));
    }

    /** Does the same wrong to every claim. */
    private static AccountStore claiming(
            AccountStore right, BiFunction<LedgerTransaction, Claim, Optional<Claim>> wrong) {
        return saving(
                right,
                (transaction, changes) -> new Changes(changes)
                        .claims(changes.claims().stream()
                                .flatMap(row -> wrong.apply(transaction, row).stream())
                                .toList())
                        .changes());
    }

    /** Takes claims for a part of what is decided. */
    static AccountStore losesClaimsWithoutEntries(AccountStore right) {
        return saving(
                right,
                (transaction, changes) -> changes.entries().isEmpty()
                        ? new Changes(changes).claims(List.of()).changes()
                        : changes);
    }

    /** As a store does that keeps claims in another place. */
    static AccountStore keepsClaimsThatWereNotCommitted(AccountStore right) {
        return writing(right, (store, transaction) -> new WrongStore.Transaction(transaction) {
            private final List<Claim> saved = new ArrayList<>();

            @Override
            public void save(LedgerChanges changes) {
                super.save(changes);
                saved.addAll(changes.claims());
            }

            @Override
            public void close() {
                super.close();
                if (!saved.isEmpty()) {
                    try (LedgerTransaction another = store.right.begin()) {
                        saved.forEach(claim -> another.save(Changes.ofClaims(claim)));
                        another.commit();
                    }
                    saved.clear();
                }
            }
        });
    }

    static AccountStore cutsLongRequests(AccountStore right) {
        return saving(
                right,
                (transaction, changes) -> new Changes(changes)
                        .orders(changes.orders().stream().map(WrongWrites::cut).toList())
                        .changes());
    }

    private static OrderRecord cut(OrderRecord row) {
        return new OrderRecord(
                row.id(),
                row.digest(),
                row.payer(),
                row.payee(),
                row.status(),
                row.sequence(),
                cut(row.request(), 65_535));
    }

    private static Bytes cut(Bytes bytes, int size) {
        return Bytes.of(Arrays.copyOf(bytes.toByteArray(), Math.min(bytes.size(), size)));
    }

    static AccountStore losesTheEndOfHoldsThatExpired(AccountStore right) {
        return saving(
                right,
                (transaction, changes) -> new Changes(changes)
                        .holds(changes.holds().stream()
                                .map(row -> row.end().isPresent()
                                                && row.end().get().request().size() == 0
                                        ? open(row)
                                        : row)
                                .toList())
                        .changes());
    }

    private static Hold open(Hold row) {
        return new Hold(
                row.order(),
                row.digest(),
                row.payee(),
                row.amount(),
                row.captureBy(),
                row.sequence(),
                Optional.empty());
    }

    /** What is closed without a commit is committed. */
    static AccountStore forgetsTheRollback(AccountStore right) {
        return writing(right, (store, transaction) -> new WrongStore.Transaction(transaction) {
            @Override
            public void close() {
                try {
                    right.commit();
                } catch (IllegalStateException e) {
                    // It is over already.
                }
                super.close();
            }
        });
    }

    /** Each save is a transaction of its own. */
    static AccountStore commitsEverySave(AccountStore right) {
        return renewing(right, (current, changes) -> {
            current.save(changes);
            current.commit();
            current.close();
            return right.begin();
        });
    }

    /** A save that fails is forgotten, and the transaction goes on. */
    static AccountStore goesOnAfterAFailedSave(AccountStore right) {
        return renewing(right, (current, changes) -> {
            try {
                current.save(changes);
                return current;
            } catch (StoreException e) {
                current.close();
                LedgerTransaction next = right.begin();
                throw new Renewed(next, e);
            }
        });
    }

    /** Blames others for rows that exist. */
    static AccountStore promisesThatAnotherTryHelps(AccountStore right) {
        return renewing(right, (current, changes) -> {
            try {
                current.save(changes);
                return current;
            } catch (StoreException e) {
                throw StoreException.ofTransient("try again", e);
            }
        });
    }

    private static final class Renewed extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient LedgerTransaction next;
        private final StoreException reason;

        Renewed(LedgerTransaction next, StoreException reason) {
            super(reason);
            this.next = next;
            this.reason = reason;
        }
    }

    /** Goes on, after each save, with the transaction that the save gives. */
    private static AccountStore renewing(
            AccountStore right, BiFunction<LedgerTransaction, LedgerChanges, LedgerTransaction> save) {
        return writing(right, (store, first) -> new WrongStore.Transaction(first) {
            private LedgerTransaction current = first;

            @Override
            LedgerView source() {
                return current;
            }

            @Override
            public void save(LedgerChanges changes) {
                try {
                    current = save.apply(current, changes);
                } catch (Renewed e) {
                    current = e.next;
                    throw e.reason;
                }
            }

            @Override
            public void commit() {
                current.commit();
            }

            @Override
            public void close() {
                current.close();
            }
        });
    }
}
