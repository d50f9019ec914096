package io.micropay.reference.server.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.MicropayClient;
import io.micropay.MicropayServer;
import io.micropay.PeerEndpoint;
import io.micropay.event.PeerListener;
import io.micropay.keys.InMemoryKeys;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.KeySpec;
import io.micropay.keys.ServerTrust;
import io.micropay.keys.Wallet;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.InMemoryAccountStore;
import io.micropay.model.AccountId;
import io.micropay.model.Offer;
import io.micropay.model.Payment;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is seen of the holds of a real ledger, by who watched from the start and by who comes later. */
@Timeout(60)
class LedgerWatchIT {
    private static final Clock CLOCK = Clock.systemUTC();
    private static final AccountId ALICE = new AccountId("alice");
    private static final AccountId BOB = new AccountId("bob");

    private static KeyMaterial key(String name) {
        return InMemoryKeys.generate(KeySpec.sealing(name), CLOCK);
    }

    private static PeerEndpoint join(MicropayClient client, AccountId account) {
        Wallet keys = new Wallet(key(account.name()), key(account.name()));
        client.register(account, keys);
        return client.login(account, keys);
    }

    private static MicropayClient connect(MicropayServer server) {
        return MicropayClient.builder("127.0.0.1", server.port(), ServerTrust.pinned(server.fingerprint()))
                .listener(new PeerListener() {
                    @Override
                    public boolean accept(Offer offer) {
                        return true;
                    }
                })
                .connect();
    }

    private static void assertHolds(LedgerWatch watch, long open, long held) {
        Awaitility.await().pollInterval(Duration.ofMillis(5)).untilAsserted(() -> {
            Look look = watch.latest().orElseThrow();
            assertThat(look.openHolds()).isEqualTo(open);
            assertThat(look.survey().held()).isEqualTo(BigInteger.valueOf(held));
            assertThat(look.survey().sum()).isZero();
            assertThat(look.survey().accounts()).isEqualTo(2);
        });
    }

    @Test
    void holds_areCountedOnce_andFollowed() {
        Duration pause = Duration.ofMillis(5);
        try (AccountStore store = InMemoryAccountStore.create();
                LedgerWatch early = LedgerWatch.start(store, CLOCK, pause);
                MicropayServer server =
                        MicropayServer.builder(key("server"), store).start();
                MicropayClient aliceClient = connect(server);
                MicropayClient bobClient = connect(server)) {
            PeerEndpoint alice = join(aliceClient, ALICE);
            PeerEndpoint bob = join(bobClient, BOB);
            Payment captured = alice.authorize(BOB, 3000, Duration.ofDays(1));
            alice.authorize(BOB, 500, Duration.ofDays(1));
            assertHolds(early, 2, 3500);
            try (LedgerWatch late = LedgerWatch.start(store, CLOCK, pause)) {
                assertHolds(late, 2, 3500);
                bob.capture(captured.order(), 1200);
                assertHolds(early, 1, 500);
                assertHolds(late, 1, 500);
            }
        }
    }
}
