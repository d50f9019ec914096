package io.micropay.postgresql;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.postgresql.Driver;
import org.postgresql.PGProperty;
import org.postgresql.ds.PGSimpleDataSource;

/** The address of a database: without secrets, and with a decision on TLS if it leads through a network. */
final class PostgresUrl {
    private static final String PREFIX = "jdbc:postgresql:";
    private static final String EXAMPLE = PREFIX + "//db.example.org/ledger?sslmode=verify-full";
    private static final Set<String> SECRETS = Set.of("password", "sslpassword");
    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|::1|0:0:0:0:0:0:0:1");

    private final String url;
    private final Set<String> given;
    private final String database;

    private PostgresUrl(String url, Set<String> given, String database) {
        this.url = url;
        this.given = given;
        this.database = database;
    }

    /**
     * Reads an address. No message repeats it, because nobody knows what is in it.
     *
     * @throws IllegalArgumentException if it is not one, holds a password, or leaves open whether a network may listen
     */
    static PostgresUrl parse(String url) {
        require(url.startsWith(PREFIX), "the address of a database begins with " + PREFIX + ", such as " + EXAMPLE);
        Set<String> given = parameters(url);
        // Before the driver sees the address, which logs what it does not understand.
        require(
                SECRETS.stream().noneMatch(given::contains)
                        && !url.replaceFirst("\\?.*", "").contains("@"),
                "the address of a database must not hold a password, because others can read it; put it into PGPASSWORD"
                        + " or into the password file (~/.pgpass)");
        Properties parts = Driver.parseURL(url, new Properties());
        require(parts != null, "this is not the address of a database; it looks like " + EXAMPLE);
        List<String> hosts = List.of(PGProperty.PG_HOST.getOrDefault(parts).split(","));
        boolean decided = given.contains("sslmode") || given.contains("ssl");
        require(
                decided || hosts.stream().allMatch(PostgresUrl::isLoopback),
                "without sslmode everything may go through the network in plain, where others can read and change it; add"
                        + " sslmode=verify-full to the address");
        return new PostgresUrl(url, given, name(parts, hosts));
    }

    /** What to call the database. */
    String database() {
        return database;
    }

    /** Where connections come from; what the address leaves open is bounded. */
    PGSimpleDataSource source(PostgresLogin login, Timeouts timeouts) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url);
        login.user().ifPresent(source::setUser);
        login.password().ifPresent(source::setPassword);
        if (isOpen(PGProperty.CONNECT_TIMEOUT)) {
            source.setConnectTimeout(seconds(timeouts.connect().toSeconds()));
        }
        if (isOpen(PGProperty.LOGIN_TIMEOUT)) {
            source.setLoginTimeout(seconds(timeouts.connect().toSeconds()));
        }
        if (isOpen(PGProperty.SOCKET_TIMEOUT)) {
            source.setSocketTimeout(seconds(timeouts.socket().toSeconds()));
        }
        if (isOpen(PGProperty.TCP_KEEP_ALIVE)) {
            source.setTcpKeepAlive(true);
        }
        if (isOpen(PGProperty.APPLICATION_NAME)) {
            source.setApplicationName("micropay");
        }
        return source;
    }

    private boolean isOpen(PGProperty property) {
        return !given.contains(property.getName().toLowerCase(Locale.ROOT));
    }

    private static int seconds(long seconds) {
        return Math.toIntExact(Math.max(1, seconds));
    }

    private static Set<String> parameters(String url) {
        Set<String> names = new TreeSet<>();
        int start = url.indexOf('?');
        if (start >= 0) {
            for (String parameter : url.substring(start + 1).split("&", -1)) {
                String name = parameter.replaceFirst("=.*", "");
                names.add(decoded(name).toLowerCase(Locale.ROOT));
            }
        }
        return names;
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return name;
        }
    }

    private static boolean isLoopback(String host) {
        String name = host.replaceAll("[\\[\\]]", "").toLowerCase(Locale.ROOT);
        return LOOPBACK.matcher(name).matches();
    }

    private static String name(Properties parts, List<String> hosts) {
        List<String> ports =
                new ArrayList<>(List.of(PGProperty.PG_PORT.getOrDefault(parts).split(",")));
        StringJoiner places = new StringJoiner(",");
        for (int i = 0; i < hosts.size(); i++) {
            places.add(hosts.get(i) + ":" + ports.get(Math.min(i, ports.size() - 1)));
        }
        return "database " + PGProperty.PG_DBNAME.getOrDefault(parts) + " at " + places;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
