package io.micropay.reference.client.command;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a server is.
 *
 * @param host its name or address
 * @param port where it listens
 */
public record ServerAddress(String host, int port) {
    private static final int MAX_PORT = 65_535;

    /** An IPv6 address stands in brackets, so that its colons are told from that of the port. */
    private static final Pattern SHAPE = Pattern.compile("(?:\\[([^\\]]+)\\]|([^:\\[\\]]+)):([0-9]{1,5})");

    /**
     * Checks the port.
     *
     * @param host its name or address
     * @param port where it listens, 1 to 65535
     * @throws IllegalArgumentException if {@code port} is none
     */
    public ServerAddress {
        if (port < 1 || port > MAX_PORT) {
            throw new IllegalArgumentException("a port is 1 to " + MAX_PORT + ", not " + port);
        }
    }

    /**
     * Reads an address.
     *
     * @param text such as {@code pay.example.org:8888} or {@code [::1]:8888}
     * @return the address
     * @throws IllegalArgumentException if it is none
     */
    public static ServerAddress parse(String text) {
        Matcher shape = SHAPE.matcher(text);
        if (!shape.matches()) {
            throw new IllegalArgumentException("not HOST:PORT: '" + text + "'");
        }
        String host = shape.group(1) == null ? shape.group(2) : shape.group(1);
        return new ServerAddress(host, Integer.parseInt(shape.group(3)));
    }
}
