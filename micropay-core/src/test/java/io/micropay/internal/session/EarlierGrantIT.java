package io.micropay.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.MicropayServer;
import io.micropay.MovableClock;
import io.micropay.event.PeerListener;
import io.micropay.internal.crypto.BatchSigner;
import io.micropay.internal.crypto.SigningContext;
import io.micropay.internal.message.ClientMessage.Submit;
import io.micropay.internal.message.OrderResult;
import io.micropay.internal.message.ServerMessage.Results;
import io.micropay.internal.message.Statements;
import io.micropay.keys.InMemoryKeys;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.KeySpec;
import io.micropay.keys.KnownKeys;
import io.micropay.keys.ServerTrust;
import io.micropay.keys.Wallet;
import io.micropay.ledger.InMemoryAccountStore;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.OrderId;
import io.micropay.model.PaymentOrder;
import io.micropay.model.SignedOrder;
import io.micropay.model.StatusCode;
import io.micropay.outbox.Outbox;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** An order is judged by the grant under which it was signed, whatever its session key was granted later. */
class EarlierGrantIT {
    private static final AccountId ALICE = new AccountId("alice");
    private static final AccountId BOB = new AccountId("bob");

    private final MovableClock clock =
            new MovableClock(Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS));
    private final KeyMaterial session = key("session");
    private final Wallet alicesWallet = new Wallet(key("alice"), key("alice"));
    private final Wallet bobsWallet = new Wallet(key("bob"), key("bob"));

    private static KeyMaterial key(String name) {
        return InMemoryKeys.generate(KeySpec.session(name), Clock.systemUTC());
    }

    private ClientEngine connect(MicropayServer server, KeyMaterial sessionKey) {
        return ClientEngine.connect(new ClientSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()),
                ServerTrust.pinned(server.fingerprint()),
                sessionKey,
                KnownKeys.inMemory(),
                Outbox.inMemory(),
                PeerListener.NONE,
                Duration.ofSeconds(20),
                clock,
                new SecureRandom(),
                Limits.DEFAULT));
    }

    private SignedOrder order(PeerSession payer) {
        Instant now = clock.instant();
        PaymentOrder order = new PaymentOrder(
                payer.serverKey().id(),
                OrderId.next(clock, new SecureRandom()),
                ALICE,
                BOB,
                bobsWallet.account().keyId(),
                7,
                now,
                now.plus(PaymentOrder.MAX_VALIDITY),
                Digest.NONE,
                Optional.empty(),
                Optional.empty());
        Bytes statement = Statements.encode(order);
        return new SignedOrder(order, statement, new BatchSigner(session, SigningContext.ORDER).sign(statement));
    }

    @Test
    void orderOfAnEarlierLogin_settles_whileItsPayerIsBackWithAnotherGrant_andAfterItLeft() {
        try (InMemoryAccountStore store = InMemoryAccountStore.create();
                MicropayServer server = MicropayServer.builder(key("server"), store)
                        .clock(clock)
                        .start();
                ClientEngine bob = connect(server, key("bob"))) {
            bob.register(BOB, bobsWallet);
            bob.logIn(BOB, bobsWallet, 0);
            SignedOrder first;
            SignedOrder second;
            try (ClientEngine alice = connect(server, session)) {
                alice.register(ALICE, alicesWallet);
                PeerSession payer = alice.logIn(ALICE, alicesWallet, 0);
                first = order(payer);
                second = order(payer);
            }
            // The next grant does not reach back as far.
            clock.move(Duration.ofMinutes(30));
            try (ClientEngine alice = connect(server, session)) {
                alice.logIn(ALICE, alicesWallet, 0);
                assertThat(statusOf(first, bob)).isEqualTo(StatusCode.SETTLED);
            }
            assertThat(statusOf(second, bob)).isEqualTo(StatusCode.SETTLED);
        }
    }

    private static StatusCode statusOf(SignedOrder order, ClientEngine submitter) {
        List<OrderResult> results =
                ((Results) submitter.request(new Submit(List.of(order))).join()).results();
        return results.get(0).status();
    }
}
