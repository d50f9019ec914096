package io.micropay.internal.session;

import io.micropay.error.AuthenticationException;
import io.micropay.internal.crypto.Sha256;
import io.micropay.internal.crypto.SigningContext;
import io.micropay.internal.ledger.Answer;
import io.micropay.internal.ledger.Command;
import io.micropay.internal.ledger.Receipts;
import io.micropay.internal.ledger.Validity;
import io.micropay.internal.message.Archive;
import io.micropay.internal.message.ClientMessage;
import io.micropay.internal.message.ClientMessage.Status;
import io.micropay.internal.message.ClientMessage.Submit;
import io.micropay.internal.message.OrderResult;
import io.micropay.internal.message.ServerMessage;
import io.micropay.internal.message.ServerMessage.Results;
import io.micropay.internal.message.VoidRequest;
import io.micropay.internal.session.Directory.Online;
import io.micropay.ledger.DecidedOrder;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerRows;
import io.micropay.ledger.LedgerView;
import io.micropay.ledger.OrderRecord;
import io.micropay.model.AccountId;
import io.micropay.model.Credential;
import io.micropay.model.KeyId;
import io.micropay.model.OrderId;
import io.micropay.model.Payment;
import io.micropay.model.PaymentOrder;
import io.micropay.model.Receipt;
import io.micropay.model.SignedOrder;
import io.micropay.model.StatusCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Takes a member's orders to the ledger and brings back what became of them. */
final class OrderDesk {
    private final ServerCore core;
    private final ServerSession session;
    private final AccountId account;

    OrderDesk(ServerCore core, ServerSession session, AccountId account) {
        this.core = core;
        this.session = session;
        this.account = account;
    }

    /** Verifies here, on the session's thread, and settles on the ledger's. */
    CompletableFuture<ServerMessage> submit(Submit message) {
        List<CompletableFuture<OrderResult>> results = new ArrayList<>();
        for (SignedOrder order : message.orders()) {
            results.add(submit(order));
        }
        return CompletableFuture.allOf(results.toArray(CompletableFuture[]::new))
                .thenApply(done -> new Results(
                        results.stream().map(CompletableFuture::join).toList()));
    }

    private CompletableFuture<OrderResult> submit(SignedOrder order) {
        PaymentOrder content = order.order();
        if (!account.equals(content.payer()) && !account.equals(content.payee())) {
            return CompletableFuture.completedFuture(OrderResult.undecided(content.id(), StatusCode.NOT_PERMITTED));
        }
        Command command = new Command.Settle(order, Sha256.digest(order.statement()), granter(order));
        return core.settlement().submit(command).thenApply(answer -> {
            if (answer instanceof Answer.Decided decided && decided.fresh()) {
                tell(new Payment(order, decided.receipt()));
            }
            return result(content.id(), answer);
        });
    }

    /** The account key behind the order, if all signatures from there to the order verify. */
    private Optional<KeyId> granter(SignedOrder order) {
        try {
            Optional<Credential> credential = credential(order);
            credential.ifPresent(found -> core.credentials().verify(order, found));
            return credential.map(found -> found.signature().signer());
        } catch (AuthenticationException e) {
            return Optional.empty();
        }
    }

    /** The payer may have left since, or this server may have been restarted: the store remembers every login. */
    private Optional<Credential> credential(SignedOrder order) {
        KeyId sessionKey = order.signature().signer();
        Optional<Credential> online = core.directory()
                .find(order.order().payer())
                .map(Online::credential)
                .filter(credential -> credential.grant().sessionKey().equals(sessionKey))
                .filter(credential -> Validity.isGranted(order.order(), credential.grant()));
        return online.isPresent()
                ? online
                : load(LedgerKeys.ofSession(sessionKey)).credentials(sessionKey).stream()
                        .filter(credential -> Validity.isGranted(order.order(), credential.grant()))
                        .findFirst();
    }

    /** The submitter gets a reply; the other side, if online, is told. */
    private void tell(Payment payment) {
        Callbacks.run(() -> session.listener().decided(payment));
        AccountId other = account.equals(payment.payer()) ? payment.payee() : payment.payer();
        core.directory().find(other).ifPresent(online -> online.session().decided(payment));
    }

    CompletableFuture<ServerMessage> endUnsettled(ClientMessage.VoidOrder message) {
        VoidRequest request = message.request();
        if (!request.payer().equals(account)) {
            return CompletableFuture.completedFuture(
                    new ServerMessage.Refused(StatusCode.NOT_PERMITTED, "only its payer can void an order"));
        }
        core.credentials()
                .verifier()
                .verify(SigningContext.VOID, session.connection().peerKey(), message.statement(), message.signature());
        return core.settlement()
                .submit(new Command.VoidOrder(request, Archive.encode(message)))
                .thenApply(answer -> new Results(List.of(result(request.order(), answer))));
    }

    private static OrderResult result(OrderId order, Answer answer) {
        if (answer instanceof Answer.Decided decided) {
            return OrderResult.decided(decided.receipt());
        }
        return OrderResult.undecided(order, ((Answer.Refused) answer).status());
    }

    /** Only to its payer and its payee an order is known. */
    Results status(Status message) {
        LedgerRows rows = load(LedgerKeys.ofOrders(Set.copyOf(message.orders())));
        return new Results(message.orders().stream()
                .map(ref -> rows.order(ref)
                        .filter(found -> concerns(found.order()))
                        .map(OrderDesk::receipt)
                        .map(OrderResult::decided)
                        .orElseGet(() -> OrderResult.undecided(ref.id(), StatusCode.ORDER_UNKNOWN)))
                .toList());
    }

    private static Receipt receipt(DecidedOrder order) {
        return Receipts.of(order);
    }

    /** The operator's acts are decided like orders, but have no receipt. */
    private boolean concerns(OrderRecord order) {
        return !order.payer().equals(AccountId.ISSUANCE) && isParty(order);
    }

    private boolean isParty(OrderRecord order) {
        return order.payer().equals(account)
                || order.payee().filter(account::equals).isPresent();
    }

    private LedgerRows load(LedgerKeys keys) {
        try (LedgerView view = core.settings().store().view()) {
            return view.load(keys);
        }
    }
}
