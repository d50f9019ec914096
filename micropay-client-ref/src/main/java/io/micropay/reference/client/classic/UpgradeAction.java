package io.micropay.reference.client.classic;

import io.micropay.ClassicClient;
import io.micropay.error.RequestRefusedException;
import io.micropay.keys.Wallet;
import io.micropay.model.AccountId;
import io.micropay.model.StatusCode;
import io.micropay.reference.client.menu.Action;
import io.micropay.reference.client.screen.EndOfInput;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Style;
import io.micropay.reference.client.session.Cancelled;
import io.micropay.reference.client.session.ClientOptions;
import io.micropay.reference.client.session.Keyring;
import java.util.List;
import java.util.Optional;

/** UPGRADE: binds the account to a wallet, so that from then on it takes more than its name to be its owner. */
final class UpgradeAction implements Action {
    private final Screen screen;
    private final ClassicSession session;
    private final Keyring keyring;
    private final ClientOptions options;

    UpgradeAction(Screen screen, ClassicSession session, Keyring keyring, ClientOptions options) {
        this.screen = screen;
        this.session = session;
        this.keyring = keyring;
        this.options = options;
    }

    @Override
    public void run() throws EndOfInput, Cancelled {
        ClassicClient client = session.member();
        Optional<AccountId> account = nativeName(session.person().orElseThrow());
        if (account.isPresent()) {
            upgrade(client, account.get());
        }
    }

    private Optional<AccountId> nativeName(String name) {
        try {
            return Optional.of(new AccountId(name));
        } catch (IllegalArgumentException e) {
            screen.print(Style.BAD, "'" + name + "' cannot be a name in the native dialect: " + e.getMessage() + ".");
            screen.print("Open an account with another name there, and pay it from here.");
            return Optional.empty();
        }
    }

    private void upgrade(ClassicClient client, AccountId account) throws EndOfInput, Cancelled {
        Optional<Wallet> existing = keyring.find(account);
        // Saved before the account is bound: an account whose wallet is lost would be lost for ever.
        Wallet wallet = existing.isPresent() ? existing.get() : keyring.create(account);
        try {
            client.upgrade(wallet);
        } catch (RequestRefusedException e) {
            // Only if it is certain: a server that cannot say what it did may have bound the account to this wallet.
            boolean isCertain = e.status() == StatusCode.NAME_TAKEN || e.status() == StatusCode.VERSION_UNSUPPORTED;
            if (existing.isEmpty() && isCertain) {
                keyring.discard(account);
            }
            screen.print("");
            screen.print(Style.BAD, "Not upgraded: " + e.getMessage() + ".");
            return;
        }
        screen.print("");
        screen.print(Style.GOOD, StatusCode.REGISTERED.number() + " " + StatusCode.REGISTERED.text());
        screen.print(
                Style.PLAIN,
                List.of(
                        "The wallet of " + account + " is " + keyring.wallets().file(account),
                        "Keep it and its passphrase: whoever has both is " + account + ", nobody else can be.",
                        "Leave with 5, and from now on start with",
                        "  micropay client " + options.host() + " " + options.port()));
    }
}
