package io.micropay.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.model.AccountId;
import io.micropay.model.Credential;
import io.micropay.model.KeyId;
import io.micropay.model.OrderRef;
import java.util.ArrayList;
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
    private final Map<KeyId, Credential> credentials = new HashMap<>();
    private final Map<String, Presence> presences = new HashMap<>();

    LedgerModel() {}

    LedgerModel(LedgerModel other) {
        accounts.putAll(other.accounts);
        orders.putAll(other.orders);
        entries.putAll(other.entries);
        checkpoints.putAll(other.checkpoints);
        credentials.putAll(other.credentials);
        presences.putAll(other.presences);
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
        changes.credentials().forEach(row -> credentials.put(row.grant().sessionKey(), row));
        changes.presences().forEach(row -> presences.put(row.account().folded(), row));
    }

    /** Reads everything there is and something there is not, in every way there is, and compares. */
    void assertSeenBy(LedgerView view) {
        assertLoaded(view);
        assertThat(pages(view, 3)).isEqualTo(List.copyOf(accounts.values()));
        assertThat(view.journal(1, Integer.MAX_VALUE)).isEqualTo(List.copyOf(entries.values()));
        long middle = lastSequence() / 2;
        assertThat(view.journal(middle, 2))
                .isEqualTo(entries.tailMap(middle).values().stream().limit(2).toList());
        assertThat(view.online())
                .containsExactlyInAnyOrderElementsOf(
                        presences.values().stream().filter(Presence::online).toList());
    }

    private void assertLoaded(LedgerView view) {
        Set<AccountId> names = new HashSet<>(Set.of(new AccountId("nobody")));
        accounts.values().forEach(account -> {
            names.add(account.id());
            names.add(new AccountId(account.id().name().toUpperCase(Locale.ROOT)));
        });
        Set<OrderRef> ids = new HashSet<>(Set.of(LedgerSamples.order(999_999).ref()));
        ids.addAll(orders.keySet());
        Set<KeyId> sessions = new HashSet<>(Set.of(LedgerSamples.session(999)));
        sessions.addAll(credentials.keySet());

        LedgerRows rows = view.load(new LedgerKeys(names, ids, sessions));

        assertThat(rows.head()).isEqualTo(head());
        names.forEach(
                name -> assertThat(rows.account(name)).isEqualTo(Optional.ofNullable(accounts.get(name.folded()))));
        ids.forEach(id -> assertThat(rows.order(id)).isEqualTo(decided(id)));
        sessions.forEach(id -> assertThat(rows.credential(id)).isEqualTo(Optional.ofNullable(credentials.get(id))));
    }

    private LedgerHead head() {
        return entries.isEmpty()
                ? LedgerHead.EMPTY
                : new LedgerHead(
                        entries.lastKey(), Optional.of(checkpoints.lastEntry().getValue()));
    }

    private Optional<DecidedOrder> decided(OrderRef id) {
        return Optional.ofNullable(orders.get(id)).map(order -> {
            JournalEntry entry = entries.get(order.sequence());
            return new DecidedOrder(order, entry, checkpoints.get(entry.checkpoint()));
        });
    }

    private static List<Account> pages(LedgerView view, int size) {
        List<Account> all = new ArrayList<>();
        List<Account> page = view.accounts(Optional.empty(), size);
        while (!page.isEmpty()) {
            assertThat(page).hasSizeLessThanOrEqualTo(size);
            all.addAll(page);
            page = view.accounts(Optional.of(page.get(page.size() - 1).id()), size);
        }
        return all;
    }
}
