package io.micropay.reference.client.session;

import io.micropay.MicropayClient;
import io.micropay.PeerEndpoint;
import io.micropay.error.ConnectionException;
import io.micropay.error.RequestRefusedException;
import io.micropay.event.PeerListener;
import io.micropay.keys.Fingerprint;
import io.micropay.keys.Wallet;
import io.micropay.model.AccountId;
import io.micropay.model.KeyId;
import io.micropay.model.Listing;
import io.micropay.model.Peer;
import io.micropay.model.SignedOrder;
import io.micropay.model.StatusCode;
import io.micropay.reference.client.home.AccountOutbox;
import io.micropay.reference.client.text.Amounts;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The conversation with the server: connected or lost, logged in or not. One thread talks; the connection's own threads
 * report its loss.
 */
public final class Session implements Conversation {
    private static final long RESUME_SECONDS = 30;

    private final Supplier<MicropayClient.Builder> server;
    private final AccountOutbox outbox;
    private PeerListener listener = PeerListener.NONE;
    private volatile @Nullable MicropayClient client;
    private volatile @Nullable Membership membership;
    private volatile @Nullable String lostBecause;
    private volatile List<String> lastSeen = List.of();
    private long earlierBytesWritten;
    private long earlierBytesRead;

    /** Who is logged in, and what it takes to log in again. */
    private record Membership(AccountId account, Wallet wallet, PeerEndpoint endpoint) {}

    /**
     * Prepares a conversation.
     *
     * @param server describes a client, for each connection anew
     * @param outbox where the orders of whoever logs in are kept; closed with the session
     */
    public Session(Supplier<MicropayClient.Builder> server, AccountOutbox outbox) {
        this.server = server;
        this.outbox = outbox;
    }

    /**
     * Connects, and waits for a place.
     *
     * @param newListener who is told what happens
     */
    public void connect(PeerListener newListener) {
        listener = newListener;
        connect();
    }

    private void connect() {
        lostBecause = null;
        client = server.get().listener(listener).outbox(outbox).connect();
    }

    /** Connects anew if the connection was lost; nobody is logged in then. */
    public void reconnectIfLost() {
        MicropayClient old = client;
        String reason = lostBecause;
        if (reason == null || old == null) {
            return;
        }
        try {
            connect();
        } catch (RuntimeException e) {
            lostBecause = reason;
            throw e;
        }
        membership = null;
        old.close();
        earlierBytesWritten += old.bytesWritten();
        earlierBytesRead += old.bytesRead();
    }

    /** Connects and logs in anew, as the same account, if the connection was lost. */
    public void resumeIfLost() {
        Membership member = membership;
        if (isLost() && member != null) {
            reconnectIfLost();
            logIn(member.account(), member.wallet(), 0);
        }
    }

    /**
     * Notes that the connection has ended.
     *
     * @param reason why, in words
     * @return whether there was one
     */
    public boolean lose(String reason) {
        boolean wasConnected = client != null && lostBecause == null;
        if (wasConnected) {
            lostBecause = reason;
        }
        return wasConnected;
    }

    /**
     * Whether the connection has ended.
     *
     * @return whether {@link #lose} was called since connecting
     */
    public boolean isLost() {
        return lostBecause != null;
    }

    /**
     * The connected client.
     *
     * @return the client
     * @throws ConnectionException if the connection was lost
     */
    public MicropayClient client() {
        MicropayClient connected = client;
        if (connected == null || isLost()) {
            throw new ConnectionException(
                    StatusCode.DISCONNECTED,
                    "not connected to the server any more (" + lostBecause
                            + "). Choose 2 to connect and log in again, or 5 to leave");
        }
        return connected;
    }

    /**
     * The endpoint of whoever is logged in.
     *
     * @return the endpoint
     * @throws ConnectionException if the connection was lost
     * @throws RequestRefusedException if nobody is logged in
     */
    public PeerEndpoint member() {
        client();
        Membership member = membership;
        if (member == null) {
            throw new RequestRefusedException(StatusCode.NOT_LOGGED_IN, StatusCode.NOT_LOGGED_IN.text());
        }
        return member.endpoint();
    }

    @Override
    public boolean isLoggedIn() {
        return membership != null && !isLost();
    }

    @Override
    public Optional<String> person() {
        return account().map(AccountId::name);
    }

    /**
     * Who is logged in, or was when the connection was lost.
     *
     * @return the account
     */
    public Optional<AccountId> account() {
        Membership member = membership;
        return member == null ? Optional.empty() : Optional.of(member.account());
    }

    /**
     * Opens an account.
     *
     * @param account the wanted name
     * @param wallet its keys, which are on disk already
     */
    public void register(AccountId account, Wallet wallet) {
        client().register(account, wallet);
    }

    /**
     * Logs in, with the outbox of the account.
     *
     * @param account the account
     * @param wallet its keys
     * @param peerPort where others connect to in order to pay; 0 for any free port
     */
    public void logIn(AccountId account, Wallet wallet, int peerPort) {
        MicropayClient connected = client();
        outbox.open(serverKey(), account);
        membership = new Membership(account, wallet, connected.login(account, wallet, peerPort));
    }

    /**
     * Waits until the orders that the outbox held at login have been asked about, but not for ever.
     *
     * @return whether they have been
     */
    public boolean awaitResumed() {
        Membership member = membership;
        return member == null
                || member.endpoint()
                        .resumed()
                        .thenApply(done -> true)
                        .completeOnTimeout(false, RESUME_SECONDS, TimeUnit.SECONDS)
                        .join();
    }

    /**
     * The own orders of which nobody knows whether they were settled. It takes no connection to tell.
     *
     * @return the orders, the oldest first
     */
    public List<SignedOrder> undecided() {
        Membership member = membership;
        return member == null ? List.of() : member.endpoint().undecided();
    }

    /**
     * The own balance, and who is online.
     *
     * @return the listing
     */
    public Listing list() {
        Listing listing = client().list();
        lastSeen = listing.peers().stream()
                .map(Peer::account)
                .map(AccountId::name)
                .filter(name -> !name.equals(listing.account().name()))
                .toList();
        return listing;
    }

    /**
     * Whom the last listing named, apart from oneself.
     *
     * @return names
     */
    public List<String> lastSeen() {
        return lastSeen;
    }

    /**
     * How amounts are written.
     *
     * @return what the server says, or plain numbers before it was met
     */
    public Amounts amounts() {
        MicropayClient any = client;
        return any == null ? Amounts.SMALLEST_UNITS : new Amounts(any.currency(), any.decimals());
    }

    /**
     * The certificate of the server that one is, or was, connected to.
     *
     * @return the certificate
     */
    public X509Certificate serverCertificate() {
        MicropayClient any = client;
        return any == null ? client().serverCertificate() : any.serverCertificate();
    }

    /**
     * The key of the server that one is, or was, connected to.
     *
     * @return its id
     */
    public KeyId serverKey() {
        return Fingerprint.of(serverCertificate()).keyId();
    }

    @Override
    public long bytesWritten() {
        MicropayClient any = client;
        return earlierBytesWritten + (any == null ? 0 : any.bytesWritten());
    }

    @Override
    public long bytesRead() {
        MicropayClient any = client;
        return earlierBytesRead + (any == null ? 0 : any.bytesRead());
    }

    @Override
    public void close() {
        MicropayClient any = client;
        if (any != null) {
            any.close();
        }
        outbox.close();
    }
}
