package io.micropay.reference.client.menu;

import io.micropay.error.RequestRefusedException;
import io.micropay.keys.Wallet;
import io.micropay.model.AccountId;
import io.micropay.model.StatusCode;
import io.micropay.reference.client.screen.EndOfInput;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Style;
import java.util.List;
import java.util.Optional;

/** REGISTER: opens an account that belongs to a wallet on this machine. */
final class RegisterAction implements Action {
    private final Screen screen;
    private final Questions questions;
    private final Session session;
    private final Keyring keyring;
    private Optional<AccountId> latest = Optional.empty();

    RegisterAction(Screen screen, Session session, Keyring keyring) {
        this.screen = screen;
        this.questions = new Questions(screen);
        this.session = session;
        this.keyring = keyring;
    }

    /** The account that was registered last in this session. */
    Optional<AccountId> latest() {
        return latest;
    }

    @Override
    public void run() throws EndOfInput, Cancelled {
        session.client();
        AccountId account = questions.account("Enter username: ", List.of());
        Optional<Wallet> existing = keyring.find(account);
        // Saved before the account exists: an account without its wallet would be lost for ever.
        Wallet wallet = existing.isPresent() ? existing.get() : keyring.create(account);
        try {
            session.register(account, wallet);
        } catch (RequestRefusedException e) {
            refused(account, e, existing.isPresent());
            return;
        }
        latest = Optional.of(account);
        screen.print("");
        screen.print(Style.GOOD, StatusText.of(StatusCode.REGISTERED));
        screen.print("The wallet of " + account + " is " + keyring.wallets().file(account));
        screen.print("Keep it and its passphrase: whoever has both is " + account + ", nobody else can be.");
    }

    private void refused(AccountId account, RequestRefusedException refusal, boolean hadWallet) {
        screen.print("");
        screen.print(Style.BAD, StatusText.of(refusal.status()));
        if (refusal.status() != StatusCode.NAME_TAKEN) {
            screen.print(Style.BAD, String.valueOf(refusal.getMessage()));
        } else if (hadWallet) {
            screen.print("The name " + account + " is taken. There is a wallet for it here: try to log in.");
        } else {
            keyring.discard(account);
            screen.print("The name " + account + " is taken. Choose another one.");
        }
    }
}
