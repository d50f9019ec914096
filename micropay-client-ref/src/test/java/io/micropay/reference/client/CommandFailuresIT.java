package io.micropay.reference.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.MicropayClient;
import io.micropay.event.PeerListener;
import io.micropay.keys.Fingerprint;
import io.micropay.keys.InMemoryKeys;
import io.micropay.keys.KeySpec;
import io.micropay.model.Offer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the commands for scripts tell when something goes wrong. Each test has accounts of its own. */
@Execution(ExecutionMode.CONCURRENT)
class CommandFailuresIT {
    @TempDir
    private static Path directory;

    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.withPlaces(50);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    private static Person person(String name) {
        return Person.registered(name, directory, server);
    }

    private static void assertFails(CommandRun started, int exitCode, Integer status, String message) {
        try (CommandRun run = started) {
            assertThat(run.awaitExit()).as(run.errors()).isEqualTo(exitCode);
            assertThat(run.errors()).contains(message).doesNotContain("\tat ");
            assertThat(run.json())
                    .containsEntry("status", status == null ? null : Long.valueOf(status))
                    .containsEntry("exit", (long) exitCode)
                    .containsKey("error");
        }
    }

    @Test
    void pay_thatCannotBe_isRejected() {
        Person payer = person("adam");
        person("offline");
        person("present");
        assertFails(payer.start("pay", "nobody", "5", "--json"), 3, 264, "there is no account nobody");
        assertFails(payer.start("pay", "offline", "5", "--json"), 3, 272, "offline is not online");
        assertFails(payer.start("pay", "adam", "5", "--json"), 3, 280, "you cannot pay yourself");
        PeerListener declining = new PeerListener() {
            private int offers;

            @Override
            public synchronized boolean accept(Offer offer) {
                offers++;
                return offers == 1;
            }
        };
        try (MicropayClient payee = server.connect(declining)) {
            TestServer.logIn(payee, "present");
            assertFails(payer.start("pay", "present", "10001", "--json"), 3, 270, "bankruptcy");
            assertFails(payer.start("pay", "present", "5", "--json"), 3, 273, "nothing was paid");
        }
    }

    @Test
    void amounts_thatMakeNoSense_areUsage() {
        Person payer = person("berta");
        assertFails(payer.start("pay", "nobody", "1.5", "--json"), 2, null, "too many decimals: '1.5'");
        assertFails(payer.start("pay", "nobody", "-5", "--json"), 2, null, "not an amount: '-5'");
    }

    @Test
    void passphrases_missingOrWrong_areTold() throws IOException {
        Person person = person("cora");
        Map<String, String> without = person.environmentBut("MICROPAY_PASSPHRASE", null);
        assertFails(person.startIn(without, "list", "--json"), 2, null, "no passphrase, and no terminal to type it at");
        assertFails(
                person.startIn(person.environmentBut("MICROPAY_PASSPHRASE", "wrong"), "list", "--json"),
                1,
                null,
                "(the passphrase came from MICROPAY_PASSPHRASE)");
        Path file = Files.writeString(person.directory().resolve("secret"), Person.PASSPHRASE + "\n");
        try (CommandRun right = person.startIn(without, "list", "--passphrase-file", file.toString())) {
            assertThat(right.awaitExit()).as(right.errors()).isZero();
        }
        Path foreign = Files.writeString(person.directory().resolve("foreign"), "gru\u00df\n");
        assertFails(
                person.startIn(without, "list", "--passphrase-file", foreign.toString(), "--json"),
                2,
                null,
                "--passphrase-file " + foreign + ": a passphrase has printable ASCII characters only");
        assertFails(
                person.startIn(without, "list", "--passphrase-file", "no-such-file", "--json"),
                2,
                null,
                "--passphrase-file no-such-file: cannot read no-such-file");
    }

    @Test
    void account_withoutWallet_isExitCode1() {
        Person person = Person.stranger("dora", directory, server);
        assertFails(person.start("balance", "--json"), 1, null, "there is no wallet for dora here");
    }

    @Test
    void settings_thatMakeNoSense_areNamed() throws IOException {
        Person person = Person.stranger("egon", directory, server);
        Path config = Files.writeString(person.directory().resolve("settings"), "sever=127.0.0.1:8888\n");
        assertFails(
                person.start("list", "--json", "--config", config.toString()),
                2,
                null,
                "no such key 'sever' in " + config);
        Files.writeString(config, "home=\\u00zz\n");
        assertFails(
                person.start("list", "--json", "--config", config.toString()),
                2,
                null,
                "cannot read the configuration file " + config + ": Malformed \\uxxxx encoding.");
        assertFails(
                person.start("list", "--json", "--config", "no-such-file"),
                2,
                null,
                "cannot read the configuration file no-such-file: no such file");
        assertFails(
                person.startIn(person.environmentBut("MICROPAY_ACCOUNT", null), "list", "--json"),
                2,
                null,
                "no account: give --account NAME");
    }

    @Test
    void statement_inTwoFormats_isUsage_beforeTheServerIsAsked() {
        Person person = Person.stranger("karl", directory, server);
        Map<String, String> nowhere = person.environmentBut("MICROPAY_SERVER", "127.0.0.1:1");
        assertFails(person.startIn(nowhere, "statement", "--csv", "--json"), 2, null, "either --csv or --json");
    }

    @Test
    void server_withAnotherKeyThanTrusted_isExitCode6() {
        String other = Fingerprint.of(InMemoryKeys.generate(KeySpec.server("other"), Clock.systemUTC())
                        .certificate())
                .toString();
        assertFails(person("fred").start("list", "--json", "--trust", other), 6, 220, "wrong server key");
    }

    @Test
    void server_thatGoes_endsListening() {
        try (TestServer leaving = TestServer.withPlaces(2)) {
            Person person = Person.registered("gina", directory, leaving);
            try (CommandRun listen = person.start("listen", "--json")) {
                listen.awaitError("gina is online");
                leaving.stop();
                assertThat(listen.awaitExit()).as(listen.errors()).isEqualTo(5);
                assertThat(listen.errors()).contains("the connection to the server has ended");
                assertThat(listen.json()).containsEntry("exit", 5L);
            }
            assertFails(person.start("balance", "--json"), 5, 520, "cannot connect to 127.0.0.1:" + leaving.port());
        }
    }

    @Test
    void places_allTaken_isToldWhileWaiting() {
        try (TestServer full = TestServer.withPlaces(1)) {
            Person person = Person.registered("hugo", directory, full);
            CommandRun balance;
            try (MicropayClient first = full.connect(PeerListener.NONE)) {
                balance = person.start("balance");
                balance.awaitError("waiting for a place: 0 ahead of you");
                assertThat(first.bytesRead()).isPositive();
            }
            try (balance) {
                assertThat(balance.awaitExit()).as(balance.errors()).isZero();
                assertThat(balance.output()).isEqualTo("10000\n");
            }
        }
    }

    @Test
    void server_thatGoesWithinAPayment_leavesItUnknownUntilTheNextLogin() {
        try (TestServer leaving = TestServer.withPlaces(3)) {
            Person payer = Person.registered("inga", directory, leaving);
            leaving.register("jens");
            PeerListener stopping = new PeerListener() {
                @Override
                public boolean accept(Offer offer) {
                    leaving.stop();
                    return true;
                }
            };
            String order;
            try (MicropayClient payee = leaving.connect(stopping)) {
                TestServer.logIn(payee, "jens");
                try (CommandRun pay = payer.start("pay", "jens", "5", "--json")) {
                    assertThat(pay.awaitExit()).as(pay.errors()).isEqualTo(4);
                    assertThat(pay.json()).containsEntry("exit", 4L).containsKeys("error", "status", "order");
                    order = String.valueOf(pay.json().get("order"));
                    assertThat(pay.errors()).contains("Order: " + order, "Do not pay again", "--account inga balance");
                }
            }
            leaving.startAgain();
            try (CommandRun balance = payer.start("balance", "--quiet")) {
                assertThat(balance.awaitExit()).as(balance.errors()).isZero();
                assertThat(balance.output()).isEqualTo("10000\n");
                assertThat(balance.errors()).contains("that was interrupted: was not settled", order);
            }
        }
    }
}
