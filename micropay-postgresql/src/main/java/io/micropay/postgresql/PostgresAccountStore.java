package io.micropay.postgresql;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import io.micropay.error.StoreException;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.LedgerTransaction;
import io.micropay.ledger.LedgerView;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * A ledger in a PostgreSQL database. Several server processes with the same server key can share it.
 *
 * <pre>{@code
 * String url = "jdbc:postgresql://db.example.org/ledger?sslmode=verify-full";
 * try (AccountStore store = PostgresAccountStore.connect(url, PostgresLogin.ofEnvironment(System.getenv()));
 *         LedgerView view = store.view()) {
 *     view.online().forEach(System.out::println);
 * }
 * }</pre>
 *
 * <p>What is committed survives a crash of the server, of the database, and the loss of power: each transaction asks for
 * {@code synchronous_commit}, whatever the database, the role or the connection says otherwise, and a database that runs
 * without {@code fsync} or {@code full_page_writes} is refused. Where the database waits for standbys
 * ({@code synchronous_standby_names}), so does a commit.
 *
 * <p>Write transactions run one after the other, in this process and among all that share the ledger: each holds the one
 * row of {@code writing_turn} until it ends, because the sequence of the journal and the chain of checkpoints are one line.
 * So whoever lost the answer to a commit finds out what became of it by beginning another transaction. Views do not wait
 * for them: each reads the rows that were committed when it was opened.
 *
 * <p>Every wait is bounded: 10 seconds for a connection, 20 for the turn to write, 25 for a statement, 30 for the network;
 * a write transaction that does nothing for 10 seconds is ended by the database. Conflicts, time-outs and lost connections
 * are {@linkplain StoreException#isTransient() transient} failures, all others are not. Messages name the database and its
 * host, and never the password or the address.
 *
 * <p>The tables lie in the first schema of the connection's {@code search_path}. The first program that opens the ledger
 * makes them, and a newer one brings them up to date; an older library refuses a newer ledger. Both need a role that may
 * create tables; for all else {@code SELECT}, {@code INSERT} and {@code UPDATE} do, and on what is append-only no
 * {@code UPDATE}. Triggers refuse changes of the journal, of decided orders, of checkpoints, of holds that have ended and of
 * settled claims, whoever asks for them. {@code SELECT * FROM client} shows who is registered, where they are online and what they have.
 *
 * <p>Needs PostgreSQL 14 or newer. Safe for use by several threads.
 *
 * @see <a href="https://www.postgresql.org/docs/current/wal-reliability.html">Reliability of PostgreSQL</a>
 * @since 0.1
 */
public final class PostgresAccountStore implements AccountStore {
    private static final int MAX_CONNECTIONS = 10;

    private final DataSource source;
    private final Runnable release;
    private final Failures failures;
    private final Timeouts timeouts;
    private final Turn turn = new Turn();
    private final Usability usability = new Usability();

    private PostgresAccountStore(DataSource source, Runnable release, Failures failures, Timeouts timeouts) {
        this.source = source;
        this.release = release;
        this.failures = failures;
        this.timeouts = timeouts;
    }

    /**
     * Opens a ledger through connections that the caller provides, and that stay the caller's when the store is closed. Makes
     * its tables if there are none.
     *
     * <p>A pool should hold two connections at least, and one more for each further view that is open at the same time. How
     * long to wait for a connection is for the source to bound; sockets of connections that would wait for ever are bounded
     * here, for the time of a transaction.
     *
     * @param source where connections come from, to the primary if there are standbys
     * @return the store
     * @throws StoreException if the database cannot be reached, would not keep what it promises, holds a ledger of a newer
     *     version, or lacks tables that this role may not make; the message says which
     */
    public static PostgresAccountStore open(DataSource source) {
        return open(source, Timeouts.DEFAULT);
    }

    static PostgresAccountStore open(DataSource source, Timeouts timeouts) {
        Failures failures = new Failures("the database of the data source");
        try (Session session = Session.open(source, timeouts)) {
            session.beginPreparing(timeouts);
            failures = new Failures(Requirements.name(session.jdbc()));
            prepare(session, failures);
            return new PostgresAccountStore(source, () -> {}, failures, timeouts);
        } catch (SQLException e) {
            throw failures.of("open", e);
        }
    }

    /**
     * Opens a ledger with a pool of up to ten connections, which ends when the store is closed. Makes its tables if there are
     * none.
     *
     * <p>The address is that of PostgreSQL's JDBC driver, with its parameters. It must not hold a password. If it leads to
     * another machine it must say {@code sslmode}, best {@code verify-full}: the driver's own choice falls back to plain
     * text.
     *
     * @param url such as {@code jdbc:postgresql://db.example.org/ledger?sslmode=verify-full}
     * @param login as whom
     * @return the store
     * @throws IllegalArgumentException if the address is none, holds a password, or lacks {@code sslmode}; the message does
     *     not repeat it
     * @throws StoreException if the database cannot be reached, would not keep what it promises, holds a ledger of a newer
     *     version, or lacks tables that this role may not make; the message says which
     * @see <a href="https://jdbc.postgresql.org/documentation/use/">Addresses of the JDBC driver</a>
     */
    public static PostgresAccountStore connect(String url, PostgresLogin login) {
        return connect(url, login, Timeouts.DEFAULT);
    }

    static PostgresAccountStore connect(String url, PostgresLogin login, Timeouts timeouts) {
        PostgresUrl address = PostgresUrl.parse(url);
        Failures failures = new Failures(address.database());
        HikariDataSource pool = pool(address.source(login, timeouts), failures, timeouts);
        boolean opened = false;
        try (Session session = Session.open(pool, timeouts)) {
            session.beginPreparing(timeouts);
            prepare(session, failures);
            opened = true;
            return new PostgresAccountStore(pool, pool::close, failures, timeouts);
        } catch (SQLException e) {
            throw failures.of("open", e);
        } finally {
            if (!opened) {
                pool.close();
            }
        }
    }

    private static void prepare(Session session, Failures failures) throws SQLException {
        Requirements.check(session.jdbc(), failures);
        new Schema(session.jdbc(), failures).migrate();
    }

    private static HikariDataSource pool(DataSource source, Failures failures, Timeouts timeouts) {
        HikariConfig config = new HikariConfig();
        config.setDataSource(source);
        config.setPoolName("micropay");
        config.setMaximumPoolSize(MAX_CONNECTIONS);
        config.setMinimumIdle(2);
        config.setConnectionTimeout(timeouts.connect().toMillis());
        config.setValidationTimeout(timeouts.connect().toMillis() / 2);
        try {
            return new HikariDataSource(config);
        } catch (PoolInitializationException e) {
            if (e.getCause() instanceof SQLException cause) {
                throw failures.of("open", cause);
            }
            throw e;
        }
    }

    /**
     * {@inheritDoc}
     *
     * @throws IllegalStateException if the store is closed
     */
    @Override
    public LedgerView view() {
        usability.check();
        return new PostgresView(begun("read from", session -> session.beginReading(timeouts)), failures);
    }

    /**
     * {@inheritDoc} That of another server counts, too.
     *
     * @throws IllegalStateException if the store is closed, or this thread has a transaction open already
     */
    @Override
    public LedgerTransaction begin() {
        if (!turn.take(timeouts.lock())) {
            throw failures.ofTransient(
                    "write to",
                    "another thread is still writing after " + timeouts.lock().toSeconds() + " s");
        }
        boolean begun = false;
        try {
            usability.check();
            Session session = begun("begin a transaction on", fresh -> fresh.beginWriting(timeouts));
            LedgerTransaction transaction = new PostgresTransaction(session, failures, turn);
            begun = true;
            return transaction;
        } finally {
            if (!begun) {
                turn.giveBack();
            }
        }
    }

    /** {@inheritDoc} Waits for the open transaction to end, but not for ever. */
    @Override
    public void close() {
        boolean mine = turn.take(timeouts.lock());
        try {
            usability.end("the store is closed");
            release.run();
        } finally {
            if (mine) {
                turn.giveBack();
            }
        }
    }

    /** The first statements of a transaction. */
    private interface Beginning {
        void on(Session session) throws SQLException;
    }

    /**
     * A session in which a transaction has begun. A pool gives out connections that were lost while they lay in it; nothing
     * was done with those, so another one is taken, as long as that does not take long.
     */
    private Session begun(String operation, Beginning beginning) {
        long start = System.nanoTime();
        while (true) {
            try {
                return begunAtOnce(beginning);
            } catch (SQLException e) {
                boolean isLate = System.nanoTime() - start > timeouts.connect().toNanos();
                if (isLate || !Failures.isLostConnection(e)) {
                    throw failures.of(operation, e);
                }
            }
        }
    }

    private Session begunAtOnce(Beginning beginning) throws SQLException {
        Session session = Session.open(source, timeouts);
        try {
            beginning.on(session);
            return session;
        } catch (SQLException | RuntimeException e) {
            session.close();
            throw e;
        }
    }
}
