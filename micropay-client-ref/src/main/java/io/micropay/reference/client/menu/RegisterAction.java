package io.micropay.reference.client.menu;

import io.micropay.error.RequestRefusedException;
import io.micropay.model.AccountId;
import io.micropay.model.StatusCode;
import io.micropay.reference.client.screen.EndOfInput;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Style;
import io.micropay.reference.client.session.Cancelled;
import io.micropay.reference.client.session.Keyring;
import io.micropay.reference.client.session.Registration;
import io.micropay.reference.client.session.Session;
import io.micropay.reference.client.session.StatusText;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** REGISTER: opens an account that belongs to a wallet on this machine. */
final class RegisterAction implements Action {
    private final Screen screen;
    private final Questions questions;
    private final Session session;
    private final Registration registration;
    private Optional<AccountId> latest = Optional.empty();

    RegisterAction(Screen screen, Session session, Keyring keyring) {
        this.screen = screen;
        this.questions = new Questions(screen);
        this.session = session;
        this.registration = new Registration(session, keyring);
    }

    /** The account that was registered last in this session. */
    Optional<AccountId> latest() {
        return latest;
    }

    @Override
    public void run() throws EndOfInput, Cancelled {
        session.client();
        AccountId account = questions.account("Enter username: ", List.of());
        try {
            Path wallet = registration.register(account);
            latest = Optional.of(account);
            screen.print("");
            screen.print(Style.GOOD, StatusText.of(StatusCode.REGISTERED));
            screen.print("The wallet of " + account + " is " + wallet);
            screen.print("Keep it and its passphrase: whoever has both is " + account + ", nobody else can be.");
        } catch (RequestRefusedException e) {
            refused(account, e);
        }
    }

    private void refused(AccountId account, RequestRefusedException refusal) {
        screen.print("");
        screen.print(Style.BAD, StatusText.of(refusal.status()));
        if (refusal.status() == StatusCode.NAME_TAKEN) {
            screen.print(registration.whenTaken(account));
        } else {
            screen.print(Style.BAD, String.valueOf(refusal.getMessage()));
        }
    }
}
