package io.micropay.classic;

import java.util.Objects;

/**
 * Somebody who is online, as a server of the classic dialect tells it. Nothing vouches for any of it.
 *
 * @param name the account: not empty, without {@code #} and NUL. Each character stands for one byte, U+0000 to U+00FF, so
 *     that names in any encoding keep theirs. Text from outside, escape it before it is shown
 * @param host the address, in the server's words
 * @param port where it listens for payers
 * @since 0.1
 */
public record ClassicPeer(String name, String host, int port) {
    /**
     * Null-checks every component.
     *
     * @param name the account: not empty, without {@code #} and NUL. Each character stands for one byte, U+0000 to U+00FF,
     *     so that names in any encoding keep theirs. Text from outside, escape it before it is shown
     * @param host the address, in the server's words
     * @param port where it listens for payers
     */
    public ClassicPeer {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(host, "host");
    }

    /** Such as {@code alice#127.0.0.1#9001}. */
    @Override
    public String toString() {
        return name + "#" + host + "#" + port;
    }
}
