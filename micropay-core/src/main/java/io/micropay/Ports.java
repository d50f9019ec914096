package io.micropay;

/** What counts as a port. */
final class Ports {
    private static final int MAX_PORT = 65_535;

    private Ports() {}

    /** Refuses what is no port; 0 stands for any free one. */
    static void requirePort(int port) {
        if (port < 0 || port > MAX_PORT) {
            throw new IllegalArgumentException("a port is 1 to 65535, or 0 for any free one, not " + port);
        }
    }
}
