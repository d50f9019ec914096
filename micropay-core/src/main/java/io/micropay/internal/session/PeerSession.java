package io.micropay.internal.session;

import io.micropay.error.RequestRefusedException;
import io.micropay.internal.crypto.BatchSigner;
import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.crypto.SigningContext;
import io.micropay.internal.message.ClientMessage.Login;
import io.micropay.internal.message.ClientMessage.StatementQuery;
import io.micropay.internal.message.ServerMessage.Done;
import io.micropay.internal.message.ServerMessage.Entry;
import io.micropay.internal.message.ServerMessage.StatementPage;
import io.micropay.internal.message.Statements;
import io.micropay.keys.Fingerprint;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.Wallet;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.Credential;
import io.micropay.model.KeyId;
import io.micropay.model.SessionGrant;
import io.micropay.model.SignedOrder;
import io.micropay.model.Statement;
import io.micropay.model.StatusCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A client that is logged in: it can be paid, by its {@link PayeeHost}, and pay, by its {@link Payer}. */
public final class PeerSession implements AutoCloseable {
    private static final Logger LOG = System.getLogger(PeerSession.class.getName());
    private static final Duration GRANT_VALIDITY = Duration.ofHours(24);

    /** The server's clock may be a little behind. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private final ClientEngine client;
    private final AccountId account;
    private final Wallet wallet;
    private final KeyId accountKey;
    private final Credentials credentials = new Credentials();
    private final PayeeHost payee;
    private final SentOrders sentOrders;
    private final Payer payer;
    private final Holds holds;
    private final PaymentRequests requests;
    private final CompletableFuture<Void> resumed = new CompletableFuture<>();

    private PeerSession(ClientEngine client, AccountId account, Wallet wallet, int peerPort) {
        this.client = client;
        this.account = account;
        this.wallet = wallet;
        this.accountKey = wallet.account().keyId();
        this.sentOrders = new SentOrders(
                client.settings().outbox(), account, client.serverKey().id());
        this.payer = new Payer(this);
        this.holds = new Holds(this);
        this.requests = new PaymentRequests(this);
        this.payee = PayeeHost.listen(this, peerPort);
    }

    static PeerSession logIn(ClientEngine client, AccountId account, Wallet wallet, int peerPort) {
        PeerSession session = new PeerSession(client, account, wallet, peerPort);
        try {
            ClientEngine.expect(Done.class, client.ask(session.loginRequest()));
        } catch (RuntimeException e) {
            session.close();
            throw e;
        }
        session.payee.start();
        session.resume();
        return session;
    }

    /** Nothing is paid by this session yet: whatever is in the outbox was left there by another one. */
    private void resume() {
        try {
            List<SignedOrder> left = sentOrders.all();
            if (left.isEmpty()) {
                resumed.complete(null);
            } else {
                var unused = CompletableFuture.runAsync(new Resumption(this, left), client.threads())
                        .whenComplete((done, failure) -> resumed.complete(null));
            }
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "cannot resume what was left in the outbox", e);
            resumed.complete(null);
        }
    }

    /** Completes when what was left in the outbox at login has been settled, or cannot be. */
    public CompletableFuture<Void> resumed() {
        return resumed.copy();
    }

    /** What is in the outbox and nobody waits for. */
    public List<SignedOrder> undecided() {
        return sentOrders.all().stream()
                .filter(order -> !payer.pending().isAwaited(order))
                .toList();
    }

    private Login loginRequest() {
        KeyMaterial sessionKeys = client.settings().sessionKeys();
        Instant now = now();
        Instant end = now.plus(GRANT_VALIDITY);
        Instant certificateEnd = sessionKeys.certificate().getNotAfter().toInstant();
        SessionGrant grant = new SessionGrant(
                client.serverKey().id(),
                account,
                sessionKeys.keyId(),
                wallet.sealing().keyId(),
                now.minus(CLOCK_SKEW),
                end.isBefore(certificateEnd) ? end : certificateEnd);
        Bytes statement = Statements.encode(grant);
        BatchSigner signer = new BatchSigner(wallet.account(), SigningContext.GRANT);
        return new Login(grant, statement, signer.sign(statement), payee.port());
    }

    /**
     * Where a peer is, with its keys verified: by its grant, and by what was known of its account before.
     *
     * @throws RequestRefusedException if there is no such account, or it is not online
     * @throws io.micropay.error.AuthenticationException if its keys are not what they should be
     */
    Entry verifiedEntry(AccountId peer) {
        Entry entry = client.lookUp(peer);
        Credential credential = entry.credential();
        credentials.verify(credential, client.serverKey().id(), now());
        AccountId named = credential.grant().account();
        if (!named.equals(entry.peer().account()) || !named.folded().equals(peer.folded())) {
            throw new RequestRefusedException(StatusCode.UNKNOWN_PAYEE, "the directory answered for somebody else");
        }
        // That the server keeps the key is nothing to remember: the account may get one of its own. The other way round
        // there is no such change, and whoever was met with a key has to show it.
        if (!isHosted(entry) || knownKey(named).isPresent()) {
            checkKnown(credential);
        }
        return entry;
    }

    private String knownName(AccountId peer) {
        return new Fingerprint(client.serverKey().id()) + "/" + peer.folded();
    }

    /** The account key of somebody that this client has dealt with. */
    Optional<KeyId> knownKey(AccountId peer) {
        return client.settings().knownAccounts().find(knownName(peer)).map(Fingerprint::keyId);
    }

    /**
     * Returns if an account key is the one that was known of its account before, or none was.
     *
     * @throws io.micropay.error.AuthenticationException if it is another one
     */
    void checkKnown(Credential peer) {
        client.settings()
                .knownAccounts()
                .check(knownName(peer.grant().account()), Fingerprint.ofPublicKey(peer.accountKey()));
    }

    /** Whether the server keeps the account's key, for want of one of its own. */
    boolean isHosted(Entry entry) {
        return isHosted(entry.credential());
    }

    boolean isHosted(Credential credential) {
        return credential.signature().signer().equals(client.serverKey().id());
    }

    /** What this session presents itself with to payees. */
    PayerLink.Caller caller() {
        ClientSettings settings = client.settings();
        return new PayerLink.Caller(
                account, settings.sessionKeys(), client.resources(), settings.timeout(), settings.listener());
    }

    Instant now() {
        return client.settings().clock().instant().truncatedTo(ChronoUnit.MILLIS);
    }

    ClientEngine client() {
        return client;
    }

    Credentials credentials() {
        return credentials;
    }

    SentOrders sentOrders() {
        return sentOrders;
    }

    PublicKeyHandle serverKey() {
        return client.serverKey();
    }

    KeyMaterial sealingKey() {
        return wallet.sealing();
    }

    KeyId accountKey() {
        return accountKey;
    }

    public AccountId account() {
        return account;
    }

    public int port() {
        return payee.port();
    }

    public Payer payer() {
        return payer;
    }

    public Holds holds() {
        return holds;
    }

    public PaymentRequests requests() {
        return requests;
    }

    /** A page of the own history: what was before an entry of it, or the newest of it if that is 0. */
    public Statement statement(long before, int limit) {
        StatementQuery query = new StatementQuery(before, limit);
        return ClientEngine.expect(StatementPage.class, client.ask(query)).statement();
    }

    /** Takes no more offers, and ends the links. The account stays logged in until the client closes. */
    @Override
    public void close() {
        payee.close();
        payer.close();
    }
}
