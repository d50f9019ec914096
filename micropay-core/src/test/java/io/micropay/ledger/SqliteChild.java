package io.micropay.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.error.StoreException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.sqlite.ProgressHandler;

/** A program with the ledger open, in a process of its own: to be told what to do, and to be killed. */
final class SqliteChild implements AutoCloseable {
    private static final String READY = "ready";

    /** What the program does. */
    enum Role {
        /** Makes a ledger, commits as many payments as it is told, one by one, says so, and waits. */
        COMMIT {
            @Override
            void play(Path file, String argument, Dialogue dialogue) {
                AccountStore store = SqliteAccountStore.open(file);
                SqliteSamples.openAccounts(store);
                for (int count = 0; count < Integer.parseInt(argument); count++) {
                    SqliteSamples.pay(store);
                }
                dialogue.say(READY);
                dialogue.hear();
            }
        },
        /** Begins to migrate a ledger, and stops after as many steps of SQLite's machine as it is told. */
        MIGRATE_IN_PART {
            @Override
            void play(Path file, String argument, Dialogue dialogue) throws SQLException {
                try (Connection jdbc = SqliteConnection.connect(file, Duration.ofSeconds(5));
                        Statement statement = jdbc.createStatement()) {
                    // Without room in memory, SQLite writes to the log what is not committed yet.
                    statement.execute("PRAGMA cache_size = 1");
                    ProgressHandler.setHandler(jdbc, Integer.parseInt(argument), new ProgressHandler() {
                        @Override
                        protected int progress() {
                            dialogue.say(READY);
                            dialogue.hear();
                            return 1;
                        }
                    });
                    SqliteSchema.migrate(jdbc, file);
                    dialogue.say("migrated to the end");
                }
            }
        },
        /** Pays for as long as it is told to, batch after batch, and says what came of each. */
        PAY {
            @Override
            void play(Path file, String argument, Dialogue dialogue) {
                try (AccountStore store = SqliteAccountStore.open(file)) {
                    dialogue.say(READY);
                    while (!dialogue.hear().isEmpty()) {
                        dialogue.say(outcome(store, Integer.parseInt(argument)));
                    }
                }
            }

            private String outcome(AccountStore store, int payments) {
                boolean[] committing = new boolean[1];
                try (LedgerTransaction transaction = store.begin()) {
                    SqliteSamples batch = new SqliteSamples(transaction);
                    for (int count = 0; count < payments; count += 2) {
                        batch.pay(SqliteSamples.ALICE, SqliteSamples.BOB, 1);
                        batch.pay(SqliteSamples.BOB, SqliteSamples.ALICE, 1);
                    }
                    batch.save();
                    committing[0] = true;
                    transaction.commit();
                    return "paid";
                } catch (StoreException e) {
                    return (committing[0] ? "commit failed: " : "save failed: ") + e.getMessage();
                }
            }
        };

        abstract void play(Path file, String argument, Dialogue dialogue) throws SQLException;
    }

    /** Lines from and to the program that started this one. */
    private static final class Dialogue {
        private final PrintStream output = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        private final BufferedReader input =
                new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));

        void say(String line) {
            output.println(line);
        }

        String hear() {
            try {
                String line = input.readLine();
                return line == null ? "" : line;
            } catch (IOException e) {
                return "";
            }
        }
    }

    private final Process process;
    private final BufferedReader output;
    private final Writer input;

    private SqliteChild(Role role, Path file, String argument) throws IOException {
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        SqliteChild.class.getName(),
                        role.name(),
                        file.toString(),
                        argument)
                .redirectError(file.resolveSibling("errors.txt").toFile())
                .start();
        output = process.inputReader(StandardCharsets.UTF_8);
        input = process.outputWriter(StandardCharsets.UTF_8);
    }

    /** Starts the program, and waits until it is where it is to be killed, or to hear more. */
    static SqliteChild start(Role role, Path file, String argument) throws IOException {
        SqliteChild child = new SqliteChild(role, file, argument);
        assertThat(child.output.readLine()).as("see errors.txt beside " + file).isEqualTo(READY);
        return child;
    }

    /** Starts the program, and kills it where it waits. */
    static void runAndKill(Role role, Path file, String argument) throws IOException {
        start(role, file, argument).close();
    }

    /** Has the program do the next thing; what came of it. */
    String next() throws IOException {
        input.write("go on\n");
        input.flush();
        return output.readLine();
    }

    long pid() {
        return process.pid();
    }

    /** Kills the program. */
    @Override
    public void close() {
        try {
            process.destroyForcibly().waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted while waiting for a program to end", e);
        }
    }

    public static void main(String[] arguments) throws SQLException {
        Role.valueOf(arguments[0]).play(Path.of(arguments[1]), arguments[2], new Dialogue());
    }
}
