package io.micropay;

import io.micropay.error.MicropayException;
import io.micropay.error.RequestRefusedException;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.ServerTrust;
import io.micropay.keys.Wallet;
import io.micropay.model.AccountId;
import io.micropay.model.StatusCode;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    private static final Duration PATIENCE = Duration.ofSeconds(20);

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
        try (MicropayClient client = connect()) {
            client.register(id, wallet);
        }
    }

    /** The native connection needs a place of its own, and this person may be in the way of others who wait for one too. */
    private MicropayClient connect() {
        CompletableFuture<MicropayClient> connecting = MicropayClient.builder(
                        server.getHostString(), server.getPort(), ServerTrust.certificate(certificate))
                .sessionKeys(sessionKeys)
                .connectAsync();
        try {
            return connecting.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            abandon(connecting);
            throw new RequestRefusedException(
                    StatusCode.LIMIT_REACHED,
                    "all places of the server are taken, and this needs one more; nothing was changed, try again later",
                    e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof MicropayException known ? known : new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abandon(connecting);
            throw new RequestRefusedException(StatusCode.TIMED_OUT, "interrupted; nothing was changed", e);
        }
    }

    /** Nobody waits for it any more: it is closed as soon as it is there. */
    private static void abandon(CompletableFuture<MicropayClient> connecting) {
        var unused = connecting.thenAccept(MicropayClient::close);
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
