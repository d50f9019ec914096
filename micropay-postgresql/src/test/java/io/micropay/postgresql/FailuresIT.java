package io.micropay.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micropay.error.StoreException;
import io.micropay.ledger.Account;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerTransaction;
import io.micropay.ledger.LedgerView;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What databases do to those who use them. */
@Timeout(120)
class FailuresIT {
    private static void assertTransient(ThrowingCallable call, boolean expected) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        StoreException.class,
                        failure -> assertThat(failure.isTransient())
                                .as(failure.getMessage())
                                .isEqualTo(expected))
                .hasMessageContaining("the ledger in database postgres at 127.0.0.1:");
    }

    private static void assertAbsent(PostgresAccountStore store, int number) {
        try (LedgerView view = store.view()) {
            assertThat(view.load(LedgerKeys.ofAccounts(Samples.name(number))).account(Samples.name(number)))
                    .isEmpty();
        }
    }

    /** Ends every connection to a ledger but those of the test itself. */
    private static void killConnections(String url) throws SQLException {
        Server.execute(
                url,
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = '"
                        + applicationName(url) + "'");
    }

    private static String applicationName(String url) {
        return "test_" + url.replaceFirst(".*currentSchema=", "");
    }

    @Test
    void killedConnection_isTransient_andNothingWasWritten() throws Exception {
        String url = Server.newLedger();
        try (PostgresAccountStore store = Server.connect(url + "&ApplicationName=" + applicationName(url))) {
            try (LedgerTransaction transaction = store.begin()) {
                transaction.save(Samples.ofAccount(Samples.account(1, 5)));
                killConnections(url);
                assertTransient(transaction::commit, true);
                assertThatThrownBy(transaction::commit).isInstanceOf(IllegalStateException.class);
            }
            assertAbsent(store, 1);
            try (LedgerView view = store.view()) {
                killConnections(url);
                assertTransient(view::online, true);
            }
            try (LedgerTransaction transaction = store.begin()) {
                transaction.save(Samples.ofAccount(Samples.account(1, 5)));
                transaction.commit();
            }
        }
    }

    /** The planted trigger fails once, with whatever the database would say. */
    @ParameterizedTest
    @CsvSource({
        "40001, true",
        "40P01, true",
        "08006, true",
        "57P01, true",
        "57014, true",
        "55P03, true",
        "53300, true",
        "53100, false",
        "42501, false",
        "23505, false",
        "XX000, false"
    })
    void sqlState_saysWhetherToTryAgain(String state, boolean isTransient) throws Exception {
        String url = Server.newLedger();
        try (PostgresAccountStore store = Server.connect(url);
                LedgerService service = LedgerService.start(store)) {
            failOnce(url, state);
            if (isTransient) {
                service.register(0);
            } else {
                assertThat(service.submitRegistration(0))
                        .failsWithin(30, TimeUnit.SECONDS)
                        .withThrowableOfType(Exception.class)
                        .withCauseInstanceOf(StoreException.class);
                service.register(0);
            }
            service.assertJournalHolds(1);
        }
    }

    private static void failOnce(String url, String state) throws SQLException {
        Server.execute(url, """
                CREATE SEQUENCE tries;
                CREATE FUNCTION fail_once() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN
                    IF nextval('tries') = 1 THEN
                        RAISE EXCEPTION 'planted' USING ERRCODE = '%s';
                    END IF;
                    RETURN new;
                END
                $$;
                CREATE TRIGGER fail_once BEFORE INSERT ON journal FOR EACH ROW EXECUTE FUNCTION fail_once();
                """.formatted(state));
    }

    /** Somebody with psql holds an account and wants the turn, while we hold the turn and want the account. */
    @Test
    void deadlock_isTransient_andTheNextTryWorks() throws Exception {
        String url = Server.newLedger();
        try (PostgresAccountStore store = Server.connect(url);
                Connection other = Server.jdbc(url);
                Statement statement = other.createStatement()) {
            save(store, Samples.account(1, 5));
            other.setAutoCommit(false);
            statement.execute("SET deadlock_timeout = '1min'");
            statement.execute("SELECT 1 FROM account WHERE folded = 'user1' FOR UPDATE");
            CompletableFuture<Void> waiting;
            try (LedgerTransaction transaction = store.begin()) {
                waiting = CompletableFuture.runAsync(() -> takeTurn(statement));
                Awaitility.await()
                        .until(() -> Server.text(
                                        url,
                                        "SELECT count(*) FROM pg_locks JOIN pg_stat_activity USING (pid)"
                                                + " WHERE NOT granted AND query LIKE '%writing_turn /* theirs%'")
                                .equals("1"));
                assertTransient(() -> transaction.save(Samples.ofAccount(Samples.account(1, 6))), true);
            }
            waiting.get(30, TimeUnit.SECONDS);
            other.rollback();
            save(store, Samples.account(1, 7));
        }
    }

    private static void takeTurn(Statement statement) {
        try {
            statement.execute("SELECT 1 FROM writing_turn /* theirs */ FOR UPDATE");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void save(PostgresAccountStore store, Account account) {
        try (LedgerTransaction transaction = store.begin()) {
            transaction.save(Samples.ofAccount(account));
            transaction.commit();
        }
    }

    @Test
    void restartOfTheDatabase_isRiddenOut(@TempDir Path directory) throws Exception {
        EmbeddedPostgres first = Server.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .start();
        int port = first.getPort();
        try (PostgresAccountStore store = Server.connect(Server.url(port, "public"));
                LedgerService service = LedgerService.start(store)) {
            service.register(0);
            try (LedgerTransaction transaction = store.begin()) {
                transaction.save(Samples.ofAccount(Samples.account(9, 5)));
                first.close();
                assertTransient(transaction::commit, true);
            }
            CompletableFuture<?> duringTheRestart = service.submitRegistration(1);
            EmbeddedPostgres second = Server.builder()
                    .setDataDirectory(directory)
                    .setCleanDataDirectory(false)
                    .setPort(port)
                    .start();
            try {
                assertThat(duringTheRestart).succeedsWithin(60, TimeUnit.SECONDS);
                service.register(2);
                assertAbsent(store, 9);
                service.assertJournalHolds(3);
            } finally {
                second.close();
            }
        }
    }

    @Test
    void twoServers_shareOneJournal() throws Exception {
        String url = Server.newLedger();
        try (PostgresAccountStore one = Server.connect(url);
                PostgresAccountStore other = Server.connect(url);
                LedgerService first = LedgerService.start(one);
                LedgerService second = LedgerService.start(other)) {
            List<CompletableFuture<?>> answers = new ArrayList<>();
            IntStream.range(0, 200).forEach(number -> {
                answers.add((number % 2 == 0 ? first : second).submitRegistration(number));
            });
            for (CompletableFuture<?> answer : answers) {
                answer.get(60, TimeUnit.SECONDS);
            }
            first.assertJournalHolds(200);
            second.assertJournalHolds(200);
        }
    }
}
