package io.micropay.reference.server;

import io.micropay.ledger.AccountStore;
import io.micropay.postgresql.PostgresAccountStore;
import io.micropay.postgresql.PostgresLogin;
import io.micropay.reference.server.ReferenceServer.Wishes;
import java.util.Map;

/**
 * A ledger in a PostgreSQL database. Other servers may work with it at the same time, and what else is in the database is
 * somebody's: nothing is deleted here, whatever the options.
 */
final class LedgerDatabase implements Ledger {
    private static final String KIND = "jdbc:postgresql:";

    private final AccountStore store;

    private LedgerDatabase(AccountStore store) {
        this.store = store;
    }

    /** Whether this is the address of such a database. */
    static boolean isAddress(String database) {
        return database.startsWith(KIND);
    }

    /**
     * Connects to a database.
     *
     * @param url its address, which is in no message
     * @param environment where {@code PGUSER} and {@code PGPASSWORD} may be
     * @throws Failure if the address is none, or should not be used as it is
     */
    static LedgerDatabase take(String url, Map<String, String> environment) {
        try {
            return new LedgerDatabase(PostgresAccountStore.connect(url, PostgresLogin.ofEnvironment(environment)));
        } catch (IllegalArgumentException e) {
            throw Failure.usage("--db " + KIND + "...: " + e.getMessage());
        }
    }

    /**
     * Checks what is asked for.
     *
     * @throws Failure if it is more than to work with the ledger
     */
    static void check(Wishes wishes) {
        if (wishes.keep().isPresent() || wishes.reset().isPresent() || wishes.isSure()) {
            throw Failure.usage(
                    "--keep-db, --drop-db, --reset-db, --no-reset-db and --yes are for a ledger in a file; one in"
                            + " a database is always kept, and only its owner can delete it");
        }
    }

    @Override
    public Plan plan(Wishes wishes, Questions questions, Console console) {
        return new Plan(Plan.NOTHING, Plan.NOTHING);
    }

    @Override
    public boolean isNew() {
        return false;
    }

    @Override
    public AccountStore open() {
        return store;
    }

    @Override
    public void close() {
        store.close();
    }
}
