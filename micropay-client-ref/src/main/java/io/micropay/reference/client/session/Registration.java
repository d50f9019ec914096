package io.micropay.reference.client.session;

import io.micropay.error.RequestRefusedException;
import io.micropay.keys.Wallet;
import io.micropay.model.AccountId;
import io.micropay.model.StatusCode;
import io.micropay.reference.client.home.WalletClaim;
import io.micropay.reference.client.screen.EndOfInput;
import java.nio.file.Path;
import java.util.Optional;

/** Opens accounts that belong to a wallet on this machine: the one that is there, or a new one. */
public final class Registration {
    private final Session session;
    private final Keyring keyring;

    /**
     * Registers at a server.
     *
     * @param session the conversation with it
     * @param keyring the wallets
     */
    public Registration(Session session, Keyring keyring) {
        this.session = session;
        this.keyring = keyring;
    }

    /**
     * Opens an account.
     *
     * @param account the wanted name
     * @return the file of its wallet
     * @throws RequestRefusedException if the server does not want to; a wallet that was new is gone if the name is taken
     * @throws java.io.UncheckedIOException if another program registers the same name here at the same time
     * @throws EndOfInput if there is nobody to type the passphrase
     * @throws Cancelled if the person does not want to
     */
    public Path register(AccountId account) throws EndOfInput, Cancelled {
        session.client();
        WalletClaim claim = keyring.wallets().claim(account);
        try {
            return registerClaimed(account);
        } finally {
            claim.close();
        }
    }

    private Path registerClaimed(AccountId account) throws EndOfInput, Cancelled {
        Optional<Wallet> existing = keyring.find(account);
        // Saved before the account exists: an account without its wallet would be lost for ever.
        Wallet wallet = existing.isPresent() ? existing.get() : keyring.create(account);
        try {
            session.register(account, wallet);
        } catch (RequestRefusedException e) {
            if (e.status() == StatusCode.NAME_TAKEN && existing.isEmpty()) {
                keyring.discard(account);
            }
            throw e;
        }
        return keyring.wallets().file(account);
    }

    /**
     * What to do about a name that is taken.
     *
     * @param account the name
     * @return a sentence or two
     */
    public String whenTaken(AccountId account) {
        return "The name " + account + " is taken. "
                + (keyring.wallets().has(account)
                        ? "There is a wallet for it here: try to log in."
                        : "Choose another one.");
    }
}
