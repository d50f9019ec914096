package io.micropay.reference.client.menu;

import io.micropay.error.MicropayException;
import io.micropay.error.StoreException;
import io.micropay.keys.Wallet;
import io.micropay.model.AccountId;
import io.micropay.model.StatusCode;
import io.micropay.reference.client.screen.EndOfInput;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Style;
import io.micropay.reference.client.session.Cancelled;
import io.micropay.reference.client.session.Keyring;
import io.micropay.reference.client.session.LoginRefusal;
import io.micropay.reference.client.session.Session;
import io.micropay.reference.client.session.StatusText;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** LOGIN: goes online as an account, with a port where others can pay it. Connects anew if the server was lost. */
final class LoginAction implements Action {
    private final Screen screen;
    private final Questions questions;
    private final Session session;
    private final Keyring keyring;
    private final Supplier<Optional<AccountId>> justRegistered;
    private final List<Action> afterwards;

    LoginAction(
            Screen screen,
            Session session,
            Keyring keyring,
            Supplier<Optional<AccountId>> justRegistered,
            List<Action> afterwards) {
        this.screen = screen;
        this.questions = new Questions(screen);
        this.session = session;
        this.keyring = keyring;
        this.justRegistered = justRegistered;
        this.afterwards = afterwards;
    }

    @Override
    public void run() throws EndOfInput, Cancelled {
        session.reconnectIfLost();
        if (session.isLoggedIn()) {
            refused(
                    StatusCode.ALREADY_LOGGED_IN,
                    "This session is logged in as " + session.account().orElseThrow()
                            + " already. Start the program once more for another account.");
            return;
        }
        AccountId account = whom();
        int port = questions.port("Enter port (enter 0 if you are not sure which port to use): ");
        if (port == 0) {
            screen.print("Requesting " + account + " on any free port...");
        }
        Optional<Wallet> wallet = keyring.find(account);
        if (wallet.isEmpty()) {
            refused(
                    StatusCode.AUTHENTICATION_FAILED,
                    "There is no wallet for " + account + " here ("
                            + keyring.wallets().file(account)
                            + "). Register the name with 1, or copy its wallet to that place.");
        } else if (logIn(account, wallet.get(), port)) {
            for (Action action : afterwards) {
                action.run();
            }
        }
    }

    private AccountId whom() throws EndOfInput, Cancelled {
        Optional<AccountId> fresh = justRegistered.get();
        if (fresh.isPresent() && questions.yes("Using the JUST registered account?[Y/n] ")) {
            return fresh.get();
        }
        return questions.account("Enter username: ", List.of());
    }

    private boolean logIn(AccountId account, Wallet wallet, int port) {
        try {
            session.logIn(account, wallet, port);
            return true;
        } catch (MicropayException e) {
            if (session.isLost() || e.status() == StatusCode.DISCONNECTED || e instanceof StoreException) {
                throw e;
            }
            refused(e.status(), LoginRefusal.explanation(account, e));
            return false;
        }
    }

    private void refused(StatusCode status, String why) {
        screen.print("");
        screen.print(Style.BAD, StatusText.of(status));
        screen.print(why);
    }
}
