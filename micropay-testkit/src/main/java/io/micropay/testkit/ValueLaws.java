package io.micropay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.ledger.Account;
import io.micropay.ledger.AccountKeys;
import io.micropay.ledger.AccountState;
import io.micropay.ledger.Checkpoint;
import io.micropay.ledger.Claim;
import io.micropay.ledger.Hold;
import io.micropay.ledger.HoldEnd;
import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.LedgerChanges;
import io.micropay.ledger.OrderRecord;
import io.micropay.ledger.Presence;
import io.micropay.model.AccountId;
import io.micropay.model.BatchSignature;
import io.micropay.model.Bytes;
import io.micropay.model.Credential;
import io.micropay.model.Digest;
import io.micropay.model.EntryKind;
import io.micropay.model.OrderRef;
import io.micropay.model.SessionGrant;
import io.micropay.model.StatusCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every value that a row can have comes back as it was: the largest, the smallest, the longest, none at all. */
interface ValueLaws extends StoreLaws {
    /** Accounts in every state come back, with the longest names, the largest numbers and moments. */
    @Test
    default void extremeAccounts_areKept() {
        List<Account> accounts = new ArrayList<>();
        for (AccountState state : AccountState.values()) {
            for (Instant at : Extremes.MOMENTS) {
                AccountId name = new AccountId("a" + accounts.size());
                Optional<AccountKeys> keys = Optional.of(LedgerSamples.keys(1));
                accounts.add(new Account(name, keys, Long.MAX_VALUE, Long.MAX_VALUE, state, Long.MAX_VALUE, at));
            }
        }
        for (AccountId name : Extremes.NAMES) {
            accounts.add(
                    new Account(name, Optional.of(Extremes.KEYS), 0, 0, AccountState.OPEN, 0, Instant.ofEpochMilli(0)));
        }
        accounts.add(LedgerSamples.issuance(Long.MIN_VALUE));
        assertKept(Changes.NONE.accounts(accounts).changes());
        assertKept(Changes.ofAccounts(LedgerSamples.issuance(Long.MAX_VALUE)));
    }

    /** Entries of every kind come back, with the extremes of every number. */
    @Test
    default void everyKindOfEntry_isKept() {
        List<JournalEntry> entries = new ArrayList<>();
        for (EntryKind kind : EntryKind.values()) {
            entries.add(Extremes.entry(entries.size() + 1L, kind, Long.MAX_VALUE));
            entries.add(Extremes.entry(entries.size() + 1L, kind, Long.MIN_VALUE));
        }
        assertKept(Changes.NONE
                .entries(entries, LedgerSamples.checkpoint(1, entries.size()))
                .changes());
    }

    /** Checkpoints come back with the largest tree, and signatures of no bytes and of very many. */
    @Test
    default void extremeCheckpoints_areKept() {
        Checkpoint like = LedgerSamples.checkpoint(1, 1);
        for (Bytes signature : Extremes.SEQUENCES) {
            Checkpoint checkpoint = new Checkpoint(
                    1, Extremes.ALL_ONES, Extremes.ALL_ONES, Integer.MAX_VALUE, like.root(), like.signer(), signature);
            assertKept(Changes.NONE
                    .entries(List.of(LedgerSamples.entry(1, 1)), checkpoint)
                    .changes());
        }
    }

    /** Orders of every final status come back, with and without a payee, and with requests of up to 64 KiB. */
    @Test
    default void ordersOfEveryFinalStatus_areKept() {
        List<StatusCode> statuses =
                Stream.of(StatusCode.values()).filter(StatusCode::isFinal).toList();
        List<OrderRecord> orders = new ArrayList<>();
        for (StatusCode status : statuses) {
            for (Optional<AccountId> payee : List.of(Optional.<AccountId>empty(), Optional.of(Extremes.LONGEST))) {
                long sequence = orders.size() + 1L;
                orders.add(new OrderRecord(
                        LedgerSamples.orderId(sequence),
                        Extremes.ALL_ONES,
                        Extremes.LONGEST,
                        payee,
                        status,
                        sequence,
                        Extremes.sequence(sequence)));
            }
        }
        orders.add(new OrderRecord(
                Extremes.LAST_ID,
                Extremes.ALL_ONES,
                Extremes.SHORTEST,
                Optional.of(Extremes.SHORTEST),
                StatusCode.SETTLED,
                orders.size() + 1L,
                Bytes.EMPTY));
        assertKept(new Changes(LedgerSamples.ofEntries(1, 1, orders.size()))
                .orders(orders)
                .holds(List.of())
                .changes());
    }

    /** Holds come back open and ended in every way, with the extremes of amount and moment. */
    @Test
    default void extremeHolds_areKept() {
        List<Hold> holds = new ArrayList<>();
        for (Instant captureBy : Extremes.MOMENTS) {
            for (StatusCode status :
                    List.of(StatusCode.CAPTURED, StatusCode.RELEASED, StatusCode.HOLD_EXPIRED, StatusCode.OK)) {
                long sequence = 2L * holds.size() + 1;
                long captured = status == StatusCode.CAPTURED ? Long.MAX_VALUE : 0;
                Bytes request = status == StatusCode.HOLD_EXPIRED ? Bytes.EMPTY : Extremes.sequence(sequence);
                HoldEnd end = new HoldEnd(status, captured, sequence + 1, Extremes.ALL_ONES, request);
                holds.add(new Hold(
                        LedgerSamples.order(sequence).ref(),
                        Extremes.ALL_ONES,
                        Extremes.LONGEST,
                        Long.MAX_VALUE,
                        captureBy,
                        sequence,
                        status == StatusCode.OK ? Optional.empty() : Optional.of(end)));
            }
        }
        LedgerChanges entries = LedgerSamples.ofEntries(1, 1, 2 * holds.size());
        assertKept(new Changes(entries).holds(holds).changes());
    }

    /** Claims come back unsettled and settled, with requests of no bytes and of up to 64 KiB, and with the first and last key. */
    @Test
    default void extremeClaims_areKept() {
        List<Optional<OrderRef>> orders = List.of(
                Optional.empty(),
                Optional.of(new OrderRef(Extremes.LONGEST, Extremes.LAST_ID)),
                Optional.of(new OrderRef(Extremes.SHORTEST, LedgerSamples.orderId(1))));
        List<Claim> claims = new ArrayList<>();
        for (Bytes request : Extremes.SEQUENCES) {
            for (Optional<OrderRef> order : orders) {
                claims.add(new Claim(LedgerSamples.claimKey(claims.size()), request, order));
            }
        }
        claims.add(new Claim(Digest.NONE, Bytes.EMPTY, orders.get(1)));
        claims.add(new Claim(Extremes.ALL_ONES, LedgerSamples.bytes(1, 1_100), Optional.empty()));
        assertKept(Changes.NONE.claims(claims).changes());
    }

    /** Credentials come back with the largest tree, the longest path, the longest statement, and byte sequences of up to 64 KiB. */
    @Test
    default void extremeCredentials_areKept() {
        List<Credential> credentials = new ArrayList<>();
        for (Bytes bytes : Extremes.SEQUENCES) {
            for (Instant moment : Extremes.MOMENTS) {
                Credential like = LedgerSamples.credential(credentials.size(), 1);
                SessionGrant grant = new SessionGrant(
                        like.grant().serverKey(),
                        Extremes.LONGEST,
                        like.grant().sessionKey(),
                        like.grant().sealingKey(),
                        moment,
                        moment);
                BatchSignature signature = new BatchSignature(
                        like.signature().signer(),
                        Optional.of(Extremes.ALL_ONES),
                        BatchSignature.MAX_TREE_SIZE,
                        BatchSignature.MAX_TREE_SIZE - 1,
                        Collections.nCopies(BatchSignature.MAX_PATH_LENGTH, Extremes.ALL_ONES),
                        bytes);
                Bytes statement = Bytes.of(bytes.toByteArray(), 0, Math.min(bytes.size(), Extremes.STATEMENT_SIZE));
                credentials.add(new Credential(grant, statement, signature, bytes, bytes, bytes));
            }
        }
        assertKept(Changes.NONE.credentials(credentials).changes());
    }

    /** Presences come back with the longest name and address. */
    @Test
    default void extremePresences_areKept() {
        List<Presence> presences = List.of(
                new Presence(Extremes.LONGEST, true, "2001:0db8:ffff:ffff:ffff:ffff:255.255.255.255", 65_535, 65_535),
                new Presence(Extremes.SHORTEST, true, "", 0, -1),
                Presence.offline(LedgerSamples.name(1)));
        assertKept(LedgerChanges.ofPresences(presences));
    }

    /** Accounts, claims, credentials and presences can be saved without a journal entry. */
    @Test
    default void rowsWithoutEntries_areKept() {
        assertKept(Changes.NONE
                .accounts(List.of(LedgerSamples.account(1, 1)))
                .claims(List.of(LedgerSamples.claim(1), LedgerSamples.settledClaim(3)))
                .credentials(List.of(LedgerSamples.credential(1, 0)))
                .presences(List.of(LedgerSamples.online(1, 0)))
                .changes());
    }

    /** In the transaction that wrote it, for everybody else, and for the next process. */
    private void assertKept(LedgerChanges changes) {
        assertThat(changes).isNotEqualTo(Changes.NONE.changes());
        LedgerModel expected = LedgerModel.of(changes);
        Trial.withTrial(this, trial -> {
            try (var transaction = trial.store().begin()) {
                transaction.save(changes);
                expected.assertSeenBy(transaction);
                transaction.commit();
            }
            Trial.assertHolds(trial.store(), expected);
            if (trial.reopen()) {
                Trial.assertHolds(trial.store(), expected);
            }
        });
    }
}
