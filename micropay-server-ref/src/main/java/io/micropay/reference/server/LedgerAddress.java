package io.micropay.reference.server;

import io.micropay.ledger.AccountStore;
import io.micropay.ledger.SqliteAccountStore;
import io.micropay.reference.server.ReferenceServer.Wishes;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Where a ledger is, as {@code --db} names it: in a file, or in a PostgreSQL database. */
final class LedgerAddress {
    /** May hold more than a message should tell. */
    private final String text;

    /** Empty for a database. */
    private final Optional<Path> file;

    private LedgerAddress(String text, Optional<Path> file) {
        this.text = text;
        this.file = file;
    }

    /**
     * Understands what {@code --db} says.
     *
     * @throws Failure if it is neither a file nor a PostgreSQL database
     */
    static LedgerAddress parse(String database) {
        return LedgerDatabase.isAddress(database)
                ? new LedgerAddress(database, Optional.empty())
                : new LedgerAddress(database, Optional.of(path(database)));
    }

    private static Path path(String database) {
        if (database.startsWith("jdbc:")) {
            // The rest of the address may hold a password.
            String kind = database.replaceFirst("^(jdbc:[A-Za-z0-9]*).*", "$1");
            throw Failure.usage(
                    "--db " + kind + ":... is not supported; give the name of a file, such as server.db, or the"
                            + " address of a PostgreSQL database, such as jdbc:postgresql://db.example.org/ledger?sslmode=verify-full");
        }
        if (database.isBlank()) {
            throw Failure.usage("--db needs the name of a file, such as server.db");
        }
        try {
            return Path.of(database);
        } catch (InvalidPathException e) {
            throw Failure.usage("--db needs the name of a file, not '" + database + "': " + e.getReason());
        }
    }

    /** Throws if more is asked for than a ledger of this kind allows. */
    void check(Wishes wishes) {
        if (file.isEmpty()) {
            LedgerDatabase.check(wishes);
        }
    }

    /** Takes the ledger for a server. */
    Ledger take() {
        return file.isPresent() ? LedgerFile.take(file.get()) : LedgerDatabase.take(text, System.getenv());
    }

    /** Opens a ledger that is there, beside servers that may be running on it. */
    AccountStore openBeside() {
        return file.isPresent() ? SqliteAccountStore.open(file()) : database();
    }

    /** Opens a ledger that is there, to look at it only. */
    AccountStore openReadOnly() {
        return file.isPresent() ? SqliteAccountStore.openReadOnly(file()) : database();
    }

    private AccountStore database() {
        return LedgerDatabase.take(text, System.getenv()).open();
    }

    /**
     * The file, which is there.
     *
     * @throws Failure if it is not, or the ledger is in a database
     */
    Path file() {
        Path path = file.orElseThrow(() -> Failure.usage("this is for a ledger in a file, such as --db server.db"));
        if (Files.notExists(path)) {
            throw Failure.because(path + " does not exist; --db names the ledger file");
        }
        return path;
    }

    /** Its name, as it can be shown. */
    @Override
    public String toString() {
        return file.map(Path::toString).orElse("in the database");
    }
}
