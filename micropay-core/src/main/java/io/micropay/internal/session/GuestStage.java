package io.micropay.internal.session;

import io.micropay.error.AuthenticationException;
import io.micropay.error.RequestRefusedException;
import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.crypto.SigningContext;
import io.micropay.internal.ledger.Answer;
import io.micropay.internal.ledger.Command;
import io.micropay.internal.message.ClientMessage;
import io.micropay.internal.message.ClientMessage.Login;
import io.micropay.internal.message.ClientMessage.Register;
import io.micropay.internal.message.Registration;
import io.micropay.internal.message.ServerMessage.Done;
import io.micropay.internal.session.Directory.Online;
import io.micropay.ledger.Account;
import io.micropay.ledger.AccountKeys;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerView;
import io.micropay.ledger.Presence;
import io.micropay.model.AccountId;
import io.micropay.model.Credential;
import io.micropay.model.KeyId;
import io.micropay.model.Peer;
import io.micropay.model.SessionGrant;
import io.micropay.model.StatusCode;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** A client that has a place, but is nobody yet: it may register, and log in. */
final class GuestStage implements Stage {
    private static final Duration MAX_GRANT = Duration.ofHours(25);
    private static final int MAX_LOGINS = 1_000;

    private final ServerCore core;
    private final ServerSession session;

    GuestStage(ServerCore core, ServerSession session) {
        this.core = core;
        this.session = session;
    }

    @Override
    public void handle(int requestId, ClientMessage message) {
        if (message instanceof Register register) {
            session.reply(requestId, new Done(register(register)));
        } else if (message instanceof Login login) {
            session.become(logIn(login));
            session.reply(requestId, new Done(StatusCode.LOGGED_IN));
        } else {
            throw new RequestRefusedException(StatusCode.NOT_LOGGED_IN, StatusCode.NOT_LOGGED_IN.text());
        }
    }

    /** Opens an account. Anyone may, whether logged in or not. */
    StatusCode register(Register message) {
        Registration registration = message.registration();
        PublicKeyHandle accountKey = Credentials.decode(message.accountKey());
        PublicKeyHandle sealingKey = Credentials.decode(message.sealingKey());
        boolean isForHere = registration.serverKey().equals(core.serverKey().id())
                && registration.sessionKey().equals(session.sessionKey())
                && registration.accountKey().equals(accountKey.id())
                && registration.sealingKey().equals(sealingKey.id());
        if (!isForHere) {
            throw new AuthenticationException(
                    StatusCode.AUTHENTICATION_FAILED, "the registration is for another server, session or key");
        }
        core.credentials()
                .verifier()
                .verify(SigningContext.REGISTRATION, accountKey, message.statement(), message.signature());
        AccountKeys keys =
                new AccountKeys(accountKey.id(), sealingKey.id(), accountKey.encoded(), sealingKey.encoded());
        return carryOut(new Command.Register(registration.account(), keys));
    }

    private MemberStage logIn(Login message) {
        SessionGrant grant = message.grant();
        Account account = core.account(grant.account())
                .filter(found -> found.id().equals(grant.account()))
                .orElseThrow(GuestStage::noSuchLogin);
        AccountKeys keys = account.keys().orElseThrow(GuestStage::noSuchLogin);
        Credential credential = new Credential(
                grant,
                message.statement(),
                message.signature(),
                keys.accountKey(),
                session.opened().peerKey().encoded(),
                keys.sealingKey());
        if (!message.signature().signer().equals(keys.id())
                || !grant.sessionKey().equals(session.sessionKey())) {
            throw noSuchLogin();
        }
        if (grant.until().isAfter(grant.from().plus(MAX_GRANT))) {
            throw new AuthenticationException(
                    StatusCode.LOGIN_REFUSED, "a session grant may hold for " + MAX_GRANT.toHours() + " hours at most");
        }
        core.credentials().verify(credential, core.serverKey().id(), core.now());
        requireFewLogins(grant.sessionKey());
        return enter(credential, message.peerPort());
    }

    /** Every grant of a session key is kept, and looked through for the orders that it signed. */
    private void requireFewLogins(KeyId sessionKey) {
        int logins;
        try (LedgerView view = core.settings().store().view()) {
            logins = view.load(LedgerKeys.ofSession(sessionKey))
                    .credentials(sessionKey)
                    .size();
        }
        if (logins >= MAX_LOGINS) {
            throw new AuthenticationException(
                    StatusCode.LOGIN_REFUSED,
                    "this session key has logged in " + MAX_LOGINS + " times; log in with a new one");
        }
    }

    private static AuthenticationException noSuchLogin() {
        return new AuthenticationException(StatusCode.AUTHENTICATION_FAILED, StatusCode.AUTHENTICATION_FAILED.text());
    }

    private MemberStage enter(Credential credential, int peerPort) {
        AccountId account = credential.grant().account();
        String host = hostOf(session.remote());
        Online entry = new Online(new Peer(account, host, peerPort), credential, session);
        takePlace(entry);
        try {
            Presence presence =
                    new Presence(account, true, host, session.remote().getPort(), peerPort);
            carryOut(new Command.LogIn(credential, presence));
        } catch (RuntimeException e) {
            core.directory().leave(account, session);
            throw e;
        }
        session.opened().allowMemberFrames();
        Callbacks.run(() -> session.listener()
                .loggedIn(account, session.remote(), core.directory().size()));
        return new MemberStage(core, session, account, this);
    }

    /** The address as a literal; the zone of an IPv6 address means something on this machine only. */
    private static String hostOf(InetSocketAddress remote) {
        String host = remote.getAddress().getHostAddress();
        int zone = host.indexOf('%');
        return zone < 0 ? host : host.substring(0, zone);
    }

    /** The first session of an account stays while it is alive; one that no longer answers makes room. */
    private void takePlace(Online entry) {
        Optional<Online> other = core.directory().enter(entry);
        if (other.isPresent() && !other.get().session().answersPing()) {
            other.get().session().dismiss(StatusCode.SESSION_REPLACED);
            other.get().session().awaitEnd();
            other = core.directory().enter(entry);
        }
        if (other.isPresent()) {
            throw new RequestRefusedException(StatusCode.ALREADY_LOGGED_IN, StatusCode.ALREADY_LOGGED_IN.text());
        }
    }

    private StatusCode carryOut(Command command) {
        Answer answer;
        try {
            answer = core.settlement().submit(command).join();
        } catch (CompletionException e) {
            throw new RequestRefusedException(
                    StatusCode.SERVER_FAILED, "the ledger could not be written; try again", e);
        }
        if (answer instanceof Answer.Refused refused) {
            throw new RequestRefusedException(refused.status(), refused.status().text());
        }
        return ((Answer.Done) answer).status();
    }
}
