package io.micropay.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.MicropayClient;
import io.micropay.MicropayServer;
import io.micropay.PeerEndpoint;
import io.micropay.ReceiptVerifier;
import io.micropay.keys.InMemoryKeys;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.KeySpec;
import io.micropay.keys.ServerTrust;
import io.micropay.keys.Wallet;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.InMemoryAccountStore;
import io.micropay.model.AccountId;
import io.micropay.model.Payment;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;

/** A server in memory on a free port of the loopback, where clients with given keys pay each other. */
final class Payday implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AccountId PAYER = new AccountId("payer");
    private static final AccountId PAYEE = new AccountId("payee");

    private final AccountStore store = InMemoryAccountStore.create();
    private final MicropayServer server;

    Payday(KeyMaterial serverKey) {
        server = MicropayServer.builder(serverKey, store)
                .bindAddress(InetAddress.getLoopbackAddress())
                .start();
    }

    /** Pays with these session keys, and verifies the receipt that comes back. */
    void assertPays(KeyMaterial payerSession, KeyMaterial payeeSession) {
        try (MicropayClient payer = client(payerSession);
                MicropayClient payee = client(payeeSession);
                PeerEndpoint from = loggedIn(payer, PAYER, wallet());
                PeerEndpoint to = loggedIn(payee, PAYEE, wallet())) {
            Payment payment = from.pay(to.account(), 7);
            ReceiptVerifier.of(server.certificate()).verify(payment);
            assertThat(payment.amount()).isEqualTo(7);
        }
    }

    void assertLogsIn(Wallet wallet) {
        try (MicropayClient client = client(generated());
                PeerEndpoint endpoint = loggedIn(client, PAYER, wallet)) {
            assertThat(endpoint.account()).isEqualTo(PAYER);
        }
    }

    private MicropayClient client(KeyMaterial session) {
        return MicropayClient.builder("127.0.0.1", server.port(), ServerTrust.pinned(server.fingerprint()))
                .sessionKeys(session)
                .timeout(PATIENCE)
                .connect();
    }

    private static PeerEndpoint loggedIn(MicropayClient client, AccountId account, Wallet wallet) {
        client.register(account, wallet);
        return client.login(account, wallet);
    }

    private static Wallet wallet() {
        return new Wallet(generated(), generated());
    }

    private static KeyMaterial generated() {
        return InMemoryKeys.generate(KeySpec.session("generated"), Clock.systemUTC());
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }
}
