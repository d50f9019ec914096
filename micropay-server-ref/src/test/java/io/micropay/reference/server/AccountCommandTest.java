package io.micropay.reference.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.ledger.Account;
import io.micropay.ledger.AccountState;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerView;
import io.micropay.ledger.SqliteAccountStore;
import io.micropay.model.AccountId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The operator's acts from the command line, on a ledger in which alice is registered. */
class AccountCommandTest {
    private static final String ACT = "0190a6c2-7f3e-7c41-b1de-5f0c2f6a3b11";

    @TempDir
    private static Path earlier;

    @TempDir
    private Path directory;

    private final SilentProgram program = new SilentProgram();

    @BeforeAll
    static void makeLedger() {
        LedgerFixture.make(earlier);
    }

    @BeforeEach
    void copyLedger() throws IOException {
        LedgerFixture.copy(earlier, directory, "server.db", "certs/server.key", "certs/server.crt");
    }

    private int run(String... args) {
        List<String> where = List.of(
                "--db",
                directory.resolve("server.db").toString(),
                "--certs",
                directory.resolve("certs").toString());
        return program.run(Stream.concat(Stream.of(args), where.stream()).toArray(String[]::new));
    }

    private Account alice() {
        try (AccountStore store = SqliteAccountStore.open(directory.resolve("server.db"));
                LedgerView view = store.view()) {
            AccountId alice = new AccountId("alice");
            return view.load(LedgerKeys.ofAccounts(alice)).account(alice).orElseThrow();
        }
    }

    @Test
    void issue_withTheSameAct_givesOnce() {
        assertThat(run("account", "issue", "alice", "500", "--act", ACT)).isZero();
        assertThat(run("account", "issue", "alice", "500", "--act", ACT)).isZero();
        assertThat(program.output.toString()).contains("500 issued to alice (act " + ACT + ")");
        assertThat(alice().balance()).isEqualTo(10_500);
        assertThat(run("account", "issue", "alice", "501", "--act", ACT)).isEqualTo(Failure.FAILED);
        assertThat(alice().balance()).isEqualTo(10_500);
    }

    @Test
    void freeze_unfreeze_close_changeTheAccount() {
        assertThat(run("account", "freeze", "alice", "--reason", "complaint")).isZero();
        assertThat(alice().state()).isEqualTo(AccountState.FROZEN);
        assertThat(run("account", "unfreeze", "alice")).isZero();
        assertThat(alice().state()).isEqualTo(AccountState.OPEN);
        assertThat(run("account", "close", "alice")).isZero();
        assertThat(alice().state()).isEqualTo(AccountState.CLOSED);
        assertThat(alice().balance()).isZero();
        assertThat(program.errors.toString()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "issue nobody 5 | 1 | there is no account nobody",
                "issue alice 0 | 1 | above zero",
                "issue alice five | 2 | 'five'",
                "issue ali#ce 5 | 2 | ali#ce",
                "freeze | 2 | ACCOUNT",
                "freeze alice --act 17 | 2 | '17'",
                "melt alice | 2 | melt",
            })
    void senselessActs_areRefused(String args, int code, String part) {
        assertThat(run(("account " + args).split(" "))).isEqualTo(code);
        program.assertOneLineOfErrors(part);
        assertThat(alice().balance()).isEqualTo(10_000);
    }

    @Test
    void backup_isAudited_andNeverOverwrites() throws IOException {
        assertThat(run("account", "issue", "alice", "500")).isZero();
        String target = directory.resolve("copy.db").toString();
        assertThat(run("backup", target)).isZero();
        assertThat(program.output.toString())
                .contains("Copied to " + target + ": 2 entries")
                .contains("audited, and holds");
        assertThat(run("backup", target)).isEqualTo(Failure.FAILED);
        assertThat(program.errors.toString()).contains("copy.db");
        Files.delete(directory.resolve("server.db"));
        Files.move(directory.resolve("copy.db"), directory.resolve("server.db"));
        assertThat(alice().balance()).isEqualTo(10_500);
        assertThat(run("audit")).isZero();
    }

    @Test
    void missingLedgerOrKey_isNotMade() throws IOException {
        Files.delete(directory.resolve("certs/server.key"));
        Files.delete(directory.resolve("certs/server.crt"));
        assertThat(run("account", "freeze", "alice")).isEqualTo(Failure.FAILED);
        assertThat(program.errors.toString()).contains("server.key does not exist");
        Files.delete(directory.resolve("server.db"));
        assertThat(run("account", "freeze", "alice")).isEqualTo(Failure.FAILED);
        assertThat(program.errors.toString()).contains("server.db does not exist");
        assertThat(directory.resolve("server.db")).doesNotExist();
    }
}
