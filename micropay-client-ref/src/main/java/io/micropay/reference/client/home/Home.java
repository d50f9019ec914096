package io.micropay.reference.client.home;

import io.micropay.keys.KnownKeys;
import io.micropay.model.AccountId;
import io.micropay.model.KeyId;
import java.nio.file.Path;

/**
 * The directory in which the client remembers: {@code ~/.micropay} unless somebody says otherwise.
 *
 * @param directory the directory, which need not exist yet
 */
public record Home(Path directory) {
    /** Enough of a server's key id to tell servers apart, and short enough to read. */
    private static final int SERVER_DIGITS = 16;

    /**
     * The wallets for one server; a name belongs to different people at different servers.
     *
     * @param serverKey the server's key id
     * @return the wallets
     */
    public Wallets wallets(KeyId serverKey) {
        return new Wallets(directory.resolve("wallets").resolve(digits(serverKey)));
    }

    private static String digits(KeyId serverKey) {
        return serverKey.toString().substring(0, SERVER_DIGITS);
    }

    /**
     * Where the orders of an account are kept until their end is known.
     *
     * @param serverKey the server's key id
     * @param account the account
     * @return the file
     */
    public Path outboxFile(KeyId serverKey, AccountId account) {
        return directory.resolve("outbox").resolve(digits(serverKey)).resolve(account.folded() + ".outbox");
    }

    /**
     * The payment requests that an account has made.
     *
     * @param serverKey the key id of the server that keeps them
     * @param account the account
     * @return their file
     */
    public RequestFile requests(KeyId serverKey, AccountId account) {
        return new RequestFile(
                directory.resolve("requests").resolve(digits(serverKey)).resolve(account.folded() + ".links"));
    }

    /**
     * The receipts of an account.
     *
     * @param account the account
     * @return its folder
     */
    public ReceiptFolder receipts(AccountId account) {
        return new ReceiptFolder(directory.resolve("receipts").resolve(account.folded()));
    }

    /**
     * Where the keys of servers are remembered.
     *
     * @return the file
     */
    public Path knownServersFile() {
        return directory.resolve("known_servers");
    }

    /**
     * The keys of servers, by address.
     *
     * @return what is known
     */
    public KnownKeys knownServers() {
        return KnownKeys.inFile(knownServersFile());
    }

    /**
     * The account keys of those that one has dealt with, by server and name.
     *
     * @return what is known
     */
    public KnownKeys knownAccounts() {
        return KnownKeys.inFile(directory.resolve("known_accounts"));
    }
}
