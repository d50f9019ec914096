package io.micropay.classic;

import java.util.List;
import java.util.Optional;

/**
 * The own balance, and who is online.
 *
 * @param balance in whole units
 * @param online how many are online, the own account included
 * @param peers those whose entries fitted into the answer, the own account included; immutable
 * @since 0.1
 */
public record ClassicListing(long balance, int online, List<ClassicPeer> peers) {
    /**
     * Copies the peers.
     *
     * @param balance in whole units
     * @param online how many are online, the own account included
     * @param peers those whose entries fitted into the answer, the own account included
     */
    public ClassicListing {
        peers = List.copyOf(peers);
    }

    /**
     * Whether everybody who is online is in {@link #peers}: an answer has room for seven to ten.
     *
     * @return false if entries were left out
     */
    public boolean isComplete() {
        return peers.size() >= online;
    }

    /**
     * Finds somebody.
     *
     * @param name the account, in the very same spelling
     * @return the entry, or empty if there is none of that name
     */
    public Optional<ClassicPeer> find(String name) {
        return peers.stream().filter(peer -> peer.name().equals(name)).findFirst();
    }
}
