package io.micropay;

import static io.micropay.Town.ALICE;
import static io.micropay.Town.BOB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micropay.error.MicropayException;
import io.micropay.error.RequestRefusedException;
import io.micropay.error.StoreException;
import io.micropay.event.ServerListener;
import io.micropay.event.ServerStatus;
import io.micropay.event.SettledBatch;
import io.micropay.event.Traffic;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.InMemoryAccountStore;
import io.micropay.ledger.LedgerTransaction;
import io.micropay.ledger.LedgerView;
import io.micropay.model.AccountId;
import io.micropay.model.Payment;
import io.micropay.model.SignedOrder;
import io.micropay.model.StatusCode;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a server tells its listener, and what it says when it is asked how it is. */
@Timeout(60)
class ServerEventsIT {
    private static final AccountId NOBODY = new AccountId("nobody");

    /** Remembers what concerns the ledger. */
    private static final class Watcher implements ServerListener {
        final Queue<StatusCode> refusals = new ConcurrentLinkedQueue<>();
        final Queue<StatusCode> outcomes = new ConcurrentLinkedQueue<>();
        final Queue<StatusCode> batched = new ConcurrentLinkedQueue<>();
        final AtomicInteger settled = new AtomicInteger();
        final AtomicInteger unsettled = new AtomicInteger();

        @Override
        public void refused(InetSocketAddress remote, StatusCode reason) {
            assertThat(remote.getAddress().isLoopbackAddress()).isTrue();
            refusals.add(reason);
        }

        @Override
        public void decided(Payment payment) {
            outcomes.add(payment.receipt().outcome().status());
        }

        @Override
        public void settled(SettledBatch batch) {
            settled.addAndGet(batch.size());
            batched.addAll(batch.outcomes());
        }

        @Override
        public void unsettled(int requests, MicropayException reason) {
            unsettled.addAndGet(requests);
        }
    }

    /** Throws whatever it is told. */
    private static final class Thrower implements ServerListener {
        private static IllegalStateException fault() {
            return new IllegalStateException("this listener throws whatever it is told");
        }

        @Override
        public void received(InetSocketAddress remote, Traffic message) {
            throw fault();
        }

        @Override
        public void refused(InetSocketAddress remote, StatusCode reason) {
            throw fault();
        }

        @Override
        public void settled(SettledBatch batch) {
            throw fault();
        }

        @Override
        public void unsettled(int requests, MicropayException reason) {
            throw fault();
        }
    }

    /** Cannot be written to while it is broken. */
    private static final class BreakableStore implements AccountStore {
        final AccountStore store = InMemoryAccountStore.create();
        final AtomicBoolean isBroken = new AtomicBoolean();

        @Override
        public LedgerView view() {
            return store.view();
        }

        @Override
        public LedgerTransaction begin() {
            if (isBroken.get()) {
                throw new StoreException(StatusCode.SERVER_FAILED, "the disk is full");
            }
            return store.begin();
        }

        @Override
        public void close() {
            store.close();
        }
    }

    @Test
    void whatTheLedgerDecides_isDecided_andWhatItDoesNot_isRefused() {
        Watcher watcher = new Watcher();
        try (Town town = new Town(InMemoryAccountStore.create(), 5, watcher)) {
            Town.Member alice = town.join(ALICE);
            town.join(BOB);
            alice.endpoint.pay(BOB, 1);
            assertThatThrownBy(() -> alice.endpoint.pay(BOB, 10_001)).isInstanceOf(MicropayException.class);
            assertThatThrownBy(() -> alice.endpoint.pay(NOBODY, 1)).isInstanceOf(MicropayException.class);
            assertThat(watcher.outcomes).containsExactly(StatusCode.SETTLED, StatusCode.INSUFFICIENT_FUNDS);
            assertThat(watcher.refusals).containsExactly(StatusCode.UNKNOWN_PAYEE);
            assertThat(watcher.batched).containsExactlyElementsOf(watcher.outcomes);
            assertThat(watcher.settled)
                    .as("2 registrations, 2 logins, 2 orders")
                    .hasValue(6);
        }
    }

    @Test
    void everythingThatOrdersAndHoldsCanComeTo_isInTheBatches_once() {
        Watcher watcher = new Watcher();
        try (Town town = new Town(InMemoryAccountStore.create(), 5, watcher)) {
            Town.Member alice = town.join(ALICE);
            Town.Member bob = town.join(BOB);
            SignedOrder taken =
                    alice.endpoint.authorize(BOB, 10, Duration.ofHours(1)).order();
            SignedOrder given =
                    alice.endpoint.authorize(BOB, 10, Duration.ofHours(1)).order();
            bob.endpoint.capture(taken, 4);
            bob.endpoint.capture(taken, 4);
            bob.endpoint.release(given);
            bob.isWilling = false;
            assertThatThrownBy(() -> alice.endpoint.pay(BOB, 1)).isInstanceOf(MicropayException.class);
            assertThat(watcher.batched)
                    .containsExactly(
                            StatusCode.AUTHORIZED,
                            StatusCode.AUTHORIZED,
                            StatusCode.CAPTURED,
                            StatusCode.RELEASED,
                            StatusCode.VOIDED);
        }
    }

    @Test
    void guestWhoAsksForTooMuch_isRefused() {
        Watcher watcher = new Watcher();
        try (Town town = new Town(InMemoryAccountStore.create(), 5, watcher)) {
            MicropayClient guest = town.builder().connect();
            assertThatThrownBy(() -> guest.login(NOBODY, Town.wallet(NOBODY))).isInstanceOf(MicropayException.class);
            guest.close();
            assertThat(watcher.refusals).containsExactly(StatusCode.AUTHENTICATION_FAILED);
        }
    }

    @Test
    void storeThatCannotBeWritten_isTold() {
        Watcher watcher = new Watcher();
        BreakableStore store = new BreakableStore();
        try (Town town = new Town(store, 5, watcher);
                MicropayClient guest = town.builder().connect()) {
            store.isBroken.set(true);
            assertThatThrownBy(() -> guest.register(ALICE, Town.wallet(ALICE)))
                    .isInstanceOf(RequestRefusedException.class);
            assertThat(watcher.unsettled).hasValue(1);
            assertThat(watcher.refusals).containsExactly(StatusCode.SERVER_FAILED);
            store.isBroken.set(false);
            guest.register(ALICE, Town.wallet(ALICE));
            assertThat(watcher.settled).hasValue(1);
        }
    }

    @Test
    void listenerThatThrows_harmsNobody() {
        BreakableStore store = new BreakableStore();
        try (Town town = new Town(store, 5, new Thrower())) {
            Town.Member alice = town.join(ALICE);
            town.join(BOB);
            store.isBroken.set(true);
            MicropayClient guest = town.builder().connect();
            assertThatThrownBy(() -> guest.register(NOBODY, Town.wallet(NOBODY)))
                    .isInstanceOf(RequestRefusedException.class);
            guest.close();
            store.isBroken.set(false);
            alice.endpoint.pay(BOB, 1);
            assertThat(town.balance(BOB)).isEqualTo(10_001);
        }
    }

    @Test
    void status_countsPlacesAccountsAndTheLine_andEndsWithTheServer() {
        try (Town town = new Town(InMemoryAccountStore.create(), 2, ServerListener.NONE)) {
            assertThat(town.server().status()).isEqualTo(new ServerStatus(true, 0, 0, 0, 0));
            town.join(ALICE);
            town.builder().connect();
            assertThat(town.server().status()).isEqualTo(new ServerStatus(true, 2, 0, 1, 0));
            Thread third = new Thread(() -> town.builder().connect().close());
            third.setDaemon(true);
            third.start();
            Awaitility.await()
                    .untilAsserted(
                            () -> assertThat(town.server().status().waiting()).isEqualTo(1));
            town.server().close();
            assertThat(town.server().status().isAccepting()).isFalse();
        }
    }
}
