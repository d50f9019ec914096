package io.micropay.internal.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.MicropayServer;
import io.micropay.event.PeerListener;
import io.micropay.event.ServerListener;
import io.micropay.internal.message.ClientMessage.Hello;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.InMemoryAccountStore;
import io.micropay.model.StatusCode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A client whose connection the server ends for what it sent is told as refused, once, with the status that it is told. */
class RefusedConnectionIT {
    @Test
    void clientThatSaysHelloTwice_isRefused() throws InterruptedException {
        BlockingQueue<StatusCode> refusals = new LinkedBlockingQueue<>();
        BlockingQueue<StatusCode> told = new LinkedBlockingQueue<>();
        PeerListener client = new PeerListener() {
            @Override
            public void disconnected(StatusCode status, String reason) {
                told.add(status);
            }
        };
        ServerListener listener = new ServerListener() {
            @Override
            public void refused(InetSocketAddress remote, StatusCode reason) {
                refusals.add(reason);
            }
        };
        try (AccountStore store = InMemoryAccountStore.create();
                MicropayServer server = MicropayServer.builder(RepeatedOfferIT.key("server"), store)
                        .bindAddress(InetAddress.getLoopbackAddress())
                        .listener(listener)
                        .start();
                ClientEngine engine = RepeatedOfferIT.connect(server, client)) {
            var unused = engine.request(new Hello(List.of(1), "again"));
            assertThat(refusals.poll(10, TimeUnit.SECONDS)).isEqualTo(StatusCode.UNEXPECTED_MESSAGE);
            assertThat(told.poll(10, TimeUnit.SECONDS)).isEqualTo(StatusCode.UNEXPECTED_MESSAGE);
        }
        assertThat(refusals).isEmpty();
    }
}
