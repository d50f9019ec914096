package io.micropay.internal.classic.server;

import io.micropay.error.MicropayException;
import io.micropay.error.StoreException;
import io.micropay.event.PeerListener;
import io.micropay.internal.classic.server.Custodian.Custody;
import io.micropay.internal.crypto.BatchSigner;
import io.micropay.internal.crypto.Sha256;
import io.micropay.internal.crypto.SigningContext;
import io.micropay.internal.ledger.Answer;
import io.micropay.internal.ledger.Command;
import io.micropay.internal.message.Archive;
import io.micropay.internal.message.ClientMessage.VoidOrder;
import io.micropay.internal.message.ServerMessage.Entry;
import io.micropay.internal.message.Statements;
import io.micropay.internal.message.VoidRequest;
import io.micropay.internal.session.Callbacks;
import io.micropay.internal.session.Directory.Online;
import io.micropay.internal.session.PayerLink;
import io.micropay.internal.session.ServerCore;
import io.micropay.ledger.Account;
import io.micropay.ledger.AccountKeys;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.KeyId;
import io.micropay.model.OrderId;
import io.micropay.model.Payment;
import io.micropay.model.PaymentOrder;
import io.micropay.model.SignedOrder;
import io.micropay.model.StatusCode;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;

/**
 * Pays for hosted accounts: signs the order that their owners cannot sign, and has it settled. A hosted payee gets its money
 * at once; any other is offered the order at its endpoint, and may decline.
 *
 * <p>Whatever happens on the way, the ledger has the last word: what is not settled in the end is voided.
 */
final class HostedPayer {
    private static final Logger LOG = System.getLogger(HostedPayer.class.getName());
    private static final SecureRandom RANDOM = new SecureRandom();

    /** How long after it was signed an order can still be settled. */
    static final Duration LONGEST = PaymentOrder.DEFAULT_VALIDITY;

    /** How long a payee may take to say what it thinks of an offer. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int ATTEMPTS = 3;

    private final ServerCore core;
    private final SpendingCaps caps;

    HostedPayer(ServerCore core, SpendingCaps caps) {
        this.core = core;
        this.caps = caps;
    }

    /**
     * Pays, and waits for the outcome.
     *
     * @return what became of it; empty if the ledger failed, so that nobody can say. The order expires within minutes
     */
    Optional<StatusCode> pay(Custody payer, AccountId payee, long amount) {
        Optional<AccountKeys> keys;
        try {
            keys = core.account(payee)
                    .filter(account -> account.id().equals(payee))
                    .flatMap(Account::keys);
            if (keys.isEmpty()) {
                return Optional.of(StatusCode.UNKNOWN_PAYEE);
            }
            if (!caps.reserve(payer.account(), amount)) {
                LOG.log(Level.WARNING, "a payment of {0} by {1} is above its cap", amount, payer.account());
                return Optional.of(StatusCode.LIMIT_REACHED);
            }
        } catch (StoreException e) {
            LOG.log(Level.ERROR, "the ledger cannot be read, so nothing was paid", e);
            return Optional.of(StatusCode.SERVER_FAILED);
        }
        SignedOrder order = sign(payer, payee, keys.get().id(), amount);
        boolean isHosted = keys.get().id().equals(core.serverKey().id());
        Optional<StatusCode> outcome = isHosted ? settle(order, payer) : offer(order, payer);
        // What became of it may be unknown: then it counts as if it were under way.
        outcome.ifPresent(known -> caps.settle(payer.account(), amount));
        return outcome;
    }

    private SignedOrder sign(Custody payer, AccountId payee, KeyId payeeKey, long amount) {
        Instant now = core.now();
        PaymentOrder order = new PaymentOrder(
                core.serverKey().id(),
                OrderId.next(core.settings().clock(), RANDOM),
                payer.account(),
                payee,
                payeeKey,
                amount,
                now,
                now.plus(LONGEST),
                Digest.NONE,
                Optional.empty(),
                Optional.empty());
        Bytes statement = Statements.encode(order);
        BatchSigner signer = new BatchSigner(payer.sessionKeys(), SigningContext.ORDER);
        return new SignedOrder(order, statement, signer.sign(statement));
    }

    private Optional<StatusCode> settle(SignedOrder order, Custody payer) {
        Command command = new Command.Settle(
                order,
                Sha256.digest(order.statement()),
                Optional.of(core.serverKey().id()));
        try {
            Answer answer = core.settlement().submit(command).join();
            if (answer instanceof Answer.Decided decided && decided.fresh()) {
                Callbacks.run(() -> core.settings().listener().decided(new Payment(order, decided.receipt())));
            }
            return Optional.of(status(answer));
        } catch (CompletionException e) {
            return endUnsettled(order, payer);
        }
    }

    /** The payee submits it, so the ledger has to be asked what came of it. */
    private Optional<StatusCode> offer(SignedOrder order, Custody payer) {
        AccountId payee = order.order().payee();
        Optional<Online> online = core.directory().find(payee);
        if (online.isEmpty()) {
            return Optional.of(StatusCode.PAYEE_OFFLINE);
        }
        PayerLink.Caller caller = new PayerLink.Caller(
                payer.account(), payer.sessionKeys(), core.resources(), PATIENCE, PeerListener.NONE);
        Entry entry = new Entry(online.get().peer(), online.get().credential());
        try (PayerLink link = PayerLink.connect(caller, entry)) {
            link.offer(order, Bytes.EMPTY)
                    .orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (IOException | MicropayException | CompletionException e) {
            LOG.log(Level.INFO, "an offer to {0} came to no word of the payee: {1}", payee, e.getMessage());
        }
        return endUnsettled(order, payer);
    }

    /** The outcome for ever: that of the settlement if there was one, and otherwise that there will be none. */
    private Optional<StatusCode> endUnsettled(SignedOrder order, Custody payer) {
        VoidRequest request = new VoidRequest(
                core.serverKey().id(), order.order().id(), Sha256.digest(order.statement()), payer.account());
        Bytes statement = Statements.encode(request);
        BatchSigner signer = new BatchSigner(payer.sessionKeys(), SigningContext.VOID);
        Command command = new Command.VoidOrder(
                request, Archive.encode(new VoidOrder(request, statement, signer.sign(statement))));
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                return Optional.of(status(core.settlement().submit(command).join()));
            } catch (CompletionException e) {
                LOG.log(Level.ERROR, "what became of order " + order.order().id() + " cannot be found out", e);
            }
        }
        return Optional.empty();
    }

    private static StatusCode status(Answer answer) {
        if (answer instanceof Answer.Decided decided) {
            return decided.receipt().outcome().status();
        }
        return answer instanceof Answer.Done done ? done.status() : ((Answer.Refused) answer).status();
    }
}
