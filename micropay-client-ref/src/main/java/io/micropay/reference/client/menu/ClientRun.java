package io.micropay.reference.client.menu;

import io.micropay.MicropayClient;
import io.micropay.error.MicropayException;
import io.micropay.keys.KeyMaterial;
import io.micropay.reference.client.home.AccountOutbox;
import io.micropay.reference.client.home.DynamicKey;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.session.ClientOptions;
import io.micropay.reference.client.session.ExitCodes;
import io.micropay.reference.client.session.Keyring;
import io.micropay.reference.client.session.Session;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** One run of the menu, from the session key to the goodbye: builds the parts and puts them together. */
public final class ClientRun {
    private final ClientOptions options;
    private final Screen screen;
    private final DynamicKey key;
    private final Clock clock;
    private final Session session;
    private final Failures failures;
    private final Farewell farewell;

    /**
     * Prepares a run.
     *
     * @param options what the command line says
     * @param screen where to talk
     * @param key the session key, which may still be in the making
     * @param clock the time
     */
    public ClientRun(ClientOptions options, Screen screen, DynamicKey key, Clock clock) {
        this.options = options;
        this.screen = screen;
        this.key = key;
        this.clock = clock;
        this.session = new Session(this::server, new AccountOutbox(options.home()));
        this.failures = new Failures(screen, options.debug());
        this.farewell = new Farewell(screen, session, key);
    }

    private MicropayClient.Builder server() {
        KeyMaterial sessionKeys = key.await();
        return options.client(screen).sessionKeys(sessionKeys);
    }

    /**
     * Connects, runs the menu, and leaves.
     *
     * @return one of {@link ExitCodes}
     */
    public int run() {
        screen.onSignal(this::leaveAfterSignal);
        try {
            screen.print("Creating dynamic Key and Certificate with target ID [" + key.id() + "]...");
            key.await();
            screen.print("Done.");
            session.connect(new MenuIncoming(screen, session, options));
        } catch (MicropayException | UncheckedIOException e) {
            farewell.afterFailure();
            failures.tell(e);
            return ExitCodes.of(e);
        }
        if (Greeting.show(screen, session.serverCertificate(), options)) {
            menu().run();
        }
        boolean wasLost = session.isLost();
        farewell.afterExit();
        return wasLost ? ExitCodes.NO_CONNECTION : ExitCodes.DONE;
    }

    private void leaveAfterSignal(String signal) {
        farewell.afterSignal(signal);
        System.exit(ExitCodes.DONE);
    }

    private Menu menu() {
        Keyring keyring = new Keyring(screen, session::serverKey, options, clock);
        PaidReport report = new PaidReport(screen, options.home());
        UndecidedOrders undecided = new UndecidedOrders(screen, session, report);
        RegisterAction register = new RegisterAction(screen, session, keyring);
        ListAction list = new ListAction(screen, session);
        LoginAction login = new LoginAction(screen, session, keyring, register::latest, List.of(undecided, list));
        Transfers transfers = new Transfers(screen, session, report, undecided, list);
        TransactionAction transaction = new TransactionAction(screen, session, transfers);
        StatementAction statement = new StatementAction(screen, session);
        RequestAction request = new RequestAction(screen, session, options.home());
        PayRequestAction payRequest = new PayRequestAction(screen, session, transfers);
        ReceiptAction receipt = new ReceiptAction(screen, session, options.home());
        return new Menu(
                screen,
                session,
                failures,
                List.of(
                        new Menu.Entry("REGISTER", "Register a user", Optional.of(register)),
                        new Menu.Entry("LOGIN", "Log in to server", Optional.of(login)),
                        new Menu.Entry("LIST", "Get latest updates", Optional.of(list)),
                        new Menu.Entry("TRANSACTION", "Make a transaction", Optional.of(transaction)),
                        new Menu.Entry("EXIT", "Log out from server", Optional.empty()),
                        new Menu.Entry("STATEMENT", "Show the latest movements", Optional.of(statement)),
                        new Menu.Entry("REQUEST", "Ask for money", Optional.of(request)),
                        new Menu.Entry("PAY", "Pay a request by its link", Optional.of(payRequest)),
                        new Menu.Entry("RECEIPT", "Show and verify a receipt", Optional.of(receipt))));
    }
}
