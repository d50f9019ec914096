package io.micropay.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micropay.MicropayClient;
import io.micropay.MicropayServer;
import io.micropay.PeerEndpoint;
import io.micropay.ReceiptVerifier;
import io.micropay.error.OrderRejectedException;
import io.micropay.event.PeerListener;
import io.micropay.keys.InMemoryKeys;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.KeySpec;
import io.micropay.keys.PemKeys;
import io.micropay.keys.ServerTrust;
import io.micropay.keys.Wallet;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.InMemoryAccountStore;
import io.micropay.ledger.SqliteAccountStore;
import io.micropay.model.AccountId;
import io.micropay.model.Offer;
import io.micropay.model.Payment;
import io.micropay.model.StatementLine;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs every recipe. */
class ExamplesIT {
    private static final Clock CLOCK = Clock.systemUTC();

    @Test
    void helloPayment_pays() {
        PrintStream screen = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            HelloPayment.main(new String[0]);
        } finally {
            System.setOut(screen);
        }
        assertThat(printed.toString(StandardCharsets.UTF_8)).isEqualToIgnoringNewLines("paid 2000, now bob has 12000");
    }

    @Test
    void readme_showsHelloPaymentAsItIs() throws IOException {
        String source = Files.readString(Path.of("src/main/java/io/micropay/examples/HelloPayment.java"));
        String body = source.substring(source.indexOf("        Clock clock"), source.lastIndexOf("    }\n}"));
        assertThat(Files.readString(Path.of("../README.md")))
                .contains(body.stripTrailing().stripIndent());
    }

    @Test
    void paidService_deliversWhatIsPaid_andTheReceiptVerifiesOffline(@TempDir Path directory) throws IOException {
        KeyMaterial serverKey = PemKeys.in(directory).loadOrCreate(KeySpec.server("server"), CLOCK);
        AccountId carol = new AccountId("carol");
        try (AccountStore store = SqliteAccountStore.open(directory.resolve("ledger.db"));
                MicropayServer server = MicropayServer.builder(serverKey, store).start()) {
            ServerTrust trust = ServerTrust.certificateFile(directory.resolve("server.crt"));
            Map<String, Long> prices = Map.of("coffee", 3L);
            Wallet wallet = Wallet.generate("carol", CLOCK);
            try (PaidService shop = new PaidService(server.port(), trust, Wallet.generate("shop", CLOCK), prices);
                    MicropayClient client = MicropayClient.builder("127.0.0.1", server.port(), trust)
                            .connect()) {
                client.register(carol, wallet);
                PeerEndpoint endpoint = client.login(carol, wallet);
                assertThatThrownBy(() -> endpoint.pay(shop.account(), 2, "coffee"))
                        .isInstanceOf(OrderRejectedException.class);
                Payment payment = endpoint.pay(shop.account(), 3, "coffee");
                await().untilAsserted(() -> assertThat(shop.delivered()).containsEntry("coffee", carol));

                Path receipt = directory.resolve("coffee.receipt");
                Files.writeString(receipt, ReceiptVerifier.toText(payment));
                assertThat(VerifyReceipt.verdict(directory.resolve("server.crt"), receipt))
                        .isEqualTo("carol paid shop 3");
                Files.writeString(receipt, "forged");
                assertThat(VerifyReceipt.verdict(directory.resolve("server.crt"), receipt))
                        .startsWith("this receipt proves nothing");
            }
        }
    }

    @Test
    void taxiRide_costsWhatItCosts_andThePayeeCatchesUp() {
        AccountId passenger = new AccountId("passenger");
        AccountId driver = new AccountId("driver");
        KeyMaterial serverKey = InMemoryKeys.generate(KeySpec.server("server"), CLOCK);
        try (AccountStore store = InMemoryAccountStore.create();
                MicropayServer server = MicropayServer.builder(serverKey, store).start()) {
            ServerTrust trust = ServerTrust.pinned(server.fingerprint());
            try (MicropayClient one = MicropayClient.builder("127.0.0.1", server.port(), trust)
                            .connect();
                    MicropayClient other = MicropayClient.builder("127.0.0.1", server.port(), trust)
                            .listener(new PeerListener() {
                                @Override
                                public boolean accept(Offer offer) {
                                    return true;
                                }
                            })
                            .connect()) {
                PeerEndpoint payer = join(one, passenger);
                PeerEndpoint payee = join(other, driver);
                Payment hold = TaxiRide.begin(payer, driver, 5000);
                assertThat(TaxiRide.end(payee, hold, 3200).captured()).isEqualTo(3200);
                assertThat(one.list().balance()).isEqualTo(6800);

                payer.pay(driver, 1);
                long lastSeen = payee.statement(1).lines().get(0).sequence();
                payer.pay(driver, 2);
                payee.pay(passenger, 3);
                payer.pay(driver, 4);
                assertThat(CatchUp.paymentsAfter(payee, lastSeen))
                        .extracting(StatementLine::amount)
                        .containsExactly(2L, 4L);
                assertThat(CatchUp.paymentsAfter(payee, 0))
                        .extracting(StatementLine::amount)
                        .containsExactly(1L, 2L, 4L);
            }
        }
    }

    @Test
    void bill_isPaidByItsLink_andTakenBackOnce() {
        KeyMaterial serverKey = InMemoryKeys.generate(KeySpec.server("server"), CLOCK);
        try (AccountStore store = InMemoryAccountStore.create();
                MicropayServer server = MicropayServer.builder(serverKey, store).start()) {
            ServerTrust trust = ServerTrust.pinned(server.fingerprint());
            try (MicropayClient one = MicropayClient.builder("127.0.0.1", server.port(), trust)
                            .connect();
                    MicropayClient other = MicropayClient.builder("127.0.0.1", server.port(), trust)
                            .connect()) {
                PeerEndpoint shop = join(one, new AccountId("shop"));
                PeerEndpoint customer = join(other, new AccountId("customer"));
                String bill = PaymentByLink.bill(shop, 250, "a mug & a spoon");
                assertThat(PaymentByLink.paid(shop, bill)).isEmpty();
                Payment payment = PaymentByLink.pay(customer, bill);
                assertThat(PaymentByLink.paid(shop, bill)).contains(payment);
                assertThatThrownBy(() -> PaymentByLink.pay(customer, bill)).isInstanceOf(OrderRejectedException.class);
                PaymentByLink.takeBack(shop, payment);
                assertThatThrownBy(() -> PaymentByLink.takeBack(shop, payment))
                        .isInstanceOf(OrderRejectedException.class);
                assertThat(other.list().balance()).isEqualTo(10_000);
            }
        }
    }

    private static PeerEndpoint join(MicropayClient client, AccountId account) {
        Wallet wallet = Wallet.generate(account.name(), CLOCK);
        client.register(account, wallet);
        return client.login(account, wallet);
    }
}
