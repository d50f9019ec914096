package io.micropay.testkit;

import io.micropay.error.StoreException;
import io.micropay.ledger.Account;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.Claim;
import io.micropay.ledger.LedgerChanges;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerRows;
import io.micropay.ledger.LedgerTransaction;
import io.micropay.ledger.LedgerView;
import io.micropay.model.AccountId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiPredicate;

/** Stores whose transactions do not begin, wait or end as they should. */
final class WrongTurns {
    private WrongTurns() {}

    /** Says that everything is done, and does nothing. */
    static AccountStore reportsSuccessOfAFailedCommit(AccountStore right) {
        return new WrongStore(right) {
            @Override
            LedgerTransaction openTransaction() {
                return new Transaction(right.begin()) {
                    @Override
                    public void commit() {
                        super.close();
                    }
                };
            }
        };
    }

    /** A commit ends nothing: whoever goes on, goes on in a transaction of its own. */
    static AccountStore readsOnAfterTheCommit(AccountStore right) {
        return new WrongStore(right) {
            @Override
            LedgerTransaction openTransaction() {
                return new Transaction(right.begin()) {
                    private boolean committed;

                    @Override
                    LedgerView source() {
                        return committed ? openView() : super.source();
                    }

                    @Override
                    public void commit() {
                        super.commit();
                        committed = true;
                    }
                };
            }
        };
    }

    static AccountStore worksAfterItsClose(AccountStore right) {
        return new WrongStore(right) {
            @Override
            public void close() {
                // Who cares.
            }
        };
    }

    /** Closing ends whichever transaction is open. */
    static AccountStore closesTheNextTransactionToo(AccountStore right) {
        return new WrongStore(right) {
            private LedgerTransaction open;

            @Override
            LedgerTransaction openTransaction() {
                open = right.begin();
                return new Transaction(open) {
                    @Override
                    public void close() {
                        open.close();
                    }
                };
            }
        };
    }

    /** Says that a commit failed, and lets it happen when the next but one begins. */
    static AccountStore commitsAfterItSaidNo(AccountStore right) {
        return new WrongStore(right) {
            private final List<LedgerChanges> late = new ArrayList<>();
            private int begun;

            @Override
            LedgerTransaction openTransaction() {
                LedgerTransaction next = right.begin();
                begun++;
                if (begun % 2 == 1 && !late.isEmpty()) {
                    late.forEach(next::save);
                    late.clear();
                    next.commit();
                    next.close();
                    next = right.begin();
                }
                return new Transaction(next) {
                    private final List<LedgerChanges> saved = new ArrayList<>();

                    @Override
                    public void save(LedgerChanges changes) {
                        super.save(changes);
                        saved.add(changes);
                    }

                    @Override
                    public void commit() {
                        late.addAll(saved);
                        super.close();
                        throw StoreException.ofTransient("the connection was lost", null);
                    }
                };
            }
        };
    }

    /** Transactions run side by side, each on what was committed when it began; the last one to write an account wins. */
    static AccountStore losesUpdates(AccountStore right) {
        return new WrongStore(right) {
            @Override
            LedgerTransaction openTransaction() {
                return new SideBySide(right, (before, now) -> true);
            }
        };
    }

    /** The same, but a transaction fails if an account that it writes was changed since it began. */
    static AccountStore allowsWriteSkew(AccountStore right) {
        return new WrongStore(right) {
            @Override
            LedgerTransaction openTransaction() {
                return new SideBySide(right, Optional::equals);
            }
        };
    }

    /** Keeps what it saves to itself until the commit. Only for accounts and claims, of which it reads the accounts back. */
    private static final class SideBySide extends WrongView implements LedgerTransaction {
        private final AccountStore right;
        private final LedgerView snapshot;
        private final BiPredicate<Optional<Account>, Optional<Account>> mayOverwrite;
        private final List<LedgerChanges> saved = new ArrayList<>();
        private final Map<String, Account> own = new LinkedHashMap<>();

        SideBySide(AccountStore right, BiPredicate<Optional<Account>, Optional<Account>> mayOverwrite) {
            this(right, right.view(), mayOverwrite);
        }

        private SideBySide(
                AccountStore right,
                LedgerView snapshot,
                BiPredicate<Optional<Account>, Optional<Account>> mayOverwrite) {
            super(snapshot);
            this.right = right;
            this.snapshot = snapshot;
            this.mayOverwrite = mayOverwrite;
        }

        @Override
        public LedgerRows load(LedgerKeys keys) {
            LedgerRows rows = snapshot.load(keys);
            Map<String, Account> accounts = new LinkedHashMap<>();
            for (AccountId id : keys.accounts()) {
                rows.account(id).ifPresent(row -> accounts.put(id.folded(), row));
                Optional.ofNullable(own.get(id.folded())).ifPresent(row -> accounts.put(id.folded(), row));
            }
            List<Claim> claims = keys.claims().stream()
                    .flatMap(key -> rows.claim(key).stream())
                    .toList();
            return new LedgerRows(rows.head(), accounts.values(), List.of(), List.of(), claims, List.of(), List.of());
        }

        @Override
        public void save(LedgerChanges changes) {
            saved.add(changes);
            changes.accounts().forEach(row -> own.put(row.id().folded(), row));
        }

        @Override
        public void commit() {
            try (LedgerTransaction transaction = right.begin()) {
                for (Account row : own.values()) {
                    LedgerKeys key = LedgerKeys.ofAccounts(row.id());
                    if (!mayOverwrite.test(
                            snapshot.load(key).account(row.id()),
                            transaction.load(key).account(row.id()))) {
                        throw StoreException.ofTransient("somebody else was faster", null);
                    }
                }
                saved.forEach(transaction::save);
                transaction.commit();
            }
        }
    }
}
