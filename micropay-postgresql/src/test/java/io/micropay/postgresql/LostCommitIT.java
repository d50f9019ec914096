package io.micropay.postgresql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micropay.error.StoreException;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerTransaction;
import io.micropay.ledger.LedgerView;
import io.micropay.postgresql.CuttingProxy.Cut;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Commits whose answers never arrive: nobody guesses, and nothing happens twice or not at all. */
@Timeout(90)
class LostCommitIT {
    /** Somebody who is impatient with everything, statements above all. */
    private static final Timeouts SHORT = new Timeouts(
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofMillis(800),
            Duration.ofMillis(400),
            Duration.ofSeconds(10));

    @ParameterizedTest
    @EnumSource(Cut.class)
    void lostAnswer_isLookedUp_andTheBatchHappensOnce(Cut cut) throws Exception {
        try (CuttingProxy proxy = CuttingProxy.start(Server.port());
                PostgresAccountStore store = Server.connect(throughProxy(Server.newLedger(), proxy));
                LedgerService service = LedgerService.start(store)) {
            service.register(0);
            proxy.cutOnce(cut);
            service.register(1);
            assertThat(proxy.cuts()).isEqualTo(1);
            service.register(2);
            service.assertJournalHolds(3);
        }
    }

    @ParameterizedTest
    @EnumSource(Cut.class)
    void lostAnswer_isATransientFailure_thatTellsNoSecrets(Cut cut) throws Exception {
        try (CuttingProxy proxy = CuttingProxy.start(Server.port());
                PostgresAccountStore store = Server.connect(throughProxy(Server.newLedger(), proxy))) {
            try (LedgerTransaction transaction = store.begin()) {
                transaction.save(Samples.ofAccount(Samples.account(1, 5)));
                proxy.cutOnce(cut);
                assertThatThrownBy(transaction::commit)
                        .isInstanceOfSatisfying(
                                StoreException.class,
                                failure -> assertThat(failure.isTransient()).isTrue())
                        .hasMessageContaining(
                                "cannot commit to the ledger in database postgres at 127.0.0.1:" + proxy.port())
                        .hasMessageNotContaining("currentSchema");
            }
            try (LedgerTransaction transaction = store.begin()) {
                assertThat(transaction
                                .load(LedgerKeys.ofAccounts(Samples.name(1)))
                                .account(Samples.name(1)))
                        .matches(found -> found.isPresent() == (cut == Cut.BEFORE_ANSWER));
            }
        }
    }

    /** Nobody listens any more, and still the turn is taken, until it is known what became of the commit. */
    @Test
    void commitThatWaitsForAStandby_keepsEverybodyWaiting_andIsNotTakenForDone() throws Exception {
        String url = Server.newLedger();
        try (PostgresAccountStore store = PostgresAccountStore.connect(url, Server.login(), SHORT)) {
            configure(url, "SET synchronous_standby_names = 'nobody'");
            try {
                try (LedgerTransaction transaction = store.begin()) {
                    transaction.save(Samples.ofAccount(Samples.account(1, 5)));
                    assertThatThrownBy(transaction::commit).isInstanceOf(StoreException.class);
                }
                assertThatThrownBy(store::begin)
                        .isInstanceOfSatisfying(
                                StoreException.class,
                                failure -> assertThat(failure.isTransient()).isTrue())
                        .hasMessageContaining("lock timeout");
                try (LedgerView view = store.view()) {
                    assertThat(view.load(LedgerKeys.ofAccounts(Samples.name(1))).account(Samples.name(1)))
                            .isEmpty();
                }
            } finally {
                configure(url, "RESET synchronous_standby_names");
            }
            Awaitility.await().ignoreExceptionsInstanceOf(StoreException.class).untilAsserted(() -> {
                try (LedgerTransaction transaction = store.begin()) {
                    assertThat(transaction
                                    .load(LedgerKeys.ofAccounts(Samples.name(1)))
                                    .account(Samples.name(1)))
                            .contains(Samples.account(1, 5));
                }
            });
        }
    }

    private static void configure(String url, String change) throws Exception {
        Server.execute(url, "ALTER SYSTEM " + change);
        Server.execute(url, "SELECT pg_reload_conf()");
        String expected = change.startsWith("SET") ? "nobody" : "";
        Awaitility.await()
                .until(() -> Server.text(url, "SHOW synchronous_standby_names").equals(expected));
    }

    private static String throughProxy(String url, CuttingProxy proxy) {
        return url.replace(":" + Server.port(), ":" + proxy.port());
    }
}
