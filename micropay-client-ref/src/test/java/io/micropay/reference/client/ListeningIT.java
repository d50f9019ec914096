package io.micropay.reference.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.MicropayClient;
import io.micropay.PeerEndpoint;
import io.micropay.event.PeerListener;
import io.micropay.model.AccountId;
import io.micropay.model.Offer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A listener whose lines nobody reads for a while. */
@Timeout(180)
class ListeningIT {
    private static final AccountId PAYEE = new AccountId("nora");

    /** As JSON each of these is six bytes: so few payments fill a pipe. */
    private static final String LONG_MEMO = "\u0001".repeat(Offer.MAX_MEMO_BYTES);

    private static final int MORE_THAN_FIT = 40;

    @TempDir
    private Path directory;

    @Test
    void listen_whileNobodyReads_stillTakesPayments_andWritesThemLater() {
        try (TestServer server = TestServer.withPlaces(5)) {
            Person payee = Person.registered(PAYEE.name(), directory, server);
            server.register("otto");
            server.register("paula");
            try (CommandRun listen =
                    CommandRun.startUnread(payee.directory(), payee.environment(), "listen", "--json")) {
                listen.awaitError("nora is online");
                try (MicropayClient first = server.connect(PeerListener.NONE)) {
                    PeerEndpoint otto = TestServer.logIn(first, "otto");
                    for (int i = 0; i < MORE_THAN_FIT; i++) {
                        otto.pay(PAYEE, 1, LONG_MEMO);
                    }
                }
                try (MicropayClient second = server.connect(PeerListener.NONE)) {
                    TestServer.logIn(second, "paula").pay(PAYEE, 1);
                }
                listen.read();
                listen.awaitOutput("\"payer\":\"paula\"");
                listen.signal("TERM");
                assertThat(listen.awaitExit()).as(listen.errors()).isZero();
                assertThat(listen.output()).hasLineCount(MORE_THAN_FIT + 1);
                assertThat(payee.receipts()).isEqualTo(MORE_THAN_FIT + 1);
            }
        }
    }

    @Test
    void listen_thatNobodyEverReads_stillEnds() {
        try (TestServer server = TestServer.withPlaces(5)) {
            Person payee = Person.registered(PAYEE.name(), directory, server);
            server.register("otto");
            try (CommandRun listen =
                    CommandRun.startUnread(payee.directory(), payee.environment(), "listen", "--json")) {
                listen.awaitError("nora is online");
                try (MicropayClient payer = server.connect(PeerListener.NONE)) {
                    PeerEndpoint otto = TestServer.logIn(payer, "otto");
                    for (int i = 0; i < MORE_THAN_FIT; i++) {
                        otto.pay(PAYEE, 1, LONG_MEMO);
                    }
                }
                listen.signal("TERM");
                listen.awaitError("were not written, since nobody reads them. Their receipts are saved");
                assertThat(payee.receipts()).isEqualTo(MORE_THAN_FIT);
            }
        }
    }
}
