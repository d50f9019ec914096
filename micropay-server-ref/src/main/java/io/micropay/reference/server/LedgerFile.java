package io.micropay.reference.server;

import io.micropay.ledger.Account;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerView;
import io.micropay.ledger.SqliteAccountStore;
import io.micropay.model.AccountId;
import io.micropay.reference.server.ReferenceServer.Wishes;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/**
 * The ledger's file, held for one server: a lock on {@code <file>.lock} keeps others off until it is closed. That file stays
 * behind, since deleting a lock that another process is just about to take would give it to two.
 */
final class LedgerFile implements Ledger {
    private static final int PAGE = 1000;

    private final Path file;
    private final FileChannel lock;

    private LedgerFile(Path file, FileChannel lock) {
        this.file = file;
        this.lock = lock;
    }

    /**
     * What a ledger holds.
     *
     * @param entries how many journal entries
     * @param accounts how many accounts that somebody has registered
     */
    record Contents(long entries, long accounts) {}

    /**
     * Takes the ledger for this process.
     *
     * @throws Failure if another server has it, or its directory cannot be written to
     */
    static LedgerFile take(Path file) {
        try {
            FileChannel channel = FileChannel.open(lockFile(file), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            try {
                if (channel.tryLock() != null) {
                    return new LedgerFile(file, channel);
                }
            } catch (OverlappingFileLockException e) {
                // Taken by this very process: no more ours than if it were another's.
            }
            channel.close();
        } catch (IOException e) {
            throw Failure.because(
                    "cannot lock the ledger " + file + ": " + Failure.reason(e)
                            + "; the directory has to exist and to be writable",
                    e);
        }
        throw Failure.because(
                "another server is using the ledger " + file + "; stop it, or choose another ledger with --db");
    }

    /** Beside the file that a link leads to, so that two names of one ledger have one lock. */
    private static Path lockFile(Path file) throws IOException {
        Path real = Files.exists(file) ? file.toRealPath() : file.toAbsolutePath();
        return real.resolveSibling(real.getFileName() + ".lock");
    }

    /** Its name, as it was given. */
    Path name() {
        return file;
    }

    @Override
    public Plan plan(Wishes wishes, Questions questions, Console console) {
        boolean keep = questions.keeps(wishes.keep());
        boolean reset = questions.resets(wishes.reset(), wishes.isSure(), this);
        Runnable drop = () -> {
            delete();
            console.print("Database " + file + " deleted successfully.");
        };
        return new Plan(reset ? this::delete : Plan.NOTHING, keep ? Plan.NOTHING : drop);
    }

    @Override
    public boolean isNew() {
        try {
            return Files.notExists(file) || Files.size(file) == 0;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public AccountStore open() {
        return SqliteAccountStore.open(file);
    }

    /** Looks into it. */
    Contents contents() {
        if (isNew()) {
            return new Contents(0, 0);
        }
        try (AccountStore store = open();
                LedgerView view = store.view()) {
            return new Contents(view.load(LedgerKeys.none()).head().lastSequence(), accounts(view));
        }
    }

    private static long accounts(LedgerView view) {
        long number = 0;
        Optional<AccountId> last = Optional.empty();
        do {
            List<Account> page = view.accounts(last, PAGE);
            number += page.stream()
                    .filter(account -> !account.id().equals(AccountId.ISSUANCE))
                    .count();
            last = page.size() < PAGE
                    ? Optional.empty()
                    : Optional.of(page.get(PAGE - 1).id());
        } while (last.isPresent());
        return number;
    }

    /** Deletes it, with all that is in it. */
    void delete() {
        SqliteAccountStore.delete(file);
    }

    @Override
    public void close() {
        try {
            lock.close();
        } catch (IOException e) {
            // The lock ends with the process at the latest.
        }
    }
}
