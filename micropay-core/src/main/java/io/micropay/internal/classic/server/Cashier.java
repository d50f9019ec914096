package io.micropay.internal.classic.server;

import io.micropay.error.ProtocolException;
import io.micropay.internal.classic.Reply;
import io.micropay.internal.classic.Transfer;
import io.micropay.internal.classic.server.Custodian.Custody;
import io.micropay.internal.session.Directory;
import io.micropay.internal.session.Directory.Online;
import io.micropay.model.AccountId;
import io.micropay.model.KeyId;
import io.micropay.model.StatusCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Optional;

/**
 * Takes transfers that classic clients bring, and tells their payers what came of them. Only an account that is hosted and
 * logged in can be the payer: what leaves any other account is signed by its owner.
 */
final class Cashier {
    private static final Logger LOG = System.getLogger(Cashier.class.getName());
    private static final int PARTS = 3;

    private final Directory directory;
    private final HostedPayer payer;

    Cashier(Directory directory, HostedPayer payer) {
        this.directory = directory;
        this.payer = payer;
    }

    /**
     * A transfer that its payee brings. In this dialect that is all there is to it: nothing shows that the payer wanted it.
     *
     * @param text the text of the block
     * @param payee who brings it
     * @return false if it is nothing like a transfer
     */
    boolean takeFromPayee(String text, AccountId payee) {
        String[] parts = text.split("#", -1);
        if (parts.length != PARTS) {
            return false;
        }
        Optional<ClassicSession> from = sessionOf(parts[0]);
        if (!parts[2].equals(payee.name())) {
            LOG.log(Level.WARNING, "{0} brought a transfer to somebody else, which was dropped", payee);
        } else if (from.isEmpty()) {
            LOG.log(Level.INFO, "{0} brought a transfer whose payer is not a classic account that is online", payee);
        } else {
            carryOut(text, from.get(), payee);
        }
        return true;
    }

    /**
     * A transfer that its payer brings, since its payee speaks no classic dialect.
     *
     * @param text the text of the block
     * @param key the key that the connection proved to own: that of the payer's session, or nobody is charged
     */
    void takeFromPayer(String text, KeyId key) {
        String[] parts = text.split("#", -1);
        Optional<ClassicSession> from = parts.length == PARTS ? sessionOf(parts[0]) : Optional.empty();
        if (from.filter(session -> session.provenKey().equals(key)).isEmpty()) {
            LOG.log(Level.WARNING, "a transfer came from somebody else than its payer, and was dropped");
            return;
        }
        ClassicSession session = from.get();
        if (!session.beginPayment()) {
            LOG.log(Level.WARNING, "a payer brought a transfer while its last one is still under way; it was dropped");
            return;
        }
        try {
            carryOut(text, session, accountOf(parts[2]).orElse(AccountId.ISSUANCE));
        } finally {
            session.endPayment();
        }
    }

    private void carryOut(String text, ClassicSession from, AccountId payee) {
        Optional<Custody> custody = from.member();
        if (custody.isEmpty()) {
            return;
        }
        Optional<StatusCode> outcome = Optional.of(StatusCode.MALFORMED);
        try {
            Transfer transfer = Transfer.parse(text);
            boolean makesSense =
                    transfer.isPayable() && !payee.equals(custody.get().account()) && !payee.equals(AccountId.ISSUANCE);
            if (makesSense) {
                outcome = payer.pay(custody.get(), payee, transfer.amount());
            }
        } catch (ProtocolException e) {
            LOG.log(Level.DEBUG, "no transfer: {0}", e.getMessage());
        }
        // Who waits in vain would wait for ever: without an outcome the connection ends.
        outcome.ifPresentOrElse(status -> from.tell(reply(status)), () -> from.dismiss(StatusCode.SERVER_FAILED));
    }

    private static Reply reply(StatusCode outcome) {
        return switch (outcome) {
            case SETTLED -> Reply.TRANSFER_OK;
            case INSUFFICIENT_FUNDS -> Reply.BANKRUPT;
            default -> Reply.TRANSFER_FAILED;
        };
    }

    private Optional<ClassicSession> sessionOf(String name) {
        return accountOf(name)
                .flatMap(account -> directory
                        .find(account)
                        .filter(online -> online.account().equals(account)))
                .map(Online::session)
                .filter(ClassicSession.class::isInstance)
                .map(ClassicSession.class::cast);
    }

    private static Optional<AccountId> accountOf(String name) {
        try {
            return Optional.of(new AccountId(name));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
