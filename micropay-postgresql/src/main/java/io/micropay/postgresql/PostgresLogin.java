package io.micropay.postgresql;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * As whom to connect to a database. What is left open is found where PostgreSQL's own programs find it: the password in the
 * file {@code ~/.pgpass}, or in the one that {@code PGPASSFILE} names; the user in the address, or else the one that runs
 * the program. Immutable, and safe for use by several threads.
 *
 * @see <a href="https://www.postgresql.org/docs/current/libpq-pgpass.html">The password file</a>
 * @since 0.1
 */
public final class PostgresLogin {
    private final @Nullable String user;
    private final @Nullable String password;

    private PostgresLogin(@Nullable String user, @Nullable String password) {
        this.user = user;
        this.password = password;
    }

    /**
     * A user with a password.
     *
     * @param user the role of the database
     * @param password its password; copied
     * @return the login
     */
    public static PostgresLogin of(String user, char[] password) {
        return new PostgresLogin(Objects.requireNonNull(user, "user"), new String(password));
    }

    /**
     * What the environment says in {@code PGUSER} and {@code PGPASSWORD}, either of which may be missing.
     *
     * @param environment such as that of {@link System#getenv()}
     * @return the login
     */
    public static PostgresLogin ofEnvironment(Map<String, String> environment) {
        return new PostgresLogin(environment.get("PGUSER"), environment.get("PGPASSWORD"));
    }

    Optional<String> user() {
        return Optional.ofNullable(user);
    }

    Optional<String> password() {
        return Optional.ofNullable(password);
    }

    /** Tells nothing. */
    @Override
    public String toString() {
        return "PostgresLogin[***]";
    }
}
