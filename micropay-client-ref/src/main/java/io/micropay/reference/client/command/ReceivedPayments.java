package io.micropay.reference.client.command;

import io.micropay.PeerEndpoint;
import io.micropay.ReceiptVerifier;
import io.micropay.error.OrderRejectedException;
import io.micropay.model.OrderId;
import io.micropay.model.OrderRef;
import io.micropay.model.Payment;
import io.micropay.model.Statement;
import io.micropay.model.StatementLine;
import io.micropay.model.StatusCode;
import io.micropay.reference.client.home.ReceiptFolder;
import io.micropay.reference.client.session.ExitCodes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds what an account has received: in a receipt file, among the receipts that are kept, or in the statement. */
final class ReceivedPayments {
    private static final int PAGE = 256;

    private final Visit visit;
    private final PeerEndpoint payee;

    ReceivedPayments(Visit visit, PeerEndpoint payee) {
        this.visit = visit;
        this.payee = payee;
    }

    /**
     * Finds a payment.
     *
     * @param text a receipt file, or an order id
     * @throws CommandFailure if it is neither
     * @throws OrderRejectedException if the account has received no such payment
     */
    Received find(String text) {
        Path file = Path.of(text);
        if (Files.exists(file)) {
            return ofReceipt(verified(file));
        }
        OrderId order = order(text);
        List<Received> found = kept(order);
        return only(order, found.isEmpty() ? stated(order) : found);
    }

    private static OrderId order(String text) {
        try {
            return OrderId.parse(text);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCodes.USAGE, "neither a file nor an order id: '" + text + "'", e);
        }
    }

    private Payment verified(Path file) {
        Payment payment = ReceiptVerifier.parse(ReceiptFolder.read(file));
        ReceiptVerifier.of(visit.session().serverCertificate()).verify(payment);
        return payment;
    }

    private Received ofReceipt(Payment payment) {
        if (!payment.receipt().outcome().isSettled() || !payment.payee().equals(payee.account())) {
            throw unknown("the receipt is not of a payment to " + payee.account());
        }
        return new Received(payment.order().order().ref(), payment.amount());
    }

    private List<Received> kept(OrderId order) {
        return visit.options().home().receipts(payee.account()).files().stream()
                .filter(file -> file.getFileName().toString().contains(order.toString()))
                .map(this::verified)
                .filter(payment -> payment.payee().equals(payee.account()))
                .map(this::ofReceipt)
                .toList();
    }

    private List<Received> stated(OrderId order) {
        return Stream.iterate(
                        payee.statement(PAGE),
                        page -> !page.lines().isEmpty(),
                        page -> payee.statementBefore(oldest(page), PAGE))
                .flatMap(page -> page.lines().stream())
                .filter(line -> line.amount() > 0 && line.order().equals(Optional.of(order)))
                .map(line -> new Received(new OrderRef(line.counterparty(), order), line.amount()))
                .toList();
    }

    private static long oldest(Statement page) {
        List<StatementLine> lines = page.lines();
        return lines.get(lines.size() - 1).sequence();
    }

    /** Ids are the payers' own: one could choose the id that another has used. */
    private Received only(OrderId order, List<Received> found) {
        if (found.isEmpty()) {
            throw unknown(payee.account() + " has received no payment with order " + order);
        }
        if (found.size() > 1) {
            throw new CommandFailure(
                    ExitCodes.FAILED, "several have paid with order " + order + ": give the receipt file instead");
        }
        return found.get(0);
    }

    private static OrderRejectedException unknown(String message) {
        return new OrderRejectedException(StatusCode.REFUND_UNKNOWN, message);
    }
}
