package io.micropay.internal.session;

import io.micropay.error.AuthenticationException;
import io.micropay.error.ConnectionException;
import io.micropay.error.MicropayException;
import io.micropay.error.ProtocolException;
import io.micropay.error.RequestRefusedException;
import io.micropay.event.PeerListener;
import io.micropay.event.Traffic;
import io.micropay.internal.crypto.BatchSigner;
import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.crypto.SigningContext;
import io.micropay.internal.crypto.TlsContexts;
import io.micropay.internal.crypto.TlsHandshake.Role;
import io.micropay.internal.message.ClientMessage.Exit;
import io.micropay.internal.message.ClientMessage.Hello;
import io.micropay.internal.message.ClientMessage.ListPeers;
import io.micropay.internal.message.ClientMessage.Lookup;
import io.micropay.internal.message.ClientMessage.Register;
import io.micropay.internal.message.Message;
import io.micropay.internal.message.Registration;
import io.micropay.internal.message.ServerMessage.Decided;
import io.micropay.internal.message.ServerMessage.Done;
import io.micropay.internal.message.ServerMessage.Entry;
import io.micropay.internal.message.ServerMessage.HoldReport;
import io.micropay.internal.message.ServerMessage.PeerPage;
import io.micropay.internal.message.ServerMessage.Refused;
import io.micropay.internal.message.ServerMessage.Waiting;
import io.micropay.internal.message.ServerMessage.Welcome;
import io.micropay.internal.message.Statements;
import io.micropay.keys.Wallet;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.Listing;
import io.micropay.model.Peer;
import io.micropay.model.Receipt;
import io.micropay.model.StatusCode;
import java.io.IOException;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** A client's connection to its server. Straight-line and blocking; safe for use by several threads. */
public final class ClientEngine implements AutoCloseable {
    private static final String AGENT = "micropay-java";
    private static final int PAGE = 512;

    private final ClientSettings settings;
    private final SessionResources resources;
    private final X509Certificate serverCertificate;
    private final PublicKeyHandle serverKey;
    private final RequestLink link;
    private final AtomicReference<@Nullable PeerSession> member = new AtomicReference<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Welcome welcome;

    private ClientEngine(ClientSettings settings, SessionResources resources) throws IOException {
        this.settings = settings;
        this.resources = resources;
        Socket raw = Connection.plain(settings.server(), settings.limits().handshake());
        AtomicReference<@Nullable X509Certificate> presented = new AtomicReference<>();
        TlsSocket tls = TlsSocket.handshake(
                raw,
                TlsContexts.create(settings.sessionKeys(), certificate -> {
                    settings.trust().check(settings.serverName(), certificate);
                    presented.set(certificate);
                }),
                TlsSocket.SERVER_PROTOCOL,
                Role.CLIENT,
                resources);
        X509Certificate certificate = presented.get();
        if (certificate == null) {
            throw new ProtocolException(StatusCode.AUTHENTICATION_FAILED, "the server presented no certificate");
        }
        this.serverCertificate = certificate;
        this.serverKey = tls.peerKey();
        this.link = new RequestLink(new Connection(tls, resources, settings.listener()::sent), resources, new Pushes());
        this.welcome = expect(Welcome.class, awaitPlace(link));
        Protocol.requireOffered(welcome.version());
    }

    /**
     * Connects, and waits for a place.
     *
     * @throws MicropayException if the server cannot be reached, is not the right one, or has no place even in line
     */
    public static ClientEngine connect(ClientSettings settings) {
        SessionResources resources = SessionResources.create(settings.limits());
        try {
            return new ClientEngine(settings, resources);
        } catch (IOException e) {
            resources.close();
            throw new ConnectionException(
                    StatusCode.DISCONNECTED,
                    "cannot connect to " + settings.serverName() + ": " + e.getMessage()
                            + "; check that the server runs there",
                    e);
        } catch (RuntimeException e) {
            resources.close();
            throw e;
        }
    }

    private static Message awaitPlace(RequestLink link) {
        CompletableFuture<Message> reply = link.request(new Hello(Protocol.VERSIONS, AGENT));
        try {
            return reply.join();
        } catch (java.util.concurrent.CompletionException e) {
            link.close();
            throw e.getCause() instanceof MicropayException known ? known : e;
        }
    }

    /** What the server says of itself. */
    private final class Pushes implements RequestLink.Handler {
        @Override
        public void pushed(Message message) {
            if (message instanceof Waiting waiting) {
                Callbacks.run(() -> listener().waiting(waiting.ahead()));
            } else if (message instanceof Decided decided) {
                deliver(decided.receipt());
            } else if (message instanceof HoldReport report) {
                deliver(report);
            } else {
                throw new ProtocolException(StatusCode.UNEXPECTED_MESSAGE, "not expected now: " + message.text());
            }
        }

        @Override
        public void ended(MicropayException reason) {
            if (!closed.get()) {
                String text = String.valueOf(reason.getMessage());
                Callbacks.run(() -> listener().disconnected(reason.status(), text));
            }
        }

        @Override
        public void received(Traffic traffic) {
            listener().received(traffic);
        }
    }

    private void deliver(Receipt receipt) {
        PeerSession session = member.get();
        if (session != null) {
            session.payer().pending().deliver(receipt);
        }
    }

    private void deliver(HoldReport report) {
        PeerSession session = member.get();
        if (session != null) {
            session.holds().pushed(report);
        }
    }

    PeerListener listener() {
        return settings.listener();
    }

    ClientSettings settings() {
        return settings;
    }

    SessionResources resources() {
        return resources;
    }

    /** Threads for whoever wants to wait elsewhere. */
    public ExecutorService threads() {
        return resources.threads();
    }

    public X509Certificate serverCertificate() {
        return serverCertificate;
    }

    PublicKeyHandle serverKey() {
        return serverKey;
    }

    /** The last journal entry at the time when this client got its place: what comes after it is news. */
    long journalAtConnect() {
        return welcome.journal();
    }

    public String currency() {
        return welcome.currency();
    }

    public int decimals() {
        return welcome.decimals();
    }

    public long bytesWritten() {
        return link.connection().bytesWritten();
    }

    public long bytesRead() {
        return link.connection().bytesRead();
    }

    /** Sends a request and waits for the reply; a refusal is an exception. */
    Message ask(Message request) {
        return await(request(request));
    }

    /** Waits for the reply to a request; a refusal is an exception. */
    Message await(CompletableFuture<Message> pending) {
        Message reply = RequestLink.await(pending, settings.timeout());
        if (reply instanceof Refused refused) {
            throw exception(refused);
        }
        return reply;
    }

    private static MicropayException exception(Refused refused) {
        return switch (refused.status()) {
            case AUTHENTICATION_FAILED, LOGIN_REFUSED, SIGNATURE_INVALID ->
                new AuthenticationException(refused.status(), refused.reason());
            default -> new RequestRefusedException(refused.status(), refused.reason());
        };
    }

    CompletableFuture<Message> request(Message message) {
        return link.request(message);
    }

    static <T extends Message> T expect(Class<T> type, Message reply) {
        if (type.isInstance(reply)) {
            return type.cast(reply);
        }
        throw new ProtocolException(StatusCode.UNEXPECTED_MESSAGE, "not the reply that was due: " + reply.text());
    }

    /** Opens an account for the keys of a wallet. */
    public void register(AccountId account, Wallet wallet) {
        PublicKeyHandle accountKey = PublicKeyHandle.of(wallet.account().certificate());
        PublicKeyHandle sealingKey = PublicKeyHandle.of(wallet.sealing().certificate());
        Registration registration = new Registration(
                serverKey.id(),
                account,
                accountKey.id(),
                sealingKey.id(),
                settings.sessionKeys().keyId());
        Bytes statement = Statements.encode(registration);
        BatchSigner signer = new BatchSigner(wallet.account(), SigningContext.REGISTRATION);
        expect(
                Done.class,
                ask(new Register(
                        registration, statement, signer.sign(statement), accountKey.encoded(), sealingKey.encoded())));
    }

    /** Logs in, with a peer endpoint that listens at the port, 0 for any free one. */
    public PeerSession logIn(AccountId account, Wallet wallet, int peerPort) {
        PeerSession session = PeerSession.logIn(this, account, wallet, peerPort);
        member.set(session);
        return session;
    }

    /** The own balance and everybody who is online. */
    public Listing list() {
        List<Peer> peers = new ArrayList<>();
        PeerPage page = page(Optional.empty());
        peers.addAll(page.peers());
        while (page.peers().size() == PAGE) {
            page = page(Optional.of(peers.get(peers.size() - 1).account()));
            peers.addAll(page.peers());
        }
        PeerSession session = member.get();
        if (session == null) {
            throw new RequestRefusedException(StatusCode.NOT_LOGGED_IN, StatusCode.NOT_LOGGED_IN.text());
        }
        return new Listing(session.account(), page.balance(), page.online(), peers);
    }

    private PeerPage page(Optional<AccountId> after) {
        return expect(PeerPage.class, ask(new ListPeers(after, PAGE)));
    }

    /** Where an account is, and with which keys; its credential is not verified yet. */
    Entry lookUp(AccountId account) {
        return expect(Entry.class, ask(new Lookup(account)));
    }

    /** Says goodbye, and closes. Bounded, idempotent. */
    @Override
    public void close() {
        if (!closed.compareAndSet(false, true)) {
            return;
        }
        PeerSession session = member.get();
        if (session != null) {
            session.close();
        }
        if (link.isOpen()) {
            sayGoodbye();
        }
        link.close();
        resources.close();
    }

    private void sayGoodbye() {
        try {
            RequestLink.await(link.request(new Exit()), settings.limits().probe());
        } catch (MicropayException e) {
            // The server is gone, or does not answer: it will notice by itself that this client has left.
        }
    }
}
