package io.micropay.testkit;

import io.micropay.error.StoreException;
import io.micropay.ledger.Account;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.Claim;
import io.micropay.ledger.Hold;
import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerRows;
import io.micropay.ledger.LedgerTransaction;
import io.micropay.ledger.LedgerView;
import io.micropay.ledger.OrderRecord;
import io.micropay.model.AccountId;
import io.micropay.model.Credential;
import io.micropay.model.Digest;
import io.micropay.model.StatusCode;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Stores that write what they should, and read something else. */
final class WrongReads {
    private WrongReads() {}

    /** Does the same wrong to every view. */
    static AccountStore reading(AccountStore right, UnaryOperator<LedgerView> wrong) {
        return new WrongStore(right) {
            @Override
            LedgerView openView() {
                return wrong.apply(right.view());
            }
        };
    }

    static AccountStore findsNamesAsSpelled(AccountStore right) {
        return reading(right, view -> new WrongView(view) {
            @Override
            public LedgerRows load(LedgerKeys keys) {
                LedgerRows rows = super.load(keys);
                return new LedgerRows(
                        rows.head(),
                        keys.accounts().stream()
                                .flatMap(id -> rows.account(id).stream()
                                        .filter(account -> account.id().equals(id)))
                                .toList(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        List.of());
            }
        });
    }

    static AccountStore takesFewKeys(AccountStore right) {
        return reading(right, view -> new WrongView(view) {
            @Override
            public LedgerRows load(LedgerKeys keys) {
                if (keys.orders().size() > 1_000) {
                    throw new StoreException(StatusCode.SERVER_FAILED, "too many parameters");
                }
                return super.load(keys);
            }
        });
    }

    static AccountStore takesFewClaims(AccountStore right) {
        return reading(right, view -> new WrongView(view) {
            @Override
            public LedgerRows load(LedgerKeys keys) {
                if (keys.claims().size() > 1_000) {
                    throw new StoreException(StatusCode.SERVER_FAILED, "too many parameters");
                }
                return super.load(keys);
            }
        });
    }

    /** As a store does that looks among the requests only. */
    static AccountStore findsNoClaimsWithoutBytes(AccountStore right) {
        return reading(right, view -> new WrongView(view) {
            @Override
            public LedgerRows load(LedgerKeys keys) {
                LedgerRows rows = super.load(keys);
                return new LedgerRows(
                        rows.head(),
                        List.of(),
                        List.of(),
                        List.of(),
                        keys.claims().stream()
                                .flatMap(key -> rows.claim(key).stream())
                                .filter(claim -> claim.request().size() > 0)
                                .toList(),
                        List.of(),
                        List.of());
            }
        });
    }

    static AccountStore ignoresLimits(AccountStore right) {
        return reading(right, view -> new WrongView(view) {
            @Override
            public List<JournalEntry> journal(long from, int limit) {
                return super.journal(from, Integer.MAX_VALUE);
            }
        });
    }

    static AccountStore takesNegativeLimitsForAll(AccountStore right) {
        return reading(right, view -> new WrongView(view) {
            @Override
            public List<OrderRecord> orders(long from, int limit) {
                return super.orders(from, limit < 0 ? Integer.MAX_VALUE : limit);
            }
        });
    }

    static AccountStore ignoresTheLimitOfClaims(AccountStore right) {
        return reading(right, view -> new WrongView(view) {
            @Override
            public List<Claim> claims(Optional<Digest> after, int limit) {
                return super.claims(after, Integer.MAX_VALUE);
            }
        });
    }

    static AccountStore repeatsTheClaimOfTheCursor(AccountStore right) {
        return reading(right, view -> new WrongView(view) {
            @Override
            public List<Claim> claims(Optional<Digest> after, int limit) {
                List<Claim> all = super.claims(Optional.empty(), Integer.MAX_VALUE);
                return all.stream()
                        .filter(row -> after.isEmpty()
                                || row.key().equals(after.get())
                                || Keys.isAfter(row.key(), after.get()))
                        .limit(limit)
                        .toList();
            }
        });
    }

    static AccountStore sortsClaimsAsSignedBytes(AccountStore right) {
        return reading(right, view -> new WrongView(view) {
            @Override
            public List<Claim> claims(Optional<Digest> after, int limit) {
                return super.claims(after, limit).stream()
                        .sorted((one, other) -> Arrays.compare(bytes(one.key()), bytes(other.key())))
                        .toList();
            }
        });
    }

    private static byte[] bytes(Digest digest) {
        return digest.bytes().toByteArray();
    }

    /** As a store does that keeps claims in another place. */
    static AccountStore readsClaimsThatAreCommittedByNow(AccountStore right) {
        return reading(right, view -> new WrongView(view) {
            @Override
            public List<Claim> claims(Optional<Digest> after, int limit) {
                try (LedgerView now = right.view()) {
                    return now.claims(after, limit);
                }
            }
        });
    }

    static AccountStore beginsPagesOneTooLate(AccountStore right) {
        return reading(right, view -> new WrongView(view) {
            @Override
            public List<OrderRecord> orders(long from, int limit) {
                return super.orders(from == Long.MAX_VALUE ? from : from + 1, limit);
            }
        });
    }

    static AccountStore repeatsTheCursor(AccountStore right) {
        return reading(right, view -> new WrongView(view) {
            @Override
            public List<Account> accounts(Optional<AccountId> after, int limit) {
                List<Account> all = super.accounts(Optional.empty(), Integer.MAX_VALUE);
                return all.stream()
                        .filter(row -> after.isEmpty()
                                || row.id().folded().compareTo(after.get().folded()) >= 0)
                        .limit(limit)
                        .toList();
            }
        });
    }

    static AccountStore sortsNamesAsSpelled(AccountStore right) {
        return reading(right, view -> new WrongView(view) {
            @Override
            public List<Account> accounts(Optional<AccountId> after, int limit) {
                return super.accounts(after, limit).stream()
                        .sorted(Comparator.comparing(row -> row.id().name()))
                        .toList();
            }
        });
    }

    static AccountStore sortsKeysAsSignedBytes(AccountStore right) {
        return reading(right, view -> new WrongView(view) {
            @Override
            public List<Credential> credentials(Optional<Credential> after, int limit) {
                return super.credentials(after, limit).stream()
                        .sorted((one, other) -> Arrays.compare(bytes(one), bytes(other)))
                        .toList();
            }
        });
    }

    private static byte[] bytes(Credential credential) {
        return credential.grant().sessionKey().bytes().toByteArray();
    }

    static AccountStore stopsHistoriesEarly(AccountStore right) {
        return reading(right, view -> new WrongView(view) {
            @Override
            public List<JournalEntry> history(AccountId account, long from, int limit) {
                return super.history(account, from, Math.min(limit, 1_000));
            }
        });
    }

    static AccountStore takesEveryMentionForHistory(AccountStore right) {
        return reading(right, view -> new WrongView(view) {
            @Override
            public List<JournalEntry> history(AccountId account, long from, int limit) {
                return journal(1, Integer.MAX_VALUE).stream()
                        .filter(entry -> entry.sequence() <= from
                                && (entry.debit().account().equals(account)
                                        || entry.credit().account().equals(account)))
                        .sorted(Comparator.comparingLong(JournalEntry::sequence).reversed())
                        .limit(limit)
                        .toList();
            }
        });
    }

    static AccountStore findsEndedHoldsDue(AccountStore right) {
        return reading(right, view -> new WrongView(view) {
            @Override
            public List<Hold> dueHolds(Instant now, int limit) {
                return due(this, hold -> hold.captureBy().isBefore(now), Comparator.comparing(Hold::captureBy), limit);
            }
        });
    }

    static AccountStore findsHoldsDueAtTheirLastMoment(AccountStore right) {
        return reading(right, view -> new WrongView(view) {
            @Override
            public List<Hold> dueHolds(Instant now, int limit) {
                return due(
                        this,
                        hold -> hold.isOpen() && !hold.captureBy().isAfter(now),
                        Comparator.comparing(Hold::captureBy),
                        limit);
            }
        });
    }

    static AccountStore findsDueHoldsInTheirOrder(AccountStore right) {
        return reading(right, view -> new WrongView(view) {
            @Override
            public List<Hold> dueHolds(Instant now, int limit) {
                return due(
                        this,
                        hold -> hold.isOpen() && hold.captureBy().isBefore(now),
                        Comparator.comparingLong(Hold::sequence),
                        limit);
            }
        });
    }

    private static List<Hold> due(LedgerView view, Predicate<Hold> isDue, Comparator<Hold> order, int limit) {
        return view.holds(1, Integer.MAX_VALUE).stream()
                .filter(isDue)
                .sorted(order)
                .limit(limit)
                .toList();
    }

    /** Every method sees what is committed at that moment. */
    static AccountStore readsWhatIsCommittedByNow(AccountStore right) {
        return reading(right, view -> new WrongView(view) {
            @Override
            LedgerView source() {
                return right.view();
            }
        });
    }

    static AccountStore runsOutOfViews(AccountStore right) {
        AtomicInteger opened = new AtomicInteger();
        return reading(right, view -> {
            if (opened.incrementAndGet() > 50) {
                throw StoreException.ofTransient("no connection left", null);
            }
            return view;
        });
    }

    /** Views look into the transaction that is open. */
    static AccountStore readsWhatIsNotCommitted(AccountStore right) {
        return new WrongStore(right) {
            private LedgerView dirty = right.view();

            @Override
            LedgerView openView() {
                return new WrongView(dirty) {
                    @Override
                    public void close() {
                        // The transaction goes on.
                    }
                };
            }

            @Override
            LedgerTransaction openTransaction() {
                LedgerTransaction open = super.openTransaction();
                dirty = open;
                return open;
            }
        };
    }
}
