package io.micropay.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.MicropayServer;
import io.micropay.event.PeerListener;
import io.micropay.internal.message.Message;
import io.micropay.internal.message.PeerMessage.Delivered;
import io.micropay.keys.InMemoryKeys;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.KeySpec;
import io.micropay.keys.KnownKeys;
import io.micropay.keys.ServerTrust;
import io.micropay.keys.Wallet;
import io.micropay.ledger.InMemoryAccountStore;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.Payment;
import io.micropay.outbox.Outbox;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A payer that offers a settled order again gets its receipt again, and is served nothing for it. */
class RepeatedOfferIT {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final AccountId ALICE = new AccountId("alice");
    private static final AccountId BOB = new AccountId("bob");

    static KeyMaterial key(String name) {
        return InMemoryKeys.generate(KeySpec.session(name), CLOCK);
    }

    static ClientEngine connect(MicropayServer server, PeerListener listener) {
        return ClientEngine.connect(new ClientSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
                ServerTrust.pinned(server.fingerprint()),
                key("session"),
                KnownKeys.inMemory(),
                Outbox.inMemory(),
                listener,
                Duration.ofSeconds(20),
                CLOCK,
                new SecureRandom(),
                Limits.DEFAULT));
    }

    /** Collects what it is told. */
    private static final class Till implements PeerListener {
        final BlockingQueue<Payment> received = new LinkedBlockingQueue<>();

        @Override
        public void paymentReceived(Payment payment, Optional<String> memo) {
            received.add(payment);
        }

        @Nullable
        Payment next() throws InterruptedException {
            return received.poll(10, TimeUnit.SECONDS);
        }
    }

    private static Message offerAgain(PeerSession payer, Payment payment) throws IOException {
        try (PayerLink link = PayerLink.connect(payer.caller(), payer.verifiedEntry(BOB))) {
            return link.offer(payment.order(), Bytes.EMPTY).join();
        }
    }

    @Test
    void settledOrder_offeredAgain_isAnnouncedOnce_evenAfterThePayeeWasRestarted() throws Exception {
        Wallet wallet = new Wallet(key("bob"), key("bob"));
        try (InMemoryAccountStore store = InMemoryAccountStore.create();
                MicropayServer server =
                        MicropayServer.builder(key("server"), store).start();
                ClientEngine alice = connect(server, PeerListener.NONE)) {
            Wallet own = new Wallet(key("alice"), key("alice"));
            alice.register(ALICE, own);
            PeerSession payer = alice.logIn(ALICE, own, 0);
            Payment payment;
            Till first = new Till();
            try (ClientEngine bob = connect(server, first)) {
                bob.register(BOB, wallet);
                bob.logIn(BOB, wallet, 0);
                payment = payer.payer().pay(BOB, 5, Optional.empty());
                assertThat(offerAgain(payer, payment)).isEqualTo(new Delivered(payment.receipt()));
                assertThat(first.next()).isEqualTo(payment);
                assertThat(first.received).isEmpty();
            }
            Till second = new Till();
            try (ClientEngine bob = connect(server, second)) {
                bob.logIn(BOB, wallet, 0);
                assertThat(offerAgain(payer, payment)).isEqualTo(new Delivered(payment.receipt()));
                Payment fresh = payer.payer().pay(BOB, 6, Optional.empty());
                assertThat(second.next()).isEqualTo(fresh);
                assertThat(second.received).isEmpty();
            }
        }
    }
}
