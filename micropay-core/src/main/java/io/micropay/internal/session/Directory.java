package io.micropay.internal.session;

import io.micropay.model.AccountId;
import io.micropay.model.Credential;
import io.micropay.model.Peer;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;

/** Who is online: where, with which keys, over which session. Ordered by name, whatever its case. */
final class Directory {
    private final NavigableMap<String, Online> online = new ConcurrentSkipListMap<>();

    /**
     * One's own entry.
     *
     * @param peer the account and where its endpoint listens
     * @param credential its keys
     * @param session its session
     */
    record Online(Peer peer, Credential credential, ServerSession session) {
        AccountId account() {
            return peer.account();
        }
    }

    /** Enters somebody, unless that account is online already; then that entry is returned. */
    Optional<Online> enter(Online entry) {
        return Optional.ofNullable(online.putIfAbsent(entry.account().folded(), entry));
    }

    /** Takes an entry out, if it is still the one of that session. */
    boolean leave(AccountId account, ServerSession session) {
        Online entry = online.get(account.folded());
        return entry != null && entry.session() == session && online.remove(account.folded(), entry);
    }

    Optional<Online> find(AccountId account) {
        return Optional.ofNullable(online.get(account.folded()));
    }

    int size() {
        return online.size();
    }

    List<Peer> page(Optional<AccountId> after, int limit) {
        NavigableMap<String, Online> rest =
                after.isPresent() ? online.tailMap(after.get().folded(), false) : online;
        return rest.values().stream().limit(limit).map(Online::peer).toList();
    }
}
