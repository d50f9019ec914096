package io.micropay.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micropay.error.StoreException;
import io.micropay.ledger.Account;
import io.micropay.ledger.AccountState;
import io.micropay.ledger.Claim;
import io.micropay.ledger.Hold;
import io.micropay.ledger.LedgerChanges;
import io.micropay.ledger.LedgerTransaction;
import io.micropay.ledger.LedgerView;
import io.micropay.model.AccountId;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** The tables as others see them: how they come into being, who may do what, and what nobody may. */
@Timeout(90)
class SchemaIT {
    private static void save(PostgresAccountStore store, LedgerChanges changes) {
        try (LedgerTransaction transaction = store.begin()) {
            transaction.save(changes);
            transaction.commit();
        }
    }

    /** Three payments, an open hold and one that was captured, a claim and a settled one. */
    private static String filled() throws SQLException {
        String url = Server.newLedger();
        try (PostgresAccountStore store = Server.connect(url)) {
            fill(store);
        }
        return url;
    }

    private static void fill(PostgresAccountStore store) {
        save(store, Samples.ofAccounts(List.of(Samples.account(0, 70), Samples.account(1, 30))));
        save(store, Samples.payments(List.of(), 1, 1, 3, 2));
        save(store, Samples.ofHold(Samples.hold(1)));
        save(store, Samples.ofHold(Samples.hold(2)));
        save(store, Samples.ofHold(Samples.hold(2).ended(Samples.captured(3))));
        save(store, Samples.ofClaim(Samples.claim(1)));
        save(store, Samples.ofClaim(Samples.claim(2)));
        save(store, Samples.ofClaim(Samples.claim(2).settled(Samples.orderRef(2))));
        save(store, LedgerChanges.ofPresences(List.of(Samples.online(1))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "UPDATE journal SET amount = 0",
                "DELETE FROM journal WHERE sequence = 3",
                "TRUNCATE journal CASCADE",
                "UPDATE payment_order SET status = 130",
                "DELETE FROM payment_order",
                "TRUNCATE payment_order",
                "UPDATE checkpoint SET tree_size = 1",
                "DELETE FROM checkpoint",
                "TRUNCATE checkpoint CASCADE",
                "UPDATE hold SET captured = 5 WHERE end_status IS NOT NULL",
                "DELETE FROM hold",
                "TRUNCATE hold",
                "UPDATE claim SET settled_order = gen_random_uuid() WHERE settled_order IS NOT NULL",
                "UPDATE claim SET settled_order = NULL, settled_payer = NULL WHERE settled_order IS NOT NULL",
                "UPDATE claim SET key = sha256(key) WHERE settled_order IS NULL",
                "UPDATE claim SET request = '' WHERE settled_order IS NULL",
                "INSERT INTO claim SELECT key, '' FROM claim WHERE settled_order IS NULL"
                        + " ON CONFLICT (key) DO UPDATE SET request = excluded.request",
                "DELETE FROM claim",
                "TRUNCATE claim",
                "DELETE FROM writing_turn",
                "TRUNCATE writing_turn"
            })
    void whatIsFinal_isKeptFromEverybody(String sql) throws SQLException {
        String url = filled();
        assertThatThrownBy(() -> Server.execute(url, sql))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refusal -> assertThat(refusal.getSQLState()).isEqualTo("23001"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO journal SELECT 9, kind, debit, 0, 0, credit, 0, 0, amount, held, order_id, at, statement, 99,"
                        + " leaf_index, audit_path FROM journal WHERE sequence = 1",
                "INSERT INTO payment_order SELECT gen_random_uuid(), payer, digest, payee, status, 99, request"
                        + " FROM payment_order WHERE sequence = 1",
                "UPDATE hold SET sequence = 99 WHERE end_status IS NULL",
                "UPDATE hold SET end_status = 1, captured = 1, end_sequence = 99, end_digest = digest, end_request = ''"
                        + " WHERE end_status IS NULL",
                "DELETE FROM account"
            })
    void whatIsReferredTo_isThere(String sql) throws SQLException {
        String url = filled();
        assertThatThrownBy(() -> Server.execute(url, sql))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refusal -> assertThat(refusal.getSQLState()).isEqualTo("23503"));
    }

    @Test
    void endedHold_cannotEndAgain() throws SQLException {
        String url = filled();
        try (PostgresAccountStore store = Server.connect(url);
                LedgerTransaction transaction = store.begin()) {
            Hold again = Samples.hold(2).ended(Samples.captured(3));
            assertThatThrownBy(() -> transaction.save(Samples.ofHold(again)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("a hold that has ended is never changed");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT INTO claim VALUES (decode('00', 'hex'), '')",
                "INSERT INTO claim SELECT sha256(key), request, settled_order FROM claim WHERE settled_order IS NOT NULL",
                "UPDATE claim SET settled_payer = 'User0' WHERE settled_order IS NULL"
            })
    void claimsThatAreNone_areRefused(String sql) throws SQLException {
        String url = filled();
        assertThatThrownBy(() -> Server.execute(url, sql))
                .isInstanceOfSatisfying(
                        SQLException.class,
                        refusal -> assertThat(refusal.getSQLState()).isEqualTo("23514"));
    }

    @Test
    void settledClaim_cannotBeSettledAgain() throws SQLException {
        String url = filled();
        try (PostgresAccountStore store = Server.connect(url);
                LedgerTransaction transaction = store.begin()) {
            Claim again = Samples.claim(2).settled(Samples.orderRef(3));
            assertThatThrownBy(() -> transaction.save(Samples.ofClaim(again)))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining("a settled claim is never changed");
        }
    }

    @Test
    void clientView_showsWhatTheManualShows() throws SQLException {
        String url = filled();
        assertThat(Server.text(url, "SELECT string_agg(client::text, ' ') FROM client"))
                .isEqualTo("(User0,-1,-1,-1,0,70) (User1,127.0.0.1,50001,60001,1,30)");
    }

    @Test
    void serversThatStartAtOnce_makeOneLedger() throws Exception {
        String url = Server.newLedger();
        // Where this is the default, whoever has waited would see what was there before.
        String strict = url + "&options=-c%20default_transaction_isolation=serializable";
        ExecutorService executor = Executors.newFixedThreadPool(6);
        try {
            List<Future<PostgresAccountStore>> opening = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                opening.add(executor.submit(() -> PostgresAccountStore.open(source(strict, Server.USER))));
            }
            for (Future<PostgresAccountStore> store : opening) {
                store.get().close();
            }
        } finally {
            executor.shutdown();
        }
        assertThat(Server.text(url, "SELECT count(*) FROM micropay_schema")).isEqualTo(String.valueOf(Schema.VERSION));
    }

    @Test
    void firstSchema_isBroughtUpToDate_andKeepsWhatIsInIt() throws SQLException {
        String url = filled();
        Server.execute(url, """
                DROP TABLE claim;
                ALTER TABLE credential DROP CONSTRAINT credential_pkey, ADD PRIMARY KEY (session_key_id);
                DELETE FROM micropay_schema WHERE version > 1
                """);
        try (PostgresAccountStore store = Server.connect(url);
                LedgerView view = store.view()) {
            assertThat(view.journal(1, 10)).hasSize(3);
        }
        assertThat(Server.text(url, "SELECT max(version) FROM micropay_schema"))
                .isEqualTo(String.valueOf(Schema.VERSION));
        assertThat(Server.text(
                        url,
                        "SELECT pg_get_constraintdef(oid) FROM pg_constraint"
                                + " WHERE conrelid = 'credential'::regclass AND contype = 'p'"))
                .isEqualTo("PRIMARY KEY (session_key_id, statement)");
    }

    @Test
    void secondSchema_isBroughtUpToDate_andTakesClaims() throws SQLException {
        String url = filled();
        Server.execute(url, "DROP TABLE claim; DELETE FROM micropay_schema WHERE version > 2");
        try (PostgresAccountStore store = Server.connect(url)) {
            Claim settled = Samples.claim(4).settled(Samples.orderRef(3));
            save(store, Samples.ofClaim(settled));
            try (LedgerView view = store.view()) {
                assertThat(view.journal(1, 10)).hasSize(3);
                assertThat(view.claims(Optional.empty(), 10)).containsExactly(settled);
            }
        }
    }

    @Test
    void strictDefaults_changeNothing() throws Exception {
        String url = Server.newLedger();
        Server.connect(url).close();
        String strict = url + "&options=-c%20default_transaction_isolation=serializable"
                + "%20-c%20default_transaction_read_only=on%20-c%20synchronous_commit=off";
        try (PostgresAccountStore store = Server.connect(strict)) {
            fill(store);
            try (LedgerView view = store.view()) {
                assertThat(view.journal(1, 9)).hasSize(3);
            }
        }
    }

    @Test
    void commits_waitForTheDisk_whateverTheDatabaseSays() throws SQLException {
        String url = Server.newLedger();
        assertThat(Server.text(url, "SHOW synchronous_commit")).isEqualTo("off");
        try (PostgresAccountStore store = Server.connect(url)) {
            Server.execute(url, "CREATE TABLE seen (setting text)");
            Server.execute(url, """
                    CREATE FUNCTION look() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN
                        INSERT INTO seen VALUES (current_setting('synchronous_commit'));
                        RETURN new;
                    END
                    $$;
                    CREATE TRIGGER look BEFORE INSERT ON account FOR EACH ROW EXECUTE FUNCTION look();
                    """);
            save(store, Samples.ofAccount(Samples.account(1, 1)));
        }
        assertThat(Server.text(url, "SELECT setting FROM seen")).isEqualTo("on");
    }

    @Test
    void newerLedger_isRefused() throws SQLException {
        String url = filled();
        Server.execute(url, "INSERT INTO micropay_schema VALUES (4, 'ff')");
        assertThatThrownBy(() -> Server.connect(url))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("schema version 4")
                .hasMessageContaining("use the newer program");
    }

    @Test
    void schemaOfAnotherMaking_isRefused() throws SQLException {
        String url = filled();
        Server.execute(url, "UPDATE micropay_schema SET sha256 = repeat('0', 64)");
        assertThatThrownBy(() -> Server.connect(url))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("not the one that this program knows");
    }

    @Test
    void failedMigration_leavesNothing() throws SQLException {
        String url = Server.newLedger();
        Server.execute(url, "CREATE TABLE hold (mine integer)");
        assertThatThrownBy(() -> Server.connect(url)).isInstanceOf(StoreException.class);
        assertThat(Server.text(url, "SELECT count(*) FROM pg_tables WHERE schemaname = current_schema"))
                .isEqualTo("1");
        Server.execute(url, "DROP TABLE hold");
        assertThatNoException().isThrownBy(() -> Server.connect(url).close());
    }

    @Test
    void names_areUniqueWhateverTheCase() throws SQLException {
        String url = filled();
        assertThatThrownBy(
                        () -> Server.execute(url, "INSERT INTO account VALUES ('USER1', 'USER1', 0, 0, 'OPEN', 0, 0)"))
                .hasMessageContaining("violates check constraint");
        try (PostgresAccountStore store = Server.connect(url)) {
            Account same =
                    new Account(new AccountId("uSER1"), Optional.empty(), 9, 0, AccountState.OPEN, 0, Samples.START);
            save(store, Samples.ofAccount(same));
            try (LedgerView view = store.view()) {
                assertThat(view.accounts(Optional.empty(), 9)).hasSize(2).contains(same);
            }
        }
    }

    /** The role of the documentation, which can do what a server does and nothing else. */
    @Test
    void limitedRole_isEnoughForAServer_andForNothingElse() throws Exception {
        String url = Server.newLedger();
        Server.connect(url).close();
        String script = Files.readString(Path.of("../docs/postgresql-role.sql"));
        String schema = Server.text(url, "SELECT current_schema");
        Server.execute(url, "CREATE ROLE micropay LOGIN; GRANT USAGE ON SCHEMA " + schema + " TO micropay; " + script);
        String limited = url + "&user=micropay";
        try (PostgresAccountStore store = PostgresAccountStore.open(source(limited, "micropay"));
                LedgerService service = LedgerService.start(store)) {
            service.register(5);
            service.assertJournalHolds(1);
            try (LedgerTransaction transaction = store.begin()) {
                transaction.save(LedgerChanges.ofPresences(List.of(Samples.online(5))));
                transaction.save(Samples.ofClaim(Samples.claim(1)));
                transaction.save(Samples.ofClaim(Samples.claim(1).settled(Samples.orderRef(1))));
                transaction.commit();
            }
            for (String forbidden : List.of(
                    "DELETE FROM journal",
                    "UPDATE checkpoint SET tree_size = 2",
                    "TRUNCATE payment_order",
                    "DELETE FROM account",
                    "DELETE FROM claim",
                    "ALTER TABLE journal DISABLE TRIGGER ALL",
                    "CREATE TABLE more (x integer)",
                    "INSERT INTO micropay_schema VALUES (9, '')")) {
                assertThatThrownBy(() -> execute(limited, forbidden))
                        .as(forbidden)
                        .isInstanceOfSatisfying(
                                SQLException.class,
                                refusal -> assertThat(refusal.getSQLState()).isEqualTo("42501"));
            }
        } finally {
            Server.execute(url, "DROP OWNED BY micropay; DROP ROLE micropay");
        }
    }

    private static void execute(String url, String sql) throws SQLException {
        try (var jdbc = source(url, "micropay").getConnection();
                var statement = jdbc.createStatement()) {
            statement.execute(sql);
        }
    }

    private static PGSimpleDataSource source(String url, String user) {
        PGSimpleDataSource source = new PGSimpleDataSource();
        source.setURL(url);
        source.setUser(user);
        return source;
    }
}
