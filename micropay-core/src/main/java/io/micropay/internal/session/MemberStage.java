package io.micropay.internal.session;

import io.micropay.error.RequestRefusedException;
import io.micropay.internal.message.ClientMessage;
import io.micropay.internal.message.ClientMessage.Capture;
import io.micropay.internal.message.ClientMessage.HoldQuery;
import io.micropay.internal.message.ClientMessage.ListPeers;
import io.micropay.internal.message.ClientMessage.Login;
import io.micropay.internal.message.ClientMessage.Lookup;
import io.micropay.internal.message.ClientMessage.Register;
import io.micropay.internal.message.ClientMessage.RequestPayment;
import io.micropay.internal.message.ClientMessage.RequestQuery;
import io.micropay.internal.message.ClientMessage.StatementQuery;
import io.micropay.internal.message.ClientMessage.Status;
import io.micropay.internal.message.ClientMessage.Submit;
import io.micropay.internal.message.ServerMessage;
import io.micropay.internal.message.ServerMessage.Done;
import io.micropay.internal.message.ServerMessage.Entry;
import io.micropay.internal.message.ServerMessage.PeerPage;
import io.micropay.internal.message.ServerMessage.Refused;
import io.micropay.internal.session.Directory.Online;
import io.micropay.ledger.Account;
import io.micropay.model.AccountId;
import io.micropay.model.StatusCode;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** A client that is logged in: it may list, look up, pay, ask and void. */
final class MemberStage implements Stage {
    private final ServerCore core;
    private final ServerSession session;
    private final AccountId account;
    private final GuestStage guest;
    private final OrderDesk orders;
    private final HoldDesk holds;
    private final RequestDesk requests;
    private final StatementDesk statements;

    MemberStage(ServerCore core, ServerSession session, AccountId account, GuestStage guest) {
        this.core = core;
        this.session = session;
        this.account = account;
        this.guest = guest;
        this.orders = new OrderDesk(core, session, account);
        this.holds = new HoldDesk(core, session, account);
        this.requests = new RequestDesk(core, account);
        this.statements = new StatementDesk(core, account);
    }

    @Override
    public void handle(int requestId, ClientMessage message) {
        if (message instanceof Submit submit) {
            replyLater(requestId, orders.submit(submit));
        } else if (message instanceof ClientMessage.VoidOrder request) {
            replyLater(requestId, orders.endUnsettled(request));
        } else if (message instanceof Status status) {
            session.reply(requestId, orders.status(status));
        } else if (message instanceof Capture capture) {
            replyLater(requestId, holds.capture(capture));
        } else if (message instanceof HoldQuery query) {
            replyLater(requestId, holds.query(query));
        } else if (message instanceof RequestPayment request) {
            replyLater(requestId, requests.make(request));
        } else if (message instanceof RequestQuery query) {
            replyLater(requestId, requests.query(query));
        } else if (message instanceof StatementQuery query) {
            session.reply(requestId, statements.page(query));
        } else if (message instanceof ListPeers list) {
            session.reply(requestId, list(list));
        } else if (message instanceof Lookup lookup) {
            session.reply(requestId, lookUp(lookup.account()));
        } else if (message instanceof Register register) {
            session.reply(requestId, new Done(guest.register(register)));
        } else if (message instanceof Login) {
            throw new RequestRefusedException(
                    StatusCode.ALREADY_LOGGED_IN, "this session is logged in as " + account + " already");
        }
    }

    private PeerPage list(ListPeers request) {
        long balance = core.account(account).map(Account::balance).orElseThrow();
        return new PeerPage(balance, core.directory().size(), core.directory().page(request.after(), request.limit()));
    }

    private ServerMessage lookUp(AccountId wanted) {
        Optional<Online> entry = core.directory().find(wanted);
        if (entry.isPresent()) {
            return new Entry(entry.get().peer(), entry.get().credential());
        }
        return core.account(wanted).flatMap(Account::keys).isPresent()
                ? new Refused(StatusCode.PAYEE_OFFLINE, wanted + " is not online")
                : new Refused(StatusCode.UNKNOWN_PAYEE, "there is no account " + wanted);
    }

    private void replyLater(int requestId, CompletableFuture<ServerMessage> reply) {
        var unused = reply.whenComplete(
                (message, failure) -> session.reply(requestId, failure == null ? message : refusal(failure)));
    }

    /** Only what certainly had no effect is told apart; all else has to be asked. */
    private static Refused refusal(Throwable failure) {
        Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
        return cause instanceof RequestRefusedException refused
                ? new Refused(refused.status(), Protocol.reason(refused))
                : new Refused(StatusCode.SERVER_FAILED, "the ledger failed; ask for the status");
    }

    @Override
    public void leave() {
        core.reception().logOut(account, session);
    }
}
