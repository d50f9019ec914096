package io.micropay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micropay.Town.Member;
import io.micropay.classic.ClassicCertificates;
import io.micropay.classic.ClassicListener;
import io.micropay.classic.ClassicOptions;
import io.micropay.error.OrderRejectedException;
import io.micropay.error.RequestRefusedException;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.KeySpec;
import io.micropay.keys.PemKeys;
import io.micropay.ledger.InMemoryAccountStore;
import io.micropay.model.AccountId;
import io.micropay.model.Payment;
import io.micropay.model.StatusCode;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients and a server of ours, in both dialects; that each understands the programs of old, others show. */
class ClassicTownIT {
    private static final AccountId ALICE = new AccountId("alice");
    private static final AccountId BOB = new AccountId("bob");
    private static final AccountId NORA = new AccountId("nora");

    @TempDir
    private static Path directory;

    private static ClassicCertificates certificates;
    private static KeyMaterial serverKey;

    @BeforeAll
    static void makeServerKey() {
        certificates = ClassicCertificates.in(directory);
        serverKey = PemKeys.in(directory).loadOrCreate(KeySpec.server("server"), Clock.systemUTC());
    }

    private static Town town(UnaryOperator<MicropayServer.Builder> more) {
        ClassicOptions options = ClassicOptions.sharing(certificates);
        return new Town(InMemoryAccountStore.create(), serverKey, builder -> more.apply(builder.classic(options)));
    }

    /** A classic client that has registered and logged in, and what it was told. */
    private static final class Classic implements ClassicListener, AutoCloseable {
        final BlockingQueue<String> announced = new LinkedBlockingQueue<>();
        final BlockingQueue<StatusCode> ended = new LinkedBlockingQueue<>();
        final ClassicClient client;

        Classic(Town town) {
            client = ClassicClient.builder("127.0.0.1", town.port(), certificates)
                    .listener(this)
                    .connect();
        }

        static Classic join(Town town, String name) {
            Classic classic = new Classic(town);
            classic.client.register(name);
            classic.client.login(name, 0);
            return classic;
        }

        @Override
        public void announced(String payer, long amount) {
            announced.add(payer + " " + amount);
        }

        @Override
        public void disconnected(StatusCode status, String reason) {
            ended.add(status);
        }

        @Override
        public void close() {
            client.close();
        }
    }

    @Test
    void bothDialects_payEachOther() throws InterruptedException {
        try (Town town = town(builder -> builder);
                Classic alice = Classic.join(town, "alice");
                Classic bob = Classic.join(town, "bob")) {
            Member nora = town.join(NORA);
            alice.client.pay("bob", 2000);
            assertThat(bob.announced.poll(10, TimeUnit.SECONDS)).isEqualTo("alice 2000");
            bob.client.pay("nora", 500);
            Payment received = nora.received.poll(10, TimeUnit.SECONDS);
            ReceiptVerifier.of(serverKey.certificate()).verify(received);
            assertThat(received.amount()).isEqualTo(500);
            nora.endpoint.pay(ALICE, 50);
            assertThat(alice.announced.poll(10, TimeUnit.SECONDS)).isEqualTo("nora 50");
            assertThat(alice.client.list().balance()).isEqualTo(8050);
            assertThat(bob.client.list().balance()).isEqualTo(11_500);
            assertThat(nora.client.list().balance()).isEqualTo(10_450);
            assertThatThrownBy(() -> alice.client.pay("bob", 8051))
                    .isInstanceOfSatisfying(
                            OrderRejectedException.class,
                            e -> assertThat(e.status()).isEqualTo(StatusCode.INSUFFICIENT_FUNDS));
            assertThat(town.sum()).isZero();
        }
    }

    @Test
    void classicAccount_upgraded_movesOverWithAllThatItHas() throws InterruptedException {
        try (Town town = town(builder -> builder);
                Classic bob = Classic.join(town, "bob")) {
            try (Classic alice = Classic.join(town, "alice")) {
                alice.client.pay("bob", 2000);
                alice.client.upgrade(Town.wallet(ALICE));
                assertThatThrownBy(alice.client::list).isInstanceOf(RuntimeException.class);
                assertThat(alice.ended).as("an end that was asked for").isEmpty();
            }
            Member alice = town.comeBack(ALICE);
            assertThat(alice.client.list().balance()).isEqualTo(8000);
            assertThat(alice.endpoint.statement(9).lines()).hasSize(3);
            alice.endpoint.pay(BOB, 1);
            bob.client.pay("alice", 2);
            assertThat(alice.received.poll(10, TimeUnit.SECONDS).amount()).isEqualTo(2);
            try (Classic thief = new Classic(town)) {
                assertThatThrownBy(() -> thief.client.login("alice", 0)).hasMessageContaining("AUTH_FAIL");
                assertThatThrownBy(() -> thief.client.register("alice"))
                        .isInstanceOfSatisfying(
                                RequestRefusedException.class,
                                e -> assertThat(e.status()).isEqualTo(StatusCode.NAME_TAKEN));
            }
        }
    }

    /** Who has dealt with the account while it was hosted is not alarmed by its key; who has met a key of its own is. */
    @Test
    void payerOfAnUpgradedAccount_meetsItsKeyForTheFirstTime() throws InterruptedException {
        try (Town town = town(builder -> builder);
                Classic bob = Classic.join(town, "bob")) {
            Member nora = town.join(NORA);
            nora.endpoint.pay(BOB, 1);
            bob.client.upgrade(Town.wallet(BOB));
            Member upgraded = town.comeBack(BOB);
            nora.endpoint.pay(BOB, 2, "welcome");
            assertThat(upgraded.memos.poll(10, TimeUnit.SECONDS)).contains("welcome");
        }
    }

    @Test
    void clientOverTheLimit_isToldThatItWaits_andGoesOn() throws Exception {
        try (Town town = town(builder -> builder.userLimit(1))) {
            Classic alice = Classic.join(town, "alice");
            CompletableFuture<Void> waited = new CompletableFuture<>();
            ClassicListener listener = new ClassicListener() {
                @Override
                public void waiting() {
                    waited.complete(null);
                }
            };
            CompletableFuture<ClassicClient> second =
                    CompletableFuture.supplyAsync(() -> ClassicClient.builder("127.0.0.1", town.port(), certificates)
                            .listener(listener)
                            .connect());
            waited.get(20, TimeUnit.SECONDS);
            assertThat(second).isNotDone();
            alice.close();
            try (ClassicClient bob = second.get(20, TimeUnit.SECONDS)) {
                bob.register("bob");
                assertThat(bob.login("bob", 0).online()).isEqualTo(1);
            }
        }
    }
}
