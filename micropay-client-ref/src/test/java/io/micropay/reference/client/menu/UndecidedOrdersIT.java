package io.micropay.reference.client.menu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micropay.MicropayClient;
import io.micropay.PeerEndpoint;
import io.micropay.error.OrderRejectedException;
import io.micropay.error.OutcomeUnknownException;
import io.micropay.event.PeerListener;
import io.micropay.keys.ServerTrust;
import io.micropay.model.AccountId;
import io.micropay.model.Offer;
import io.micropay.model.Payment;
import io.micropay.model.SignedOrder;
import io.micropay.model.StatusCode;
import io.micropay.reference.client.ScriptedScreen;
import io.micropay.reference.client.TestServer;
import io.micropay.reference.client.home.AccountOutbox;
import io.micropay.reference.client.home.Home;
import io.micropay.reference.client.screen.EndOfInput;
import io.micropay.reference.client.session.Session;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders whose outcome the payer does not know, with a server that does. */
class UndecidedOrdersIT {
    private static final AccountId ALICE = new AccountId("alice");
    private static final AccountId BOB = new AccountId("bob");

    @TempDir
    private Path directory;

    private final TestServer server = TestServer.withPlaces(3);
    private final CompletableFuture<SignedOrder> offered = new CompletableFuture<>();
    private final CountDownLatch accepting = new CountDownLatch(1);
    private final Queue<Payment> resolved = new ConcurrentLinkedQueue<>();
    private Session session;
    private MicropayClient bob;

    @BeforeEach
    void logIn() {
        server.register("alice");
        server.register("bob");
        bob = server.connect(new PeerListener() {
            @Override
            public boolean accept(Offer offer) {
                offered.complete(offer.order());
                try {
                    accepting.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
                return true;
            }
        });
        TestServer.logIn(bob, "bob");
        session = new Session(
                () -> MicropayClient.builder(
                        "127.0.0.1",
                        server.port(),
                        ServerTrust.pinned(server.server().fingerprint())),
                new AccountOutbox(new Home(directory)));
        session.connect(new PeerListener() {
            @Override
            public void orderResolved(Payment payment) {
                resolved.add(payment);
            }
        });
        session.logIn(ALICE, TestServer.someWallet(), 0);
    }

    @AfterEach
    void close() {
        accepting.countDown();
        session.close();
        bob.close();
        server.close();
    }

    private UndecidedOrders undecided(ScriptedScreen screen) {
        return new UndecidedOrders(screen.screen(), session, new PaidReport(screen.screen(), new Home(directory)));
    }

    private static OutcomeUnknownException unknown(SignedOrder order) {
        return new OutcomeUnknownException(order, "the server could not be asked", null);
    }

    @Test
    void add_ofAnOrderThatWasSettled_findsTheReceipt() throws EndOfInput {
        accepting.countDown();
        Payment payment = session.member().pay(BOB, 5);
        ScriptedScreen screen = new ScriptedScreen("y");

        undecided(screen).add(unknown(payment.order()));

        assertThat(screen.output())
                .contains("THE OUTCOME OF THIS PAYMENT IS NOT KNOWN", "Do not pay again", "transfer OK")
                .contains(payment.id().toString());
    }

    @Test
    void add_ofAnOrderThatNobodyDecided_voidsItIfWanted() throws EndOfInput {
        CompletableFuture<Payment> paying = session.member().payAsync(BOB, 5);
        SignedOrder order = offered.join();
        ScriptedScreen screen = new ScriptedScreen("y", "y");

        undecided(screen).add(unknown(order));
        accepting.countDown();

        assertThat(screen.output()).contains("The server has not decided it", "Nothing was paid by this order");
        assertThat(paying)
                .failsWithin(Duration.ofSeconds(30))
                .withThrowableOfType(ExecutionException.class)
                .withCauseInstanceOf(OrderRejectedException.class);
    }

    @Test
    void add_afterTheServerWasLost_connectsAndLogsInAgain() throws EndOfInput {
        accepting.countDown();
        Payment payment = session.member().pay(BOB, 5);
        session.lose("the test says so");
        ScriptedScreen screen = new ScriptedScreen("n", "y");
        UndecidedOrders undecided = undecided(screen);

        undecided.add(unknown(payment.order()));
        assertThat(screen.output()).contains("stays undecided");
        undecided.add(unknown(payment.order()));

        assertThat(screen.output()).contains("transfer OK");
        assertThat(session.isLoggedIn()).isTrue();
    }

    @Test
    void add_ofAnOrderThatTheServerWasLostOver_leavesItToTheNextLogin() throws EndOfInput {
        accepting.countDown();
        PeerEndpoint endpoint = session.member();
        endpoint.pay(BOB, 5);
        server.stop();
        OutcomeUnknownException unknown =
                catchThrowableOfType(OutcomeUnknownException.class, () -> endpoint.pay(BOB, 6));
        session.lose("the test says so");
        assertThat(session.undecided()).containsExactly(unknown.order().orElseThrow());
        server.startAgain();
        ScriptedScreen screen = new ScriptedScreen("y");
        UndecidedOrders undecided = undecided(screen);

        undecided.add(unknown);
        undecided.run();

        assertThat(resolved).singleElement().satisfies(payment -> {
            assertThat(payment.order()).isEqualTo(unknown.order().orElseThrow());
            assertThat(payment.receipt().outcome().status()).isEqualTo(StatusCode.VOIDED);
        });
        assertThat(session.undecided()).isEmpty();
        assertThat(screen.output()).doesNotContain("stays undecided", "Still not known");
    }

    @Test
    void add_withTheServerGone_saysThatItIsStillNotKnown() throws EndOfInput {
        accepting.countDown();
        Payment payment = session.member().pay(BOB, 5);
        session.lose("the test says so");
        server.stop();
        ScriptedScreen screen = new ScriptedScreen("y", "n");

        undecided(screen).add(unknown(payment.order()));

        assertThat(screen.output()).contains("Still not known: cannot connect", "stays undecided");
    }
}
