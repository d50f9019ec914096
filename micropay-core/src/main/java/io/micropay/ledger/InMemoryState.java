package io.micropay.ledger;

import io.micropay.error.StoreException;
import io.micropay.model.AccountId;
import io.micropay.model.Credential;
import io.micropay.model.KeyId;
import io.micropay.model.StatusCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** All rows of a ledger at one moment, each kind under its key: folded names, numbers, or hexadecimal digits. */
record InMemoryState(
        LedgerHead head,
        SortedRows<String, Account> accounts,
        SortedRows<String, DecidedOrder> orders,
        SortedRows<Long, OrderRecord> ordersBySequence,
        SortedRows<Long, JournalEntry> entries,
        SortedRows<Long, Checkpoint> checkpoints,
        SortedRows<String, Hold> holds,
        SortedRows<Long, Hold> holdsBySequence,
        SortedRows<String, Claim> claims,
        SortedRows<String, Credential> credentials,
        SortedRows<String, Presence> presences) {

    /** What follows a colon in the order of characters. */
    private static final String AFTER_COLON = ";";

    static final InMemoryState EMPTY = new InMemoryState(
            LedgerHead.EMPTY,
            SortedRows.empty(),
            SortedRows.empty(),
            SortedRows.empty(),
            SortedRows.empty(),
            SortedRows.empty(),
            SortedRows.empty(),
            SortedRows.empty(),
            SortedRows.empty(),
            SortedRows.empty(),
            SortedRows.empty());

    LedgerRows load(LedgerKeys keys) {
        return new LedgerRows(
                head,
                keys.accounts().stream()
                        .map(id -> id.folded())
                        .distinct()
                        .flatMap(name -> accounts.get(name).stream())
                        .toList(),
                keys.orders().stream()
                        .flatMap(ref -> orders.get(ref.toString()).stream())
                        .toList(),
                keys.holds().stream()
                        .flatMap(ref -> holds.get(ref.toString()).stream())
                        .toList(),
                keys.claims().stream()
                        .flatMap(key -> claims.get(key.toString()).stream())
                        .toList(),
                keys.sessions().stream().flatMap(id -> credentials(id).stream()).toList(),
                keys.entries().stream()
                        .flatMap(sequence -> entries.get(sequence).stream())
                        .map(entry -> sealed(entry, checkpoints))
                        .toList());
    }

    private List<Credential> credentials(KeyId sessionKey) {
        return credentials.within(hex(sessionKey), hex(sessionKey) + AFTER_COLON);
    }

    /** The digits of the session key's id, a colon, and those of the statement: in the order of their bytes. */
    static String key(Credential credential) {
        return hex(credential.grant().sessionKey()) + ":"
                + credential.statement().hex();
    }

    private static String hex(KeyId id) {
        return id.bytes().hex();
    }

    List<JournalEntry> history(AccountId account, long from, int limit) {
        List<JournalEntry> found = new ArrayList<>();
        Optional<JournalEntry> next = entries.get(from);
        while (next.isPresent() && found.size() < limit) {
            found.add(next.get());
            next = entries.get(next.get().previousOf(account));
        }
        return found;
    }

    /** The rows after a save; throws, and leaves this state as it is, if a new row exists already. */
    InMemoryState with(LedgerChanges changes) {
        SortedRows<Long, Checkpoint> newCheckpoints =
                add(checkpoints, changes.checkpoint().stream().toList(), Checkpoint::number, "checkpoint");
        SortedRows<Long, JournalEntry> newEntries =
                add(entries, changes.entries(), JournalEntry::sequence, "journal entry");
        List<DecidedOrder> decided = changes.orders().stream()
                .map(order -> decided(order, newEntries, newCheckpoints))
                .toList();
        return new InMemoryState(
                head(changes),
                put(accounts, changes.accounts(), account -> account.id().folded()),
                add(orders, decided, order -> order.order().ref().toString(), "order"),
                add(ordersBySequence, changes.orders(), OrderRecord::sequence, "order at sequence"),
                newEntries,
                newCheckpoints,
                put(holds, changes.holds(), hold -> hold.order().toString()),
                put(holdsBySequence, changes.holds(), Hold::sequence),
                put(claims, changes.claims(), claim -> claim.key().toString()),
                put(credentials, changes.credentials(), InMemoryState::key),
                put(
                        presences,
                        changes.presences(),
                        presence -> presence.account().folded()));
    }

    private LedgerHead head(LedgerChanges changes) {
        List<JournalEntry> added = changes.entries();
        return added.isEmpty()
                ? head
                : new LedgerHead(added.get(added.size() - 1).sequence(), changes.checkpoint());
    }

    private static DecidedOrder decided(
            OrderRecord order, SortedRows<Long, JournalEntry> entries, SortedRows<Long, Checkpoint> checkpoints) {
        JournalEntry entry = entries.get(order.sequence())
                .orElseThrow(() -> failure(
                        "order " + order.id() + " names journal entry " + order.sequence() + ", which is not there"));
        return new DecidedOrder(order, sealed(entry, checkpoints));
    }

    private static SealedEntry sealed(JournalEntry entry, SortedRows<Long, Checkpoint> checkpoints) {
        long number = entry.proof().checkpoint();
        return new SealedEntry(
                entry,
                checkpoints
                        .get(number)
                        .orElseThrow(() -> failure("journal entry " + entry.sequence() + " names checkpoint " + number
                                + ", which is not there")));
    }

    private static <K extends Comparable<K>, V> SortedRows<K, V> put(
            SortedRows<K, V> rows, List<V> changed, Function<V, K> key) {
        SortedRows<K, V> result = rows;
        for (V row : changed) {
            result = result.put(key.apply(row), row);
        }
        return result;
    }

    private static <K extends Comparable<K>, V> SortedRows<K, V> add(
            SortedRows<K, V> rows, List<V> added, Function<V, K> key, String kind) {
        SortedRows<K, V> result = rows;
        for (V row : added) {
            K id = key.apply(row);
            if (result.get(id).isPresent()) {
                throw failure("there is a " + kind + " " + id + " already");
            }
            result = result.put(id, row);
        }
        return result;
    }

    private static StoreException failure(String reason) {
        return new StoreException(StatusCode.SERVER_FAILED, "cannot save rows in memory: " + reason);
    }
}
