package io.micropay.reference.client.command;

import io.micropay.PeerEndpoint;
import io.micropay.model.AccountId;
import io.micropay.model.Payment;
import io.micropay.model.PaymentLink;
import io.micropay.reference.client.screen.Decision;
import io.micropay.reference.client.screen.EndOfInput;
import io.micropay.reference.client.session.ExitCodes;
import io.micropay.reference.client.session.Invitation;
import io.micropay.reference.client.text.Memos;
import io.micropay.reference.client.text.RequestText;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Pays somebody who is online, or what somebody has asked for with a link. */
@Command(
        name = "pay",
        description =
                "Pays somebody who is online, or a payment request by its link; saves the receipt. Whoever has made a "
                        + "request need not be online.",
        sortOptions = false,
        footer = {
            "",
            "Prints: what was paid to whom, the order, and the file of the receipt. In JSON: order, payer, payee, amount, "
                    + "status, sequence, at, request, refunds, memo, receipt.",
            "",
            "A link is paid only if the server has the very request that the payee has signed. At a terminal it is shown, and "
                    + "you are asked first; without one it is paid at once. Put a link between quotes: shells take its ? for a "
                    + "pattern.",
            "",
            "After exit code 4 do not pay again: any command that logs in asks about the order and tells its end.",
            "So it is if the command was killed, for instance by timeout: the order may have left before.",
            "",
            "Examples:",
            "  micropay --account alice pay bob 2000 --memo lunch",
            "  micropay --account alice pay 'micropay:bob/250/4fzW0q1Tn0mUo9lC3yXG8Q'"
        })
public final class PayCommand implements Callable<Integer> {
    private final CommonOptions common;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            paramLabel = "PAYEE|LINK",
            description = "Who is paid, or the link of a payment request.",
            converter = Payee.Converter.class)
    private Payee payee = new Payee.Named(new AccountId("nobody"));

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "AMOUNT",
            description = "Whole units, or with as many decimals as the server counts. A link says it itself.")
    private @Nullable String amount;

    @Option(
            names = "--memo",
            paramLabel = "TEXT",
            description = "A memo that only the payee can read. A link has its own.",
            converter = MemoConverter.class)
    private @Nullable String memo;

    @Option(
            names = {"-y", "--yes"},
            description = "Pay a link without asking.")
    private boolean yes;

    /**
     * Makes the command.
     *
     * @param common where and how
     */
    public PayCommand(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        if (payee instanceof Payee.Linked linked) {
            pay(linked.link());
        } else {
            pay(((Payee.Named) payee).account());
        }
        return ExitCodes.DONE;
    }

    private void pay(AccountId account) {
        if (amount == null) {
            throw new ParameterException(spec.commandLine(), "Missing required parameter: 'AMOUNT'");
        }
        try (Visit visit = Visit.connect(common, spec)) {
            long units = visit.units(amount);
            PeerEndpoint payer = visit.logIn();
            Optional<String> text = Optional.ofNullable(memo).flatMap(Memos::parse);
            Payment payment = text.isPresent() ? payer.pay(account, units, text.get()) : payer.pay(account, units);
            OwnPayment.print(visit, "paid", payment, text);
        }
    }

    private void pay(PaymentLink link) {
        if (amount != null) {
            throw new ParameterException(
                    spec.commandLine(), "The link says how much is paid: leave out '" + amount + "'");
        }
        if (memo != null) {
            throw new ParameterException(spec.commandLine(), "The link says what is paid for: leave out --memo");
        }
        try (Visit visit = Visit.connect(common, spec)) {
            PeerEndpoint payer = visit.logIn();
            Invitation.requirePayable(payer, link);
            if (!yes && visit.screen().canAsk()) {
                requireConsent(visit, link);
            }
            OwnPayment.print(visit, "paid", payer.pay(link), link.memo());
        }
    }

    private static void requireConsent(Visit visit, PaymentLink link) {
        boolean isWanted;
        try {
            isWanted = Decision.ifWanted(visit.screen(), RequestText.question(link, visit.amounts()));
        } catch (EndOfInput e) {
            isWanted = false;
        }
        if (!isWanted) {
            throw new CommandFailure(ExitCodes.FAILED, "nothing was paid");
        }
    }
}
