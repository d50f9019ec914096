package io.micropay.internal.session;

import io.micropay.error.AuthenticationException;
import io.micropay.error.RequestRefusedException;
import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.crypto.SigningContext;
import io.micropay.internal.ledger.Command;
import io.micropay.internal.message.ClientMessage;
import io.micropay.internal.message.ClientMessage.Login;
import io.micropay.internal.message.ClientMessage.Register;
import io.micropay.internal.message.Registration;
import io.micropay.internal.message.ServerMessage.Done;
import io.micropay.ledger.Account;
import io.micropay.ledger.AccountKeys;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerView;
import io.micropay.model.AccountId;
import io.micropay.model.Credential;
import io.micropay.model.KeyId;
import io.micropay.model.SessionGrant;
import io.micropay.model.StatusCode;
import java.time.Duration;

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
                && registration.sessionKey().equals(session.provenKey())
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
        boolean binds = isBinding(registration.account());
        StatusCode status = core.reception()
                .carryOut(
                        binds
                                ? new Command.Bind(registration.account(), keys)
                                : new Command.Register(registration.account(), keys));
        if (binds) {
            // What speaks for the account from now on is its key; the session that did so far is over.
            core.directory()
                    .find(registration.account())
                    .ifPresent(online -> online.session().dismiss(StatusCode.SESSION_REPLACED));
        }
        return status;
    }

    /**
     * Whether keys are for an account that the server hosts, and come from whoever is logged in to it now: over a connection
     * that proves to own the same key.
     */
    private boolean isBinding(AccountId account) {
        return core.directory()
                .find(account)
                .filter(online -> online.account().equals(account))
                .filter(online -> online.credential()
                        .signature()
                        .signer()
                        .equals(core.serverKey().id()))
                .filter(online -> online.session().provenKey().equals(session.provenKey()))
                .isPresent();
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
                session.connection().peerKey().encoded(),
                keys.sealingKey());
        if (!message.signature().signer().equals(keys.id())
                || !grant.sessionKey().equals(session.provenKey())) {
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
        core.reception().logIn(credential, session.remote(), peerPort, session);
        session.connection().allowMemberFrames();
        return new MemberStage(core, session, credential.grant().account(), this);
    }
}
