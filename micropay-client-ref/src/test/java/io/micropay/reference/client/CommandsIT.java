package io.micropay.reference.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What the commands for scripts do when all goes well. Each test has accounts of its own. */
@Execution(ExecutionMode.CONCURRENT)
class CommandsIT {
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

    @Test
    void pay_toOneWhoListens_isToldByBothAsLines() {
        Person payer = person("anna");
        Person payee = person("bert");
        try (CommandRun listen = payee.start("listen")) {
            listen.awaitError("bert is online on port ");
            try (CommandRun pay =
                    payer.start("--account", "anna", "pay", "bert", "2000", "--memo", "for lunch\u001b[2J")) {
                assertThat(pay.awaitExit()).as(pay.errors()).isZero();
                assertThat(pay.output()).matches("paid \\$2000 to bert, order [-0-9a-f]{36}, receipt .*\\.receipt\n");
                assertThat(pay.errors())
                        .contains("This is the first meeting with 127.0.0.1:" + server.port())
                        .doesNotContain("Warning");
            }
            listen.awaitOutput("\n");
            listen.signal("TERM");

            assertThat(listen.awaitExit()).isZero();
            assertThat(listen.output())
                    .matches("\\S+Z  \\$2000 from anna  order [-0-9a-f]{36}  memo: for lunch\\\\u\\{1b}\\[2J\n");
            assertThat(payer.receipts()).isOne();
            assertThat(payee.receipts()).isOne();
            assertThat(payee.directory().resolve("certs")).doesNotExist();
        }
    }

    @Test
    void pay_toOneWhoListens_isToldByBothAsJson() throws Exception {
        Person payer = person("carl");
        Person payee = person("dana");
        try (CommandRun listen = payee.start("listen", "--json", "--count", "1")) {
            listen.awaitError("dana is online on port ");
            try (CommandRun pay = payer.start("pay", "dana", "7", "--memo", "say \"hi\"", "--json", "--quiet")) {
                assertThat(pay.awaitExit()).as(pay.errors()).isZero();
                assertThat(listen.awaitExit()).isZero();
                assertThat(pay.errors()).isEmpty();
                assertThat(pay.json())
                        .contains(entry("payer", "carl"), entry("payee", "dana"), entry("amount", 7L))
                        .contains(entry("status", 130L), entry("memo", "say \"hi\""))
                        .containsOnlyKeys(
                                "order",
                                "payer",
                                "payee",
                                "amount",
                                "status",
                                "sequence",
                                "at",
                                "request",
                                "refunds",
                                "memo",
                                "receipt");
                assertThat(listen.json())
                        .containsOnlyKeys(pay.json().keySet())
                        .containsEntry("order", pay.json().get("order"))
                        .containsEntry("memo", "say \"hi\"");
                verifyReceipt(payer, String.valueOf(pay.json().get("receipt")));
            }
        }
    }

    private static void verifyReceipt(Person payer, String receipt) throws Exception {
        Path certificate = Files.writeString(payer.directory().resolve("server.crt"), pem());
        try (CommandRun verify =
                payer.start("receipt", "verify", receipt, "--trust", certificate.toString(), "--json")) {
            assertThat(verify.awaitExit()).as(verify.errors()).isZero();
            assertThat(verify.json())
                    .contains(entry("amount", 7L), entry("verified", true), entry("settled", true))
                    .containsEntry("server", server.server().fingerprint().toString());
        }
    }

    private static String pem() throws CertificateEncodingException {
        String base64 = Base64.getMimeEncoder(64, new byte[] {'\n'})
                .encodeToString(server.server().certificate().getEncoded());
        return "-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n";
    }

    @Test
    void register_ofANewName_makesAWalletThatLogsIn() {
        Person person = Person.stranger("emil", directory, server);
        try (CommandRun register = person.start("register", "emil", "--json")) {
            assertThat(register.awaitExit()).as(register.errors()).isZero();
            assertThat(register.json()).containsEntry("account", "emil");
            assertThat(Path.of(String.valueOf(register.json().get("wallet")))).isRegularFile();
        }
        try (CommandRun balance = person.start("balance")) {
            assertThat(balance.awaitExit()).as(balance.errors()).isZero();
            assertThat(balance.output()).isEqualTo("10000\n");
            assertThat(balance.errors()).isEmpty();
        }
        try (CommandRun again = person.start("register", "emil")) {
            assertThat(again.awaitExit()).isEqualTo(3);
            assertThat(again.errors())
                    .contains("micropay: 210 FAIL. The name emil is taken. There is a wallet for it here");
        }
        try (CommandRun another =
                Person.stranger("emils-rival", directory, server).start("register", "emil", "--json")) {
            assertThat(another.awaitExit()).isEqualTo(3);
            assertThat(another.json()).contains(entry("status", 210L), entry("exit", 3L));
            assertThat(another.errors()).contains("Choose another one.");
        }
    }

    @Test
    void balanceListAndStatement_asJson_haveTheDocumentedFields() {
        Person person = person("fritz");
        try (CommandRun balance = person.start("balance", "--json")) {
            assertThat(balance.awaitExit()).as(balance.errors()).isZero();
            assertThat(balance.json())
                    .isEqualTo(Map.of(
                            "account", "fritz", "balance", 10_000L, "held", 0L, "currency", "$", "decimals", 0L));
        }
        try (CommandRun list = person.start("list", "--json")) {
            assertThat(list.awaitExit()).as(list.errors()).isZero();
            assertThat(list.json()).containsOnlyKeys("account", "balance", "online", "peers");
            assertThat(list.output()).contains("{\"account\":\"fritz\",\"host\":\"127.0.0.1\",\"port\":");
        }
        try (CommandRun statement = person.start("statement", "--json")) {
            assertThat(statement.awaitExit()).as(statement.errors()).isZero();
            assertThat(statement.output()).containsOnlyOnce("\n");
            assertThat(statement.json()).containsOnlyKeys("account", "balance", "held", "lines");
            assertThat((List<?>) statement.json().get("lines")).hasSize(1);
        }
    }

    @Test
    void shortOptions_together_mayStandBeforeTheCommand() {
        try (CommandRun balance = person("ludo").start("-qv", "balance")) {
            assertThat(balance.awaitExit()).as(balance.errors()).isZero();
            assertThat(balance.output()).isEqualTo("10000\n");
        }
    }

    @Test
    void listAndStatement_asText_areLines() {
        Person person = person("gerd");
        try (CommandRun list = person.start("list")) {
            assertThat(list.awaitExit()).as(list.errors()).isZero();
            assertThat(list.output()).containsPattern("(?m)^gerd#127\\.0\\.0\\.1#[0-9]+$");
        }
        try (CommandRun statement = person.start("statement", "--limit", "5")) {
            assertThat(statement.awaitExit()).as(statement.errors()).isZero();
            assertThat(statement.output()).startsWith("TIME ").contains("10000").hasLineCount(2);
        }
        try (CommandRun csv = person.start("statement", "--csv")) {
            assertThat(csv.awaitExit()).as(csv.errors()).isZero();
            assertThat(csv.output())
                    .startsWith("sequence,at,kind,counterparty,amount,held,balance,order\n")
                    .hasLineCount(2);
        }
    }

    @Test
    void settings_comeFromOptionThenEnvironmentThenFile() throws Exception {
        Person person = person("hans");
        Person other = person("ida");
        String wrong = "127.0.0.1:1";
        String right = "127.0.0.1:" + server.port();
        Files.writeString(person.directory().resolve("secret"), Person.PASSPHRASE + "\n");
        Files.writeString(
                person.directory().resolve("home").resolve("config"),
                "server=" + right + "\naccount=hans\npassphrase-file=secret\njson=true\nquiet=true\n");
        try (CommandRun file = person.startIn(Map.of(), "balance")) {
            assertThat(file.awaitExit()).as(file.errors()).isZero();
            assertThat(file.json()).containsEntry("account", "hans");
            assertThat(file.errors()).isEmpty();
        }
        try (CommandRun environment = person.startIn(Map.of("MICROPAY_SERVER", wrong), "balance")) {
            assertThat(environment.awaitExit()).isEqualTo(5);
            assertThat(environment.json()).contains(entry("status", 520L), entry("exit", 5L));
        }
        Map<String, String> environment = Map.of(
                "MICROPAY_SERVER",
                wrong,
                "MICROPAY_JSON",
                "false",
                "MICROPAY_HOME",
                other.home().directory().toString(),
                "MICROPAY_CONFIG",
                person.home().directory().resolve("config").toString());
        try (CommandRun option = person.startIn(environment, "--account=ida", "balance", "--server", right)) {
            assertThat(option.awaitExit()).as(option.errors()).isZero();
            assertThat(option.output()).isEqualTo("10000\n");
        }
    }

    @Test
    void completion_isAScriptThatKnowsTheCommands() {
        try (CommandRun completion = CommandRun.start(directory, Map.of(), "completion")) {
            assertThat(completion.awaitExit()).isZero();
            assertThat(completion.output())
                    .startsWith("#!/usr/bin/env bash")
                    .contains(
                            "complete -F _complete_micropay -o default micropay",
                            "register pay request requests refund listen",
                            "--memo");
        }
    }
}
