package io.micropay.reference.client.menu;

import io.micropay.error.AuthenticationException;
import io.micropay.keys.Passphrase;
import io.micropay.keys.Wallet;
import io.micropay.model.AccountId;
import io.micropay.reference.client.home.Home;
import io.micropay.reference.client.home.Wallets;
import io.micropay.reference.client.screen.EndOfInput;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Style;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Opens wallets and makes new ones; one that is open stays so until the program ends. */
final class Keyring {
    private static final int ATTEMPTS = 3;

    private final Screen screen;
    private final Session session;
    private final Home home;
    private final Passphrases passphrases;
    private final Clock clock;
    private final Map<Path, Wallet> open = new HashMap<>();

    Keyring(Screen screen, Session session, Home home, Passphrases passphrases, Clock clock) {
        this.screen = screen;
        this.session = session;
        this.home = home;
        this.passphrases = passphrases;
        this.clock = clock;
    }

    /** The wallets for the server that one is connected to. */
    Wallets wallets() {
        return home.wallets(session.serverKey());
    }

    /** The wallet of an account; empty if there is none on this machine. */
    Optional<Wallet> find(AccountId account) throws EndOfInput, Cancelled {
        Wallets wallets = wallets();
        if (!wallets.has(account)) {
            return Optional.empty();
        }
        Wallet known = open.get(wallets.file(account));
        return Optional.of(known == null ? unlock(wallets, account) : known);
    }

    private Wallet unlock(Wallets wallets, AccountId account) throws EndOfInput, Cancelled {
        for (int attempt = 1; ; attempt++) {
            try {
                Passphrase passphrase = passphrases.existing(screen, "Passphrase of the wallet of " + account + ": ");
                return remember(wallets, account, wallets.load(account, passphrase));
            } catch (AuthenticationException e) {
                if (passphrases.isGiven()) {
                    throw new AuthenticationException(
                            e.status(), e.getMessage() + " (the passphrase came from " + passphrases.source() + ")", e);
                }
                if (attempt == ATTEMPTS) {
                    throw e;
                }
                screen.print(Style.BAD, List.of(e.getMessage() + ".", Questions.TRY_AGAIN));
            }
        }
    }

    /** Makes a wallet and saves it. The keys are made while the passphrase is typed. */
    Wallet create(AccountId account) throws EndOfInput, Cancelled {
        Wallets wallets = wallets();
        CompletableFuture<Wallet> making = CompletableFuture.supplyAsync(() -> Wallet.generate(account.name(), clock));
        Passphrase passphrase = passphrases.fresh(screen, "Choose a passphrase for the wallet of " + account + ": ");
        Wallet wallet = making.join();
        wallets.save(account, wallet, passphrase);
        return remember(wallets, account, wallet);
    }

    /** Deletes a wallet with which no account was opened. */
    void discard(AccountId account) {
        Wallets wallets = wallets();
        open.remove(wallets.file(account));
        wallets.delete(account);
    }

    private Wallet remember(Wallets wallets, AccountId account, Wallet wallet) {
        open.put(wallets.file(account), wallet);
        return wallet;
    }
}
