package io.micropay.reference.client.command;

import io.micropay.PeerEndpoint;
import io.micropay.error.AuthenticationException;
import io.micropay.error.RequestRefusedException;
import io.micropay.event.PeerListener;
import io.micropay.keys.Wallet;
import io.micropay.model.AccountId;
import io.micropay.model.Payment;
import io.micropay.model.SignedOrder;
import io.micropay.reference.client.home.AccountOutbox;
import io.micropay.reference.client.home.RequestFile;
import io.micropay.reference.client.screen.EndOfInput;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Screens;
import io.micropay.reference.client.screen.Style;
import io.micropay.reference.client.session.Cancelled;
import io.micropay.reference.client.session.ClientOptions;
import io.micropay.reference.client.session.ExitCodes;
import io.micropay.reference.client.session.Incoming;
import io.micropay.reference.client.session.Keyring;
import io.micropay.reference.client.session.LoginRefusal;
import io.micropay.reference.client.session.Registration;
import io.micropay.reference.client.session.Session;
import io.micropay.reference.client.session.StatusText;
import io.micropay.reference.client.text.Amounts;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** One command's conversation with the server. The session key is in memory, so that nothing of it stays behind. */
final class Visit implements AutoCloseable {
    private final Settings settings;
    private final ClientOptions options;
    private final Screen screen;
    private final Results results;
    private final Session session;
    private final Keyring keyring;

    private Visit(Settings settings, Results results) {
        this.settings = settings;
        this.results = results;
        this.options = settings.client(settings.server());
        this.screen = Screens.messages(settings.isQuiet());
        this.session = new Session(() -> options.client(screen), new AccountOutbox(options.home()));
        this.keyring = new Keyring(screen, session::serverKey, options, Clock.systemUTC());
    }

    /** Prepares a visit; connects to nobody yet. */
    static Visit prepare(CommonOptions common, CommandSpec command) {
        Settings settings = common.settings();
        return new Visit(settings, new Results(command.commandLine().getOut(), settings.isJson()));
    }

    /** Prepares a visit of an account, and connects. */
    static Visit connect(CommonOptions common, CommandSpec command) {
        Visit visit = prepare(common, command);
        visit.settings.account();
        visit.connect();
        return visit;
    }

    /** Connects, and waits for a place. */
    void connect() {
        connect(new Incoming(screen, session, options));
    }

    /** Connects with a listener of one's own. */
    void connect(PeerListener listener) {
        session.connect(listener);
    }

    /** Where everything goes that is no result. */
    Screen screen() {
        return screen;
    }

    Results results() {
        return results;
    }

    Settings settings() {
        return settings;
    }

    ClientOptions options() {
        return options;
    }

    Session session() {
        return session;
    }

    Amounts amounts() {
        return session.amounts();
    }

    /** Something for which a passphrase may have to be typed. */
    @FunctionalInterface
    private interface WithPassphrase<T> {
        T get() throws EndOfInput, Cancelled;
    }

    private static <T> T withPassphrase(WithPassphrase<T> step) {
        try {
            return step.get();
        } catch (EndOfInput e) {
            throw new CommandFailure(
                    ExitCodes.USAGE,
                    "no passphrase, and no terminal to type it at: set MICROPAY_PASSPHRASE, or give --passphrase-file",
                    e);
        } catch (Cancelled e) {
            throw new CommandFailure(ExitCodes.FAILED, "no passphrase was typed", e);
        } catch (AuthenticationException e) {
            throw new CommandFailure(ExitCodes.FAILED, String.valueOf(e.getMessage()), e);
        }
    }

    /** Opens an account; returns the file of its wallet. */
    Path register(AccountId account) {
        Registration registration = new Registration(session, keyring);
        try {
            return withPassphrase(() -> registration.register(account));
        } catch (RequestRefusedException e) {
            String why = switch (e.status()) {
                case NAME_TAKEN -> registration.whenTaken(account);
                default -> String.valueOf(e.getMessage());
            };
            throw new RequestRefusedException(e.status(), StatusText.of(e.status()) + ". " + why, e);
        }
    }

    /** Logs in, and tells what became of orders that an earlier run has left. */
    PeerEndpoint logIn() {
        AccountId account = settings.account();
        Wallet wallet = withPassphrase(() -> keyring.find(account)).orElseThrow(() -> withoutWallet(account));
        try {
            session.logIn(account, wallet, 0);
        } catch (AuthenticationException | RequestRefusedException e) {
            throw new RequestRefusedException(
                    e.status(), StatusText.of(e.status()) + ". " + LoginRefusal.explanation(account, e), e);
        }
        session.awaitResumed();
        session.undecided().forEach(this::tellUndecided);
        return session.member();
    }

    private CommandFailure withoutWallet(AccountId account) {
        return new CommandFailure(
                ExitCodes.FAILED,
                "there is no wallet for " + account + " here ("
                        + keyring.wallets().file(account)
                        + "). Register the name with micropay register, or copy its wallet to that place");
    }

    private void tellUndecided(SignedOrder order) {
        screen.print(
                Style.BAD,
                "The payment of " + amounts().withCurrency(order.order().amount()) + " to "
                        + order.order().payee() + ", order " + order.order().id()
                        + ", is still undecided. The next login asks about it again. Do not pay again.");
    }

    /** The requests that the account has made; for whoever has connected. */
    RequestFile requests() {
        return options.home().requests(session.serverKey(), settings.account());
    }

    /** Reads an amount; how many decimals there are is for the server to say. */
    long units(String amount) {
        try {
            return amounts().parse(amount);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCodes.USAGE, String.valueOf(e.getMessage()), e);
        }
    }

    /** Saves the receipt of a payment; that money has moved is true also where it cannot be saved. */
    Optional<Path> save(Payment payment, AccountId own) {
        try {
            return Optional.of(options.home().receipts(own).save(payment));
        } catch (UncheckedIOException e) {
            screen.print(Style.BAD, "The money has moved, but the receipt could not be saved: " + e.getMessage());
            return Optional.empty();
        }
    }

    @Override
    public void close() {
        session.close();
    }
}
