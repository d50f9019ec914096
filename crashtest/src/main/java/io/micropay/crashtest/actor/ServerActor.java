package io.micropay.crashtest.actor;

import io.micropay.MicropayServer;
import io.micropay.event.ServerListener;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.SqliteAccountStore;
import io.micropay.model.Payment;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;

/** A server on a SQLite file, durable as ever, that dies when told. Runs until its input ends. */
public final class ServerActor {
    private ServerActor() {}

    /** Tells of every order that was decided. */
    private static final class Steps implements ServerListener {
        @Override
        public void decided(Payment payment) {
            Signals.step();
        }
    }

    /** Arguments: directory, port, kill. */
    public static void main(String[] arguments) throws IOException {
        Ground ground = new Ground(Path.of(arguments[0]));
        KillSwitch killSwitch = KillSwitch.of(arguments[2]);
        SigningTurn turn = new SigningTurn();
        try (AccountStore store = new HookedStore(SqliteAccountStore.open(ground.ledger()), killSwitch, turn);
                MicropayServer server = MicropayServer.builder(
                                new HookedKeys(ground.serverKeys(), killSwitch, turn), store)
                        .bindAddress(InetAddress.getLoopbackAddress())
                        .port(Integer.parseInt(arguments[1]))
                        .listener(new Steps())
                        .start()) {
            Signals.ready(server.port());
            Signals.awaitEndOfInput();
        }
    }
}
