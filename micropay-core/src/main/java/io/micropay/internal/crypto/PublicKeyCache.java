package io.micropay.internal.crypto;

import io.micropay.model.Bytes;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Decodes public keys and remembers them, because checking and decoding a key costs twice as much as checking a statement
 * under a root that was verified before. A key is found by all of its bytes, so that nobody's word on its id is taken. Safe to share between threads,
 * which do not wait for one another.
 */
public final class PublicKeyCache {
    private static final int MAX_REMEMBERED = 4096;

    private final Map<Bytes, PublicKeyHandle> decoded = new ConcurrentHashMap<>();

    /**
     * Decodes a key from outside.
     *
     * @throws IllegalArgumentException if it is out of bounds
     */
    public PublicKeyHandle decode(Bytes encoded) {
        PublicKeyHandle known = decoded.get(encoded);
        if (known != null) {
            return known;
        }
        PublicKeyHandle fresh = PublicKeyHandle.decode(encoded);
        if (decoded.size() >= MAX_REMEMBERED) {
            // To know which one was used last, every use would have to take a lock.
            decoded.clear();
        }
        decoded.put(encoded, fresh);
        return fresh;
    }

    /** How many keys are remembered: what the bound is about. */
    int size() {
        return decoded.size();
    }
}
