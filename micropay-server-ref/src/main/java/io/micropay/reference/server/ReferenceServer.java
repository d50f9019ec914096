package io.micropay.reference.server;

import io.micropay.MicropayServer;
import io.micropay.keys.KeyMaterial;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerView;
import io.micropay.reference.server.notice.Notice;
import io.micropay.reference.server.web.Currency;
import java.util.Optional;

/** A payment server in a page: a key, a ledger, a listener, and what is said around them. */
final class ReferenceServer {
    private static final Notice CREATED = Notice.of("ledger_created").as("Client table created successfully");

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
        try (Ledger ledger = settings.ledger().get();
                Monitoring monitoring = Monitoring.at(settings.metrics())) {
            console.print(Notice.of("user_limit")
                    .with("limit", settings.userLimit())
                    .as("User limit is now set to " + settings.userLimit()));
            Ledger.Plan plan = ledger.plan(wishes, questions, console);
            stop.install();
            KeyMaterial key = new ServerKeys(settings.certs()).loadOrMake(console);
            plan.beforehand().run();
            serve(key, ledger, monitoring, stop);
            plan.afterwards().run();
        }
    }

    private void serve(KeyMaterial key, Ledger ledger, Monitoring monitoring, StopSignal stop) {
        boolean isNew = ledger.isNew();
        try (AccountStore store = ledger.open();
                MicropayServer server = start(builder(key, store, monitoring), isNew ? CREATED : found(store));
                Monitoring.Watching watching = monitoring.watch(store, server, currency())) {
            console.print(Notice.of("fingerprint")
                    .with("fingerprint", server.fingerprint())
                    .as("Server key fingerprint: " + server.fingerprint()));
            watching.announce(console);
            int signal = stop.await();
            listener.stopping();
            console.print(Notice.of("signal").with("number", signal).as("Caught signal " + signal));
        }
    }

    private Currency currency() {
        return new Currency(settings.currency(), settings.decimals());
    }

    private MicropayServer.Builder builder(KeyMaterial key, AccountStore store, Monitoring monitoring) {
        MicropayServer.Builder builder = MicropayServer.builder(key, store)
                .port(settings.port())
                .userLimit(settings.userLimit())
                .openingBalance(settings.openingBalance())
                .currency(settings.currency(), settings.decimals())
                .listener(monitoring.beside(listener));
        settings.bind().ifPresent(builder::bindAddress);
        settings.classic().ifPresent(builder::classic);
        return builder;
    }

    /** The announcement comes before the first client's lines, however early that client is. */
    private MicropayServer start(MicropayServer.Builder builder, Notice table) {
        return console.inOneGo(() -> {
            MicropayServer server = builder.start();
            console.print(Notice.of("listening")
                    .with("port", server.port())
                    .as("Server listening on port " + server.port(), "Opened database successfully"));
            console.print(table);
            if (settings.silent()) {
                console.print(Notice.of("silent").as("Silent mode is on."));
            }
            settings.classic()
                    .ifPresent(options -> console.print(Notice.of("classic")
                            .warning()
                            .with("message", ClassicChoice.WARNING)
                            .as(ClassicChoice.WARNING)));
            return server;
        });
    }

    private static Notice found(AccountStore store) {
        try (LedgerView view = store.view()) {
            long entries = view.load(LedgerKeys.none()).head().lastSequence();
            return Notice.of("ledger_found")
                    .with("entries", entries)
                    .as("Client table found, the journal holds " + entries + " entries");
        }
    }
}
