package io.micropay.reference.client.session;

import io.micropay.error.AuthenticationException;
import io.micropay.keys.Passphrase;
import io.micropay.keys.Wallet;
import io.micropay.model.AccountId;
import io.micropay.model.KeyId;
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
import java.util.function.Supplier;

/** Opens wallets and makes new ones; one that is open stays so until the program ends. */
public final class Keyring {
    private static final int ATTEMPTS = 3;

    private final Screen screen;
    private final Supplier<KeyId> server;
    private final Home home;
    private final Passphrases passphrases;
    private final Clock clock;
    private final Map<Path, Wallet> open = new HashMap<>();

    /**
     * A ring without keys.
     *
     * @param screen where to ask for passphrases
     * @param server the key of the server that one is connected to
     * @param options where wallets are, and where passphrases come from
     * @param clock the time
     */
    public Keyring(Screen screen, Supplier<KeyId> server, ClientOptions options, Clock clock) {
        this.screen = screen;
        this.server = server;
        this.home = options.home();
        this.passphrases = options.passphrases();
        this.clock = clock;
    }

    /**
     * The wallets for the server that one is connected to.
     *
     * @return the wallets
     */
    public Wallets wallets() {
        return home.wallets(server.get());
    }

    /**
     * The wallet of an account.
     *
     * @param account whose
     * @return empty if there is none on this machine
     * @throws EndOfInput if there is nobody to type the passphrase
     * @throws Cancelled if the person does not want to
     */
    public Optional<Wallet> find(AccountId account) throws EndOfInput, Cancelled {
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
                screen.print(Style.BAD, List.of(e.getMessage() + ".", Passphrases.TRY_AGAIN));
            }
        }
    }

    /**
     * Makes a wallet and saves it. The keys are made while the passphrase is typed.
     *
     * @param account whose
     * @return the wallet
     * @throws EndOfInput if there is nobody to type the passphrase
     * @throws Cancelled if the person does not want to
     */
    public Wallet create(AccountId account) throws EndOfInput, Cancelled {
        Wallets wallets = wallets();
        CompletableFuture<Wallet> making = CompletableFuture.supplyAsync(() -> Wallet.generate(account.name(), clock));
        Passphrase passphrase = passphrases.fresh(screen, "Choose a passphrase for the wallet of " + account + ": ");
        Wallet wallet = making.join();
        wallets.save(account, wallet, passphrase);
        return remember(wallets, account, wallet);
    }

    /**
     * Deletes a wallet with which no account was opened.
     *
     * @param account whose
     */
    public void discard(AccountId account) {
        Wallets wallets = wallets();
        open.remove(wallets.file(account));
        wallets.delete(account);
    }

    private Wallet remember(Wallets wallets, AccountId account, Wallet wallet) {
        open.put(wallets.file(account), wallet);
        return wallet;
    }
}
