package io.micropay.reference.client.command;

import io.micropay.ReceiptVerifier;
import io.micropay.error.AuthenticationException;
import io.micropay.keys.Fingerprint;
import io.micropay.keys.PemKeys;
import io.micropay.model.Payment;
import io.micropay.reference.client.home.ReceiptFolder;
import io.micropay.reference.client.session.ExitCodes;
import io.micropay.reference.client.text.Amounts;
import io.micropay.reference.client.text.ReceiptText;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

/** Receipt files, without a server. */
@Command(
        name = "receipt",
        description = "Shows or verifies a receipt file. Needs no server.",
        synopsisSubcommandLabel = "COMMAND",
        sortOptions = false,
        footer = {"", "Example:", "  micropay receipt verify lunch.receipt --trust certs/server.crt"})
public final class ReceiptCommand implements Runnable {
    private final CommonOptions common;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /**
     * Makes the command.
     *
     * @param common how to write results, and the certificate
     */
    public ReceiptCommand(CommonOptions common) {
        this.common = common;
    }

    /**
     * The command with those below it. They are classes, since inherited options and methods do not go together.
     *
     * @return the command line
     */
    public CommandLine commandLine() {
        return new CommandLine(this).addSubcommand(new Show()).addSubcommand(new Verify());
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Nothing to do: give a command, show or verify");
    }

    @Command(
            name = "show",
            description = "Shows what a receipt file claims. Does not verify it.",
            sortOptions = false,
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:shown", "1:cannot be read, or is no receipt", "2:wrong command line"},
            footer = {
                "",
                "Prints: a line for each fact. In JSON: order, payer, payee, amount, status, sequence, at, request, refunds, "
                        + "settled, server (the fingerprint of the key that signed), verified.",
                "",
                "Example:",
                "  micropay receipt show lunch.receipt"
            })
    private final class Show implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "A receipt file.")
        private Path file = Path.of("");

        @Override
        public Integer call() {
            print(ReceiptVerifier.parse(ReceiptFolder.read(file)), false);
            return ExitCodes.DONE;
        }
    }

    @Command(
            name = "verify",
            description = "Verifies that a server signed a receipt. Amounts are in the server's smallest unit.",
            sortOptions = false,
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:the receipt holds",
                "1:a file cannot be read, or is not what it should be",
                "2:wrong command line",
                "6:the receipt does not verify with that certificate"
            },
            footer = {
                "",
                "Prints: what receipt show prints. --trust is needed, and has to be the certificate in a file.",
                "",
                "Example:",
                "  micropay receipt verify lunch.receipt --trust certs/server.crt"
            })
    private final class Verify implements Callable<Integer> {
        @Parameters(paramLabel = "FILE", description = "A receipt file.")
        private Path file = Path.of("");

        @Override
        public Integer call() {
            ReceiptVerifier verifier = verifier(certificateFile());
            Payment payment = ReceiptVerifier.parse(ReceiptFolder.read(file));
            try {
                verifier.verify(payment);
            } catch (AuthenticationException e) {
                throw new AuthenticationException(e.status(), "The receipt does NOT hold: " + e.getMessage(), e);
            }
            print(payment, true);
            return ExitCodes.DONE;
        }
    }

    private Path certificateFile() {
        return common.settings()
                .chosenTrust()
                .map(Path::of)
                .orElseThrow(() -> new ParameterException(
                        spec.subcommands().get("verify"), "Missing required option: '--trust=CERT'"));
    }

    /** A file that holds no certificate is a wrong file, not a wrong receipt. */
    private static ReceiptVerifier verifier(Path certificateFile) {
        try {
            X509Certificate certificate =
                    PemKeys.readCertificates(certificateFile).get(0);
            return ReceiptVerifier.of(certificate);
        } catch (AuthenticationException e) {
            throw new CommandFailure(ExitCodes.FAILED, String.valueOf(e.getMessage()), e);
        }
    }

    private record Shown(Payment payment, boolean isVerified) implements Result {
        @Override
        public List<String> lines() {
            String verdict = isVerified
                    ? "The receipt holds: the server of that certificate signed it."
                    : "Not verified. To verify: micropay receipt verify FILE --trust SERVER_CERTIFICATE";
            return Stream.concat(ReceiptText.lines(payment, Amounts.SMALLEST_UNITS).stream(), Stream.of(verdict))
                    .toList();
        }

        @Override
        public void writeFields(JsonGenerator json) {
            PaymentFields.write(json, payment);
            json.writeBooleanProperty("settled", payment.receipt().outcome().isSettled());
            json.writeStringProperty(
                    "server", new Fingerprint(payment.receipt().signature().signer()).toString());
            json.writeBooleanProperty("verified", isVerified);
        }
    }

    private void print(Payment payment, boolean isVerified) {
        new Results(spec.commandLine().getOut(), common.settings().isJson()).print(new Shown(payment, isVerified));
    }
}
