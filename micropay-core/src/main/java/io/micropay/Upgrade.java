package io.micropay;

import io.micropay.error.RequestRefusedException;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.ServerTrust;
import io.micropay.keys.Wallet;
import io.micropay.model.AccountId;
import io.micropay.model.StatusCode;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.util.function.Predicate;

/**
 * Binds an account of the classic dialect to a wallet: by registering it in the native protocol with the very TLS key that it
 * is logged in with in the classic one, which is how the server sees that both are the same person.
 *
 * @param server where the server listens
 * @param certificate what it presented in the classic dialect; the native protocol has to be spoken by the same key
 * @param sessionKeys the key of the classic connection
 */
record Upgrade(InetSocketAddress server, X509Certificate certificate, KeyMaterial sessionKeys) {
    /** The native protocol between client and server, by ALPN. */
    private static final String NATIVE = "micropay/1";

    /**
     * Registers the wallet.
     *
     * @param account the account that is logged in
     * @param wallet its keys from now on
     * @param speaks finds out, in a way that harms no server of old, whether the server speaks a protocol
     */
    void bind(String account, Wallet wallet, Predicate<String> speaks) {
        AccountId id = nativeName(account);
        if (!speaks.test(NATIVE)) {
            throw new RequestRefusedException(
                    StatusCode.VERSION_UNSUPPORTED,
                    "the server speaks the classic dialect only; the account stays as it was. Ask its operator for a server"
                            + " that speaks " + NATIVE + " as well");
        }
        try (MicropayClient client = MicropayClient.builder(
                        server.getHostString(), server.getPort(), ServerTrust.certificate(certificate))
                .sessionKeys(sessionKeys)
                .connect()) {
            client.register(id, wallet);
        }
    }

    private static AccountId nativeName(String account) {
        try {
            return new AccountId(account);
        } catch (IllegalArgumentException e) {
            throw new RequestRefusedException(
                    StatusCode.NOT_PERMITTED,
                    "'" + account + "' cannot be a name in the native protocol (" + e.getMessage()
                            + "); open an account with another name there, and pay it",
                    e);
        }
    }
}
