package io.micropay.reference.client.command;

import io.micropay.PeerEndpoint;
import io.micropay.model.AccountId;
import io.micropay.model.Offer;
import io.micropay.model.Payment;
import io.micropay.reference.client.session.ExitCodes;
import io.micropay.reference.client.text.Amounts;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

/** Pays somebody who is online. */
@Command(
        name = "pay",
        description = "Pays somebody who is online, and saves the receipt.",
        sortOptions = false,
        footer = {
            "",
            "Prints: what was paid to whom, the order, and the file of the receipt. In JSON: order, payer, payee, amount, "
                    + "status, sequence, at, memo, receipt.",
            "",
            "After exit code 4 do not pay again: any command that logs in asks about the order and tells its end.",
            "So it is if the command was killed, for instance by timeout: the order may have left before.",
            "",
            "Example:",
            "  micropay --account alice pay bob 2000 --memo lunch"
        })
public final class PayCommand implements Callable<Integer> {
    private final CommonOptions common;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(index = "0", paramLabel = "PAYEE", description = "Who is paid.", converter = AccountConverter.class)
    private AccountId payee = new AccountId("nobody");

    @Parameters(
            index = "1",
            paramLabel = "AMOUNT",
            description = "Whole units, or with as many decimals as the server counts.")
    private String amount = "";

    @Option(names = "--memo", paramLabel = "TEXT", description = "A memo that only the payee can read.")
    private @Nullable String memo;

    /**
     * Makes the command.
     *
     * @param common where and how
     */
    public PayCommand(CommonOptions common) {
        this.common = common;
    }

    private record Paid(Payment payment, Optional<String> memo, Optional<Path> receipt, Amounts amounts)
            implements Result {
        @Override
        public List<String> lines() {
            return List.of("paid " + amounts.withCurrency(payment.amount()) + " to " + payment.payee() + ", order "
                    + payment.id() + ", receipt " + receipt.map(Path::toString).orElse("not saved"));
        }

        @Override
        public void writeFields(JsonGenerator json) {
            PaymentFields.write(json, payment, memo, receipt);
        }
    }

    @Override
    public Integer call() {
        Optional<String> text = Optional.ofNullable(memo).filter(given -> !given.isEmpty());
        text.ifPresent(this::requireMemoFits);
        try (Visit visit = Visit.connect(common, spec)) {
            long units = units(visit.amounts());
            PeerEndpoint payer = visit.logIn();
            Payment payment = text.isPresent() ? payer.pay(payee, units, text.get()) : payer.pay(payee, units);
            Optional<Path> receipt = visit.save(payment, payment.payer());
            visit.results().print(new Paid(payment, text, receipt, visit.amounts()));
        }
        return ExitCodes.DONE;
    }

    private void requireMemoFits(String text) {
        int size = text.getBytes(StandardCharsets.UTF_8).length;
        if (size > Offer.MAX_MEMO_BYTES) {
            throw new ParameterException(
                    spec.commandLine(),
                    "the memo is too long: " + size + " bytes. At most " + Offer.MAX_MEMO_BYTES + " fit");
        }
    }

    /** How many decimals there are is for the server to say. */
    private long units(Amounts amounts) {
        try {
            return amounts.parse(amount);
        } catch (IllegalArgumentException e) {
            throw new CommandFailure(ExitCodes.USAGE, String.valueOf(e.getMessage()), e);
        }
    }
}
