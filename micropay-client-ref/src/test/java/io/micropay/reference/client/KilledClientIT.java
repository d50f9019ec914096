package io.micropay.reference.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.MicropayClient;
import io.micropay.event.PeerListener;
import io.micropay.model.Offer;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program is killed within a payment, and tells at the next login what became of it. */
class KilledClientIT {
    @TempDir
    private Path directory;

    private ProgramRun start(TestServer server) {
        Map<String, String> environment = Map.of("MICROPAY_PASSPHRASE", "correct horse");
        return ProgramRun.start(directory, environment, "127.0.0.1", String.valueOf(server.port()));
    }

    @Test
    void payment_thatWasKilled_isEndedAndToldAtTheNextLogin() {
        CompletableFuture<Void> offered = new CompletableFuture<>();
        CompletableFuture<Boolean> answer = new CompletableFuture<>();
        PeerListener payee = new PeerListener() {
            @Override
            public boolean accept(Offer offer) {
                offered.complete(null);
                return answer.join();
            }
        };
        try (TestServer server = TestServer.withPlaces(3)) {
            server.register("bob");
            try (MicropayClient bob = server.connect(payee)) {
                TestServer.logIn(bob, "bob");
                try (ProgramRun alice = start(server)) {
                    alice.type("", "1", "alice", "");
                    alice.await("100 OK");
                    alice.type("2", "Y", "0", "");
                    alice.await("Online User #: 2");
                    alice.type("4", "bob", "2000", "");
                    offered.join();
                    alice.signal("KILL");
                    assertThat(alice.awaitExit()).isNotZero();
                }
                try (ProgramRun alice = start(server)) {
                    alice.type("", "2", "alice", "0", "");
                    alice.await("The payment of $2000 to bob that was interrupted: was not settled and never will be.");
                    alice.await("268 ");
                    alice.await("Account Balance: 10000");
                    alice.type("5");
                    assertThat(alice.awaitExit()).isZero();
                }
            } finally {
                answer.complete(true);
            }
        }
    }
}
