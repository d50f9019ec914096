package io.micropay.internal.session;

import io.micropay.error.RequestRefusedException;
import io.micropay.internal.crypto.BatchSigner;
import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.crypto.SigningContext;
import io.micropay.internal.message.ClientMessage.Login;
import io.micropay.internal.message.ServerMessage.Done;
import io.micropay.internal.message.ServerMessage.Entry;
import io.micropay.internal.message.Statements;
import io.micropay.keys.Fingerprint;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.Wallet;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.Credential;
import io.micropay.model.KeyId;
import io.micropay.model.SessionGrant;
import io.micropay.model.StatusCode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** A client that is logged in: it can be paid, by its {@link PayeeHost}, and pay, by its {@link Payer}. */
public final class PeerSession implements AutoCloseable {
    private static final Duration GRANT_VALIDITY = Duration.ofHours(24);

    /** The server's clock may be a little behind. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private final ClientEngine client;
    private final AccountId account;
    private final Wallet wallet;
    private final KeyId accountKey;
    private final Credentials credentials = new Credentials();
    private final PayeeHost payee;
    private final Payer payer;

    private PeerSession(ClientEngine client, AccountId account, Wallet wallet, int peerPort) {
        this.client = client;
        this.account = account;
        this.wallet = wallet;
        this.accountKey = wallet.account().keyId();
        this.payer = new Payer(this);
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
        return session;
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
        String name = new Fingerprint(client.serverKey().id()) + "/" + named.folded();
        client.settings().knownAccounts().check(name, Fingerprint.ofPublicKey(credential.accountKey()));
        return entry;
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

    /** Takes no more offers, and ends the links. The account stays logged in until the client closes. */
    @Override
    public void close() {
        payee.close();
        payer.close();
    }
}
