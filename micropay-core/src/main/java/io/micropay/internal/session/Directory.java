package io.micropay.internal.session;

import io.micropay.model.AccountId;
import io.micropay.model.Credential;
import io.micropay.model.Peer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Stream;

/** Who is online: where, with which keys, over which session. Ordered by name, whatever its case. */
public final class Directory {
    private final NavigableMap<String, Online> online = new ConcurrentSkipListMap<>();

    /** Who is online or about to be: whoever is not in the ledger yet is not to be found, but has the name. Guarded by this. */
    private final Map<String, Online> taken = new HashMap<>();

    /**
     * One's own entry.
     *
     * @param peer the account and where its endpoint listens
     * @param credential its keys
     * @param session its session
     */
    public record Online(Peer peer, Credential credential, OnlineSession session) {
        public AccountId account() {
            return peer.account();
        }
    }

    /** Takes a name for somebody who is about to be online, unless it is taken already; then that entry is returned. */
    synchronized Optional<Online> take(Online entry) {
        return Optional.ofNullable(taken.putIfAbsent(entry.account().folded(), entry));
    }

    /** Lets others find somebody, whose name was taken and whose login is in the ledger; not if it has left meanwhile. */
    synchronized void enter(Online entry) {
        if (holds(entry.account(), entry.session())) {
            online.put(entry.account().folded(), entry);
        }
    }

    /** Takes an entry out, if it is still the one of that session. */
    synchronized boolean leave(AccountId account, OnlineSession session) {
        if (!holds(account, session)) {
            return false;
        }
        taken.remove(account.folded());
        online.remove(account.folded());
        return true;
    }

    private boolean holds(AccountId account, OnlineSession session) {
        Online entry = taken.get(account.folded());
        return entry != null && entry.session().equals(session);
    }

    /** Somebody's entry, whatever the case of the name. */
    public Optional<Online> find(AccountId account) {
        return Optional.ofNullable(online.get(account.folded()));
    }

    /** How many are online. */
    public int size() {
        return online.size();
    }

    List<Peer> page(Optional<AccountId> after, int limit) {
        NavigableMap<String, Online> rest =
                after.isPresent() ? online.tailMap(after.get().folded(), false) : online;
        return rest.values().stream().limit(limit).map(Online::peer).toList();
    }

    /** Everybody, one after the other, in order; who comes or goes meanwhile is among them or not. */
    public Stream<Online> all() {
        return online.values().stream();
    }
}
