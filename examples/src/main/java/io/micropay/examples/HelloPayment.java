package io.micropay.examples;

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
import java.time.Clock;

/** A server and two clients in one process: alice pays bob. This is the example of the README. */
public final class HelloPayment {
    private HelloPayment() {}

    /** Runs the example. */
    public static void main(String[] args) {
        Clock clock = Clock.systemUTC();
        AccountId alice = new AccountId("alice");
        AccountId bob = new AccountId("bob");
        KeyMaterial serverKey = InMemoryKeys.generate(KeySpec.server("server"), clock);

        try (AccountStore store = InMemoryAccountStore.create();
                MicropayServer server = MicropayServer.builder(serverKey, store).start()) {
            ServerTrust trust = ServerTrust.pinned(server.fingerprint());
            try (MicropayClient payer = MicropayClient.builder("127.0.0.1", server.port(), trust)
                            .connect();
                    MicropayClient payee = MicropayClient.builder("127.0.0.1", server.port(), trust)
                            .connect()) {
                Wallet aliceWallet = Wallet.generate("alice", clock);
                payer.register(alice, aliceWallet);
                PeerEndpoint endpoint = payer.login(alice, aliceWallet);

                Wallet bobWallet = Wallet.generate("bob", clock);
                payee.register(bob, bobWallet);
                payee.login(bob, bobWallet);

                Payment payment = endpoint.pay(bob, 2000, "lunch");
                ReceiptVerifier.of(server.certificate()).verify(payment);
                System.out.println("paid " + payment.amount() + ", now bob has "
                        + payee.list().balance());
            }
        }
    }
}
