package io.micropay.reference.server;

import io.micropay.MicropayServer;
import io.micropay.keys.KeyMaterial;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerView;
import java.util.Optional;

/** A payment server in a page: a key, a ledger, a listener, and what is said around them. */
final class ReferenceServer {
    private final Settings settings;
    private final Console console;
    private final ConsoleListener listener;

    ReferenceServer(Settings settings, Console console) {
        this.settings = settings;
        this.console = console;
        this.listener = new ConsoleListener(console, settings.silent());
    }

    /**
     * What to do with the ledger, as far as options say.
     *
     * @param keep whether it is to outlive the server
     * @param reset whether to begin with an empty one
     * @param isSure whether nobody has to be asked again
     */
    record Wishes(Optional<Boolean> keep, Optional<Boolean> reset, boolean isSure) {}

    /** Serves until the stop signal. */
    void run(Wishes wishes, Questions questions, StopSignal stop) {
        try (Ledger ledger = settings.ledger().get()) {
            console.print("User limit is now set to " + settings.userLimit());
            Ledger.Plan plan = ledger.plan(wishes, questions, console);
            stop.install();
            KeyMaterial key = new ServerKeys(settings.certs()).loadOrMake(console);
            plan.beforehand().run();
            serve(key, ledger, stop);
            plan.afterwards().run();
        }
    }

    private void serve(KeyMaterial key, Ledger ledger, StopSignal stop) {
        boolean isNew = ledger.isNew();
        try (AccountStore store = ledger.open();
                MicropayServer server = start(key, store, isNew)) {
            console.print("Server key fingerprint: " + server.fingerprint());
            int signal = stop.await();
            listener.stopping();
            console.print("Caught signal " + signal);
        }
    }

    /** The announcement comes before the first client's lines, however early that client is. */
    private MicropayServer start(KeyMaterial key, AccountStore store, boolean isNew) {
        MicropayServer.Builder builder = MicropayServer.builder(key, store)
                .port(settings.port())
                .userLimit(settings.userLimit())
                .openingBalance(settings.openingBalance())
                .currency(settings.currency(), settings.decimals())
                .listener(listener);
        settings.bind().ifPresent(builder::bindAddress);
        settings.classic().ifPresent(builder::classic);
        String table = isNew ? "Client table created successfully" : found(store);
        return console.inOneGo(() -> {
            MicropayServer server = builder.start();
            console.print("Server listening on port " + server.port(), "Opened database successfully", table);
            if (settings.silent()) {
                console.print("Silent mode is on.");
            }
            settings.classic().ifPresent(options -> console.print(ClassicChoice.WARNING));
            return server;
        });
    }

    private static String found(AccountStore store) {
        try (LedgerView view = store.view()) {
            long entries = view.load(LedgerKeys.none()).head().lastSequence();
            return "Client table found, the journal holds " + entries + " entries";
        }
    }
}
