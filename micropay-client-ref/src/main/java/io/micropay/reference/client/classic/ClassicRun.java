package io.micropay.reference.client.classic;

import io.micropay.ClassicClient;
import io.micropay.error.MicropayException;
import io.micropay.reference.client.home.SharedKey;
import io.micropay.reference.client.menu.Failures;
import io.micropay.reference.client.menu.Farewell;
import io.micropay.reference.client.menu.Greeting;
import io.micropay.reference.client.menu.Menu;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Style;
import io.micropay.reference.client.session.ClientOptions;
import io.micropay.reference.client.session.ExitCodes;
import io.micropay.reference.client.session.Keyring;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** One run of the menu in the classic dialect, from the shared key to the goodbye. */
public final class ClassicRun {
    private final ClientOptions options;
    private final Screen screen;
    private final SharedKey key;
    private final Clock clock;
    private final ClassicSession session;
    private final Failures failures;
    private final Farewell farewell;

    /**
     * Prepares a run.
     *
     * @param options what the command line says
     * @param screen where to talk
     * @param key the key to be
     * @param clock the time
     */
    public ClassicRun(ClientOptions options, Screen screen, SharedKey key, Clock clock) {
        this.options = options;
        this.screen = screen;
        this.key = key;
        this.clock = clock;
        this.session = new ClassicSession(this::server);
        this.failures = new Failures(screen, options.debug());
        this.farewell = new Farewell(screen, session, key);
    }

    private ClassicClient.Builder server() {
        return ClassicClient.builder(options.host(), options.port(), key.certificates())
                .certificateId(key.id())
                .clock(clock);
    }

    /**
     * Connects, runs the menu, and leaves.
     *
     * @return one of {@link ExitCodes}
     */
    public int run() {
        screen.onSignal(this::leaveAfterSignal);
        try {
            screen.print(
                    Style.NOTICE,
                    List.of(
                            "This is the classic dialect. It protects nothing from whoever knows a name and has a",
                            "certificate in " + key.certificates().directory() + ": they can log in as you,",
                            "and take your money while you are online. There are no receipts.",
                            ""));
            screen.print("Creating dynamic Key and Certificate with target ID [" + key.id() + "]...");
            session.connect(new ClassicIncoming(screen, session, options.verbose()));
            screen.print(Style.PLAIN, SharedKey.REGENERATED);
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
        ClassicRegisterAction register = new ClassicRegisterAction(screen, session);
        ClassicListAction list = new ClassicListAction(screen, session);
        ClassicLoginAction login = new ClassicLoginAction(screen, session, register::latest, list);
        ClassicTransactionAction transaction = new ClassicTransactionAction(screen, session, list);
        UpgradeAction upgrade = new UpgradeAction(screen, session, keyring, options);
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
                        new Menu.Entry("UPGRADE", "Give the account a key of its own", Optional.of(upgrade))));
    }
}
