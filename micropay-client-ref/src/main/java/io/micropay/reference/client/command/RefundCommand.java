package io.micropay.reference.client.command;

import io.micropay.PeerEndpoint;
import io.micropay.reference.client.session.ExitCodes;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Gives back what was received. */
@Command(
        name = "refund",
        description =
                "Gives back a payment that the account has received, once, and no more than was received; saves the receipt. "
                        + "The other has to be online unless its key is known here: it is "
                        + "after a payment straight from the other, and once `requests` has told who paid.",
        sortOptions = false,
        footer = {
            "",
            "Prints: what pay prints, with refunded instead of paid. In JSON: order, payer, payee, amount, status, sequence, at, "
                    + "request, refunds (the order that is given back), memo, receipt.",
            "",
            "After exit code 4 do not refund again: any command that logs in asks about the order and tells its end.",
            "",
            "Examples:",
            "  micropay --account bob refund coffee.receipt",
            "  micropay --account bob refund 01a205d9-4772-73d4-93df-53cc8e1827f0 100"
        })
public final class RefundCommand implements Callable<Integer> {
    private final CommonOptions common;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            paramLabel = "PAYMENT",
            description =
                    "The receipt file of the payment, or its order id, as listen, requests and statement --csv have it.")
    private String payment = "";

    @Parameters(index = "1", arity = "0..1", paramLabel = "AMOUNT", description = "How much of it. Default: all")
    private @Nullable String amount;

    /**
     * Makes the command.
     *
     * @param common where and how
     */
    public RefundCommand(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        try (Visit visit = Visit.connect(common, spec)) {
            Optional<Long> part = Optional.ofNullable(amount).map(visit::units);
            PeerEndpoint payee = visit.logIn();
            Received received = new ReceivedPayments(visit, payee).find(payment);
            OwnPayment.print(
                    visit,
                    "refunded",
                    payee.refund(received.order(), part.orElseGet(received::amount)),
                    Optional.empty());
        }
        return ExitCodes.DONE;
    }
}
