package io.micropay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.ledger.Account;
import io.micropay.ledger.Checkpoint;
import io.micropay.ledger.Claim;
import io.micropay.ledger.DecidedOrder;
import io.micropay.ledger.Hold;
import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.LedgerChanges;
import io.micropay.ledger.LedgerHead;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerRows;
import io.micropay.ledger.LedgerView;
import io.micropay.ledger.OrderRecord;
import io.micropay.ledger.Presence;
import io.micropay.ledger.SealedEntry;
import io.micropay.model.AccountId;
import io.micropay.model.Credential;
import io.micropay.model.Digest;
import io.micropay.model.KeyId;
import io.micropay.model.OrderRef;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What a store should hold, in plain maps. */
final class LedgerModel {
    private final TreeMap<String, Account> accounts = new TreeMap<>();
    private final Map<OrderRef, OrderRecord> orders = new HashMap<>();
    private final TreeMap<Long, JournalEntry> entries = new TreeMap<>();
    private final TreeMap<Long, Checkpoint> checkpoints = new TreeMap<>();
    private final Map<OrderRef, Hold> holds = new HashMap<>();
    /** By the digits of their keys. */
    private final TreeMap<String, Claim> claims = new TreeMap<>();

    /** By the digits of session key and statement. */
    private final TreeMap<String, Credential> credentials = new TreeMap<>();

    private final Map<String, Presence> presences = new HashMap<>();

    LedgerModel() {}

    LedgerModel(LedgerModel other) {
        accounts.putAll(other.accounts);
        orders.putAll(other.orders);
        entries.putAll(other.entries);
        checkpoints.putAll(other.checkpoints);
        holds.putAll(other.holds);
        claims.putAll(other.claims);
        credentials.putAll(other.credentials);
        presences.putAll(other.presences);
    }

    static LedgerModel of(LedgerChanges... saved) {
        LedgerModel model = new LedgerModel();
        List.of(saved).forEach(model::apply);
        return model;
    }

    long lastSequence() {
        return entries.isEmpty() ? 0 : entries.lastKey();
    }

    long lastCheckpoint() {
        return checkpoints.isEmpty() ? 0 : checkpoints.lastKey();
    }

    void apply(LedgerChanges changes) {
        changes.accounts().forEach(row -> accounts.put(row.id().folded(), row));
        changes.orders().forEach(row -> orders.put(row.ref(), row));
        changes.entries().forEach(row -> entries.put(row.sequence(), row));
        changes.checkpoint().ifPresent(row -> checkpoints.put(row.number(), row));
        changes.holds().forEach(row -> holds.put(row.order(), row));
        changes.claims().forEach(row -> claims.put(row.key().toString(), row));
        changes.credentials()
                .forEach(row -> credentials.put(
                        row.grant().sessionKey().bytes().hex() + row.statement().hex(), row));
        changes.presences().forEach(row -> presences.put(row.account().folded(), row));
    }

    /** Reads everything there is and something there is not, in every way there is, and compares. */
    void assertSeenBy(LedgerView view) {
        assertLoaded(view);
        assertThat(view.accounts(Optional.empty(), Integer.MAX_VALUE)).isEqualTo(List.copyOf(accounts.values()));
        assertJournalSeenBy(view);
        assertThat(view.claims(Optional.empty(), Integer.MAX_VALUE)).isEqualTo(claims());
        assertThat(view.credentials(Optional.empty(), Integer.MAX_VALUE)).isEqualTo(List.copyOf(credentials.values()));
        assertThat(view.online())
                .containsExactlyInAnyOrderElementsOf(
                        presences.values().stream().filter(Presence::online).toList());
        Instant afterAll = LedgerSamples.START.plusSeconds(1_000);
        assertThat(view.dueHolds(afterAll, Integer.MAX_VALUE))
                .containsExactlyInAnyOrderElementsOf(holds().stream()
                        .filter(hold -> hold.isOpen() && hold.captureBy().isBefore(afterAll))
                        .toList());
    }

    /** Compares the journal, and what came into the ledger with it. */
    void assertJournalSeenBy(LedgerView view) {
        assertThat(view.journal(1, Integer.MAX_VALUE)).isEqualTo(journal());
        assertThat(view.orders(1, Integer.MAX_VALUE)).isEqualTo(orders());
        assertThat(view.checkpoints(1, Integer.MAX_VALUE)).isEqualTo(checkpoints());
        assertThat(view.holds(1, Integer.MAX_VALUE)).isEqualTo(holds());
    }

    List<JournalEntry> journal() {
        return List.copyOf(entries.values());
    }

    List<Checkpoint> checkpoints() {
        return List.copyOf(checkpoints.values());
    }

    List<OrderRecord> orders() {
        return orders.values().stream()
                .sorted(Comparator.comparingLong(OrderRecord::sequence))
                .toList();
    }

    List<Hold> holds() {
        return holds.values().stream()
                .sorted(Comparator.comparingLong(Hold::sequence))
                .toList();
    }

    List<Claim> claims() {
        return List.copyOf(claims.values());
    }

    boolean isSettled(Digest claim) {
        Claim row = claims.get(claim.toString());
        return row != null && row.settledBy().isPresent();
    }

    private void assertLoaded(LedgerView view) {
        Set<AccountId> names = new HashSet<>(Set.of(new AccountId("nobody")));
        accounts.values().forEach(account -> {
            names.add(account.id());
            names.add(new AccountId(account.id().name().toUpperCase(Locale.ROOT)));
        });
        OrderRef unknown = LedgerSamples.order(999_999).ref();
        Set<OrderRef> ordersAndUnknown = new HashSet<>(Set.of(unknown));
        ordersAndUnknown.addAll(orders.keySet());
        Set<OrderRef> holdsAndUnknown = new HashSet<>(Set.of(unknown));
        holdsAndUnknown.addAll(holds.keySet());
        Set<Digest> claimsAndUnknown = new HashSet<>(Set.of(LedgerSamples.claimKey(999_999)));
        claims.values().forEach(row -> claimsAndUnknown.add(row.key()));
        Set<KeyId> sessions = new HashSet<>(Set.of(LedgerSamples.session(999)));
        credentials.values().forEach(row -> sessions.add(row.grant().sessionKey()));
        Set<Long> sequences = new HashSet<>(Set.of(999_999L));
        sequences.addAll(entries.keySet());

        LedgerRows rows = view.load(
                new LedgerKeys(names, ordersAndUnknown, holdsAndUnknown, claimsAndUnknown, sessions, sequences));

        assertThat(rows.head()).isEqualTo(head());
        names.forEach(
                name -> assertThat(rows.account(name)).isEqualTo(Optional.ofNullable(accounts.get(name.folded()))));
        ordersAndUnknown.forEach(ref -> assertThat(rows.order(ref)).isEqualTo(decided(ref)));
        holdsAndUnknown.forEach(ref -> assertThat(rows.hold(ref)).isEqualTo(Optional.ofNullable(holds.get(ref))));
        claimsAndUnknown.forEach(
                key -> assertThat(rows.claim(key)).isEqualTo(Optional.ofNullable(claims.get(key.toString()))));
        sessions.forEach(id -> assertThat(rows.credentials(id))
                .containsExactlyInAnyOrderElementsOf(credentials.values().stream()
                        .filter(row -> row.grant().sessionKey().equals(id))
                        .toList()));
        sequences.forEach(sequence -> assertThat(rows.entry(sequence)).isEqualTo(sealed(sequence)));
    }

    private LedgerHead head() {
        return entries.isEmpty()
                ? LedgerHead.EMPTY
                : new LedgerHead(
                        entries.lastKey(), Optional.of(checkpoints.lastEntry().getValue()));
    }

    private Optional<DecidedOrder> decided(OrderRef ref) {
        return Optional.ofNullable(orders.get(ref))
                .map(order -> new DecidedOrder(order, sealed(order.sequence()).orElseThrow()));
    }

    private Optional<SealedEntry> sealed(long sequence) {
        return Optional.ofNullable(entries.get(sequence)).map(entry -> {
            Checkpoint checkpoint = checkpoints.get(entry.proof().checkpoint());
            if (checkpoint == null) {
                throw new AssertionError("no checkpoint was saved with entry " + sequence);
            }
            return new SealedEntry(entry, checkpoint);
        });
    }
}
