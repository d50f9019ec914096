package io.micropay.reference.server;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.event.Traffic;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** The lines of the manual's session, one event after the other. */
class ConsoleListenerTest {
    private static final InetSocketAddress ALICE_PLACE = place(47290);
    private static final InetSocketAddress BOB_PLACE = place(44534);
    private static final AccountId ALICE = new AccountId("alice");
    private static final AccountId BOB = new AccountId("bob");

    private static InetSocketAddress place(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private static Traffic message(String text) {
        return new Traffic(text, Bytes.of(new byte[] {0x4f, (byte) 0xa0, 0x1c}));
    }

    private static String shown(boolean silent, Consumer<ConsoleListener> events) {
        Transcript output = new Transcript();
        try (Console console = new Console(TestTerminal.showing(output, StandardCharsets.UTF_8))) {
            events.accept(new ConsoleListener(console, silent));
        }
        return output.toString();
    }

    @Test
    void silentSession_readsAsInTheManual() {
        String shown = shown(true, server -> {
            server.connected(ALICE_PLACE, 1);
            server.connected(BOB_PLACE, 2);
            server.received(ALICE_PLACE, message("REGISTER#alice"));
            server.received(ALICE_PLACE, message("alice#9001"));
            server.loggedIn(ALICE, ALICE_PLACE, 1);
            server.received(ALICE_PLACE, message("List"));
            server.received(BOB_PLACE, message("bob#9002"));
            server.loggedIn(BOB, BOB_PLACE, 2);
            server.received(BOB_PLACE, message("alice#2000#bob"));
            server.waiting(place(59982), 2, 1);
            server.received(BOB_PLACE, message("Exit"));
            server.loggedOut(BOB, 1);
            server.disconnected(BOB_PLACE, 1, "it exited");
        });
        assertThat(shown).isEqualTo("""
                        → Accepting new connection from:
                          Client IP: 127.0.0.1
                          Client Port: 47290

                        Connected clients num: 1
                        → Accepting new connection from:
                          Client IP: 127.0.0.1
                          Client Port: 44534

                        Connected clients num: 2
                        → [REGISTER#alice] from 127.0.0.1@47290

                        → [alice#9001] from 127.0.0.1@47290

                        Updated!
                        Online num: 1
                        → [List] from 127.0.0.1@47290

                        → [bob#9002] from 127.0.0.1@44534

                        Updated!
                        Online num: 2
                        → [alice#2000#bob] from 127.0.0.1@44534

                        3 users attempting to connect. 1 users might have to wait.
                        → [Exit] from 127.0.0.1@44534

                        bob logged out.
                        Online num: 1
                        Drop connection with 127.0.0.1@44534
                        Connected clients num: 1
                        """);
    }

    @Test
    void defaultSession_showsTheBytesBeforeEachMessage() {
        String shown = shown(false, server -> {
            server.connected(ALICE_PLACE, 1);
            server.received(ALICE_PLACE, message("REGISTER#brian"));
            server.received(ALICE_PLACE, message("List"));
        });
        assertThat(shown).endsWith("""
                        Connected clients num: 1

                        [System Info] Encrypted message received - <4fa01c>
                        → [REGISTER#brian] from 127.0.0.1@47290

                        [System Info] Encrypted message received - <4fa01c>
                        → [List] from 127.0.0.1@47290

                        """);
    }

    @Test
    void longMessage_isShortened() {
        Traffic message = new Traffic("List", Bytes.of(new byte[1000]));
        assertThat(shown(false, server -> server.received(ALICE_PLACE, message)))
                .contains("<" + "00".repeat(64) + "...>\n");
    }

    @Test
    void guestThatExits_isNotLoggedOut() {
        String shown = shown(true, server -> {
            server.connected(ALICE_PLACE, 1);
            server.loggedIn(ALICE, ALICE_PLACE, 1);
            server.connected(BOB_PLACE, 2);
            server.received(BOB_PLACE, message("Exit"));
            server.disconnected(BOB_PLACE, 1, "it exited");
        });
        assertThat(shown).endsWith("""
                        → [Exit] from 127.0.0.1@44534

                        Online num: 1
                        Drop connection with 127.0.0.1@44534
                        Connected clients num: 1
                        """);
    }

    @Test
    void clientThatVanishes_isLoggedOutWithTheReason() {
        String shown = shown(true, server -> {
            server.connected(ALICE_PLACE, 1);
            server.loggedIn(ALICE, ALICE_PLACE, 1);
            server.loggedOut(ALICE, 0);
            server.disconnected(ALICE_PLACE, 0, "the connection broke: Connection reset");
        });
        assertThat(shown).endsWith("""
                        alice logged out.
                        Online num: 0
                        Drop connection with 127.0.0.1@47290 (gone without Exit: the connection broke: Connection reset)
                        Connected clients num: 0
                        """);
    }

    @Test
    void connectionsThatEndWithTheServer_needNoReason() {
        String shown = shown(true, server -> {
            server.connected(ALICE_PLACE, 1);
            server.stopping();
            server.disconnected(ALICE_PLACE, 0, "the connection broke: Socket closed");
        });
        assertThat(shown).endsWith("Drop connection with 127.0.0.1@47290\nConnected clients num: 0\n");
    }

    @Test
    void heartbeats_areNotShown() {
        assertThat(shown(false, server -> {
                    server.received(ALICE_PLACE, message("Ping"));
                    server.received(ALICE_PLACE, message("Pong"));
                }))
                .isEmpty();
    }

    @Test
    void messageTheManualDoesNotKnow_isShownAlike() {
        assertThat(shown(true, server -> server.received(ALICE_PLACE, message("LOOKUP#ta"))))
                .isEqualTo("→ [LOOKUP#ta] from 127.0.0.1@47290\n\n");
    }

    @Test
    void textFromOutside_isEscaped() {
        assertThat(shown(
                        true, server -> server.turnedAway(ALICE_PLACE, "no TLS: \u001b]0;owned\u0007\nroot logged in")))
                .isEqualTo("Turned away 127.0.0.1@47290: no TLS: \\u001b]0;owned\\u0007\\u000aroot logged in\n");
    }
}
