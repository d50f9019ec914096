package io.micropay.reference.client.home;

import io.micropay.keys.Passphrase;
import io.micropay.keys.Wallet;
import io.micropay.model.AccountId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The wallet files for one server, one for each account.
 *
 * @param directory where they are
 */
public record Wallets(Path directory) {
    /**
     * Where the wallet of an account is, or would be.
     *
     * @param account the account
     * @return the file
     */
    public Path file(AccountId account) {
        return directory.resolve(account.folded() + ".p12");
    }

    /**
     * Whether there is a wallet for an account.
     *
     * @param account the account
     * @return true if the file exists
     */
    public boolean has(AccountId account) {
        return Files.exists(file(account));
    }

    /**
     * Claims the wallet of an account, to make it or to find that it is there.
     *
     * @param account the account
     * @return what is to be closed in the end
     * @throws UncheckedIOException if another program has claimed it
     */
    public WalletClaim claim(AccountId account) {
        return WalletClaim.of(file(account));
    }

    /**
     * Opens a wallet.
     *
     * @param account the account
     * @param passphrase what protects it
     * @return the wallet
     * @throws io.micropay.error.AuthenticationException if the passphrase is wrong
     */
    public Wallet load(AccountId account, Passphrase passphrase) {
        return Wallet.load(file(account), passphrase);
    }

    /**
     * Saves a wallet, readable by its owner only.
     *
     * @param account the account
     * @param wallet its keys
     * @param passphrase what is to protect it
     */
    public void save(AccountId account, Wallet wallet, Passphrase passphrase) {
        wallet.save(file(account), passphrase);
    }

    /**
     * Deletes a wallet with which no account was ever opened.
     *
     * @param account the account
     */
    public void delete(AccountId account) {
        try {
            Files.deleteIfExists(file(account));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete " + file(account) + ": " + OwnerFiles.reason(e), e);
        }
    }
}
