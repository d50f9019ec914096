package io.micropay.internal.session;

import io.micropay.error.RequestRefusedException;
import io.micropay.internal.ledger.Answer;
import io.micropay.internal.ledger.Command;
import io.micropay.internal.session.Directory.Online;
import io.micropay.ledger.Presence;
import io.micropay.model.AccountId;
import io.micropay.model.Credential;
import io.micropay.model.Peer;
import io.micropay.model.StatusCode;
import java.net.InetSocketAddress;
import java.util.Optional;
import java.util.concurrent.CompletionException;

/** Lets accounts in and out: into the ledger, and into the directory of who is online. Who asks has been verified before. */
public final class Reception {
    private final ServerCore core;

    public Reception(ServerCore core) {
        this.core = core;
    }

    /**
     * Has the ledger carry out a command that concerns an account and no order.
     *
     * @return what it came to
     * @throws RequestRefusedException if the rules refuse it, or the ledger could not be written
     */
    public StatusCode carryOut(Command command) {
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

    /**
     * Logs an account in.
     *
     * @param credential its keys, verified
     * @param remote where the client connects from
     * @param peerPort the port of its peer endpoint, at the same address
     * @param session its session
     * @throws RequestRefusedException if it is online already, or the ledger refuses
     */
    public void logIn(Credential credential, InetSocketAddress remote, int peerPort, OnlineSession session) {
        AccountId account = credential.grant().account();
        String host = hostOf(remote);
        Online entry = new Online(new Peer(account, host, peerPort), credential, session);
        takeName(entry);
        try {
            Presence presence = new Presence(account, true, host, remote.getPort(), peerPort);
            carryOut(new Command.LogIn(credential, presence));
            // Only now: what is signed under a credential that the ledger does not have could never be verified.
            core.directory().enter(entry);
        } catch (RuntimeException e) {
            core.directory().leave(account, session);
            throw e;
        }
        int online = core.directory().size();
        Callbacks.run(() -> core.settings().listener().loggedIn(account, remote, online));
    }

    /** The address as a literal; the zone of an IPv6 address means something on this machine only. */
    private static String hostOf(InetSocketAddress remote) {
        String host = remote.getAddress().getHostAddress();
        int zone = host.indexOf('%');
        return zone < 0 ? host : host.substring(0, zone);
    }

    /** The first session of an account stays while it is alive; one that no longer answers makes room. */
    private void takeName(Online entry) {
        Optional<Online> other = core.directory().take(entry);
        if (other.isPresent() && !other.get().session().isAlive()) {
            other.get().session().dismiss(StatusCode.SESSION_REPLACED);
            other.get().session().awaitEnd();
            other = core.directory().take(entry);
        }
        if (other.isPresent()) {
            throw new RequestRefusedException(StatusCode.ALREADY_LOGGED_IN, StatusCode.ALREADY_LOGGED_IN.text());
        }
    }

    /** Logs an account out, if it is still this session that is logged in. */
    public void logOut(AccountId account, OnlineSession session) {
        boolean isOurs = core.directory()
                .find(account)
                .filter(entry -> entry.session().equals(session))
                .isPresent();
        if (isOurs) {
            // Queued before the entry is free, so that the next login is written after it.
            var unused = core.settlement().submit(new Command.LogOut(account));
            core.directory().leave(account, session);
            int online = core.directory().size();
            Callbacks.run(() -> core.settings().listener().loggedOut(account, online));
        }
    }
}
