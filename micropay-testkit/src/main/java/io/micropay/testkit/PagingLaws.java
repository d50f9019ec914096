package io.micropay.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micropay.ledger.Account;
import io.micropay.ledger.Checkpoint;
import io.micropay.ledger.Claim;
import io.micropay.ledger.Hold;
import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.LedgerChanges;
import io.micropay.ledger.LedgerPages;
import io.micropay.ledger.LedgerTransaction;
import io.micropay.ledger.LedgerView;
import io.micropay.ledger.OrderRecord;
import io.micropay.model.AccountId;
import io.micropay.model.Credential;
import io.micropay.model.Digest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Pages come in the order of the keys, from the first one asked for, and never longer than asked for. */
interface PagingLaws extends StoreLaws {
    /**
     * Accounts come in the order of their folded names, character by character, after the one that is asked for.
     *
     * @param names the accounts that there are
     * @param after where to begin
     * @param limit how many to ask for
     */
    @Property(tries = 25)
    default void accounts_comeInTheOrderOfTheirNames(
            @ForAll(supplier = Keys.Names.class) Set<AccountId> names,
            @ForAll(supplier = Keys.Name.class) AccountId after,
            @ForAll @IntRange(max = 30) int limit) {
        List<Account> sorted = Keys.accounts(names);
        withRows(Changes.NONE.accounts(shuffled(sorted)).changes(), pages -> {
            assertThat(pages.accounts(Optional.empty(), limit)).isEqualTo(Pages.first(limit, sorted));
            assertThat(pages.accounts(Optional.of(after), limit))
                    .isEqualTo(Pages.first(
                            limit,
                            sorted.stream()
                                    .filter(row -> row.id().folded().compareTo(after.folded()) > 0)
                                    .toList()));
            assertThat(Pages.all(pages::accounts, Account::id, sorted.size())).isEqualTo(sorted);
        });
    }

    /**
     * Claims come in the order of their keys, byte by byte and unsigned, after the one that is asked for.
     *
     * @param keys the claims that there are
     * @param after where to begin
     * @param limit how many to ask for
     */
    @Property(tries = 25)
    default void claims_comeInTheOrderOfTheirKeys(
            @ForAll(supplier = Keys.ClaimKeys.class) Set<Digest> keys,
            @ForAll(supplier = Keys.OneClaimKey.class) Digest after,
            @ForAll @IntRange(max = 30) int limit) {
        List<Claim> sorted = Keys.claims(keys);
        withRows(Changes.NONE.claims(shuffled(sorted)).changes(), pages -> {
            assertThat(pages.claims(Optional.empty(), limit)).isEqualTo(Pages.first(limit, sorted));
            assertThat(pages.claims(Optional.of(after), limit))
                    .isEqualTo(Pages.first(
                            limit,
                            sorted.stream()
                                    .filter(row -> Keys.isAfter(row.key(), after))
                                    .toList()));
            assertThat(Pages.all(pages::claims, Claim::key, sorted.size())).isEqualTo(sorted);
        });
    }

    /**
     * Credentials come in the order of their key ids and then of their statements, byte by byte and unsigned, after the one
     * that is asked for.
     *
     * @param keys the credentials that there are
     * @param after where to begin
     * @param limit how many to ask for
     */
    @Property(tries = 25)
    default void credentials_comeInTheOrderOfTheirKeys(
            @ForAll(supplier = Keys.CredentialKeys.class) Set<Keys.CredentialKey> keys,
            @ForAll(supplier = Keys.OneCredentialKey.class) Keys.CredentialKey after,
            @ForAll @IntRange(max = 30) int limit) {
        List<Credential> sorted = Keys.credentials(keys);
        withRows(Changes.NONE.credentials(shuffled(sorted)).changes(), pages -> {
            assertThat(pages.credentials(Optional.empty(), limit)).isEqualTo(Pages.first(limit, sorted));
            assertThat(pages.credentials(Optional.of(after.credential()), limit))
                    .isEqualTo(Pages.first(
                            limit,
                            sorted.stream()
                                    .filter(row -> Keys.CredentialKey.of(row).compareTo(after) > 0)
                                    .toList()));
            assertThat(Pages.all(pages::credentials, Function.identity(), sorted.size()))
                    .isEqualTo(sorted);
        });
    }

    /**
     * Entries, orders, checkpoints and holds come in the order of their numbers, from the one that is asked for.
     *
     * @param batches how many entries there are under each checkpoint
     * @param from where to begin
     * @param limit how many to ask for
     */
    @Property(tries = 25)
    default void numberedRows_comeInTheirOrder(
            @ForAll @Size(max = 6) List<@IntRange(min = 1, max = 12) Integer> batches,
            @ForAll(supplier = Keys.Cursor.class) long from,
            @ForAll @IntRange(max = 40) int limit) {
        Trial.withStore(this, store -> {
            long last = 0;
            LedgerModel model = new LedgerModel();
            for (int index = 0; index < batches.size(); index++) {
                LedgerChanges changes = LedgerSamples.ofEntries(index + 1L, last + 1, batches.get(index));
                Trial.save(store, changes);
                model.apply(changes);
                last += batches.get(index);
            }
            try (LedgerView view = store.view()) {
                Pages.assertRead(view, LedgerPages::journal, JournalEntry::sequence, model.journal(), from, limit);
                Pages.assertRead(view, LedgerPages::orders, OrderRecord::sequence, model.orders(), from, limit);
                Pages.assertRead(view, LedgerPages::checkpoints, Checkpoint::number, model.checkpoints(), from, limit);
                Pages.assertRead(view, LedgerPages::holds, Hold::sequence, model.holds(), from, limit);
            }
        });
    }

    /** No page is longer than its limit, and a limit of zero gives an empty page. */
    @Test
    default void limits_areKeptByEveryMethod() {
        LedgerChanges rows = everyKind();
        withRows(rows, pages -> {
            for (int limit = 0; limit <= 3; limit++) {
                assertThat(pages.accounts(Optional.empty(), limit)).hasSize(limit);
                assertThat(pages.journal(1, limit)).hasSize(limit);
                assertThat(pages.orders(1, limit)).hasSize(limit);
                assertThat(pages.holds(1, limit)).hasSize(limit);
                assertThat(pages.claims(Optional.empty(), limit)).hasSize(limit);
                assertThat(pages.credentials(Optional.empty(), limit)).hasSize(limit);
                assertThat(pages.checkpoints(1, limit)).hasSize(Math.min(limit, 1));
            }
        });
    }

    /** The smallest and largest numbers to begin with, and the largest limit, do what they say. */
    @Test
    default void extremeCursorsAndLimits_makeSense() {
        LedgerModel model = LedgerModel.of(everyKind());
        withRows(everyKind(), pages -> {
            for (long from : List.of(Long.MIN_VALUE, -1L, 0L, 1L)) {
                assertThat(pages.journal(from, Integer.MAX_VALUE)).isEqualTo(model.journal());
                assertThat(pages.orders(from, Integer.MAX_VALUE)).isEqualTo(model.orders());
                assertThat(pages.checkpoints(from, Integer.MAX_VALUE)).isEqualTo(model.checkpoints());
                assertThat(pages.holds(from, Integer.MAX_VALUE)).isEqualTo(model.holds());
            }
            assertThat(pages.journal(Long.MAX_VALUE, Integer.MAX_VALUE)).isEmpty();
            assertThat(pages.orders(Long.MAX_VALUE, Integer.MAX_VALUE)).isEmpty();
            assertThat(pages.checkpoints(Long.MAX_VALUE, Integer.MAX_VALUE)).isEmpty();
            assertThat(pages.holds(Long.MAX_VALUE, Integer.MAX_VALUE)).isEmpty();
            assertThat(pages.claims(Optional.of(Digest.NONE), Integer.MAX_VALUE))
                    .isEqualTo(model.claims());
            assertThat(pages.claims(Optional.of(Extremes.ALL_ONES), Integer.MAX_VALUE))
                    .isEmpty();
        });
    }

    /** A negative limit is refused, and what refused it goes on. */
    @Test
    default void negativeLimits_areRefusedByEveryMethod() {
        withRows(everyKind(), pages -> {
            for (int limit : List.of(-1, Integer.MIN_VALUE)) {
                assertRefused(() -> pages.accounts(Optional.empty(), limit));
                assertRefused(() -> pages.journal(1, limit));
                assertRefused(() -> pages.orders(1, limit));
                assertRefused(() -> pages.checkpoints(1, limit));
                assertRefused(() -> pages.holds(1, limit));
                assertRefused(() -> pages.claims(Optional.empty(), limit));
                assertRefused(() -> pages.credentials(Optional.empty(), limit));
                assertRefused(() -> pages.history(LedgerSamples.name(1), 1, limit));
                assertRefused(() -> pages.dueHolds(LedgerSamples.START, limit));
            }
            LedgerModel.of(everyKind()).assertSeenBy(pages);
        });
    }

    private static void assertRefused(ThrowingCallable read) {
        assertThatIllegalArgumentException().isThrownBy(read);
    }

    /** Saves rows and reads them in the transaction that saved them, and then in a view. */
    private void withRows(LedgerChanges rows, Trial.Use<LedgerView> reading) {
        Trial.withStore(this, store -> {
            try (LedgerTransaction transaction = store.begin()) {
                transaction.save(rows);
                reading.with(transaction);
                transaction.commit();
            }
            try (LedgerView view = store.view()) {
                reading.with(view);
            }
        });
    }

    private static LedgerChanges everyKind() {
        return new Changes(LedgerSamples.ofEntries(1, 1, 40))
                .accounts(
                        List.of(LedgerSamples.account(1, 9), LedgerSamples.account(2, 8), LedgerSamples.account(3, 7)))
                .credentials(List.of(
                        LedgerSamples.credential(1, 1), LedgerSamples.credential(2, 2), LedgerSamples.credential(3, 3)))
                .changes();
    }

    /** The odd ones, then the even ones: not in the order in which they are to come. */
    private static <T> List<T> shuffled(List<T> sorted) {
        List<T> result = new ArrayList<>();
        for (int start : List.of(1, 0)) {
            for (int index = start; index < sorted.size(); index += 2) {
                result.add(sorted.get(index));
            }
        }
        return result;
    }
}
