package io.micropay.reference.client;

import io.micropay.ReceiptVerifier;
import io.micropay.error.AuthenticationException;
import io.micropay.keys.PemKeys;
import io.micropay.model.Payment;
import io.micropay.reference.client.home.ReceiptFolder;
import io.micropay.reference.client.menu.ExitCodes;
import io.micropay.reference.client.text.Amounts;
import io.micropay.reference.client.text.Printable;
import io.micropay.reference.client.text.ReceiptText;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Receipt files, without a server. */
@Command(
        name = "receipt",
        description = "Shows or verifies a receipt file. Needs no server.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        synopsisSubcommandLabel = "COMMAND",
        footer = {"", "Example:", "  micropay receipt verify lunch.receipt --trust certs/server.crt"})
final class ReceiptCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Nothing to do: give a command, show or verify");
    }

    @Command(
            name = "show",
            description = "Shows what a receipt file claims. Does not verify it.",
            mixinStandardHelpOptions = true,
            versionProvider = ProgramVersion.class,
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {"0:shown", "1:cannot be read, or is no receipt", "2:wrong command line"},
            footer = {"", "Example:", "  micropay receipt show lunch.receipt"})
    int show(@Parameters(paramLabel = "FILE", description = "A receipt file.") Path file) {
        print(ReceiptVerifier.parse(ReceiptFolder.read(file)));
        out().println("Not verified. To verify: micropay receipt verify " + Printable.of(file.toString())
                + " --trust SERVER_CERTIFICATE");
        return ExitCodes.DONE;
    }

    @Command(
            name = "verify",
            description = "Verifies that a server signed a receipt. Amounts are in the server's smallest unit.",
            mixinStandardHelpOptions = true,
            versionProvider = ProgramVersion.class,
            exitCodeListHeading = "%nExit codes:%n",
            exitCodeList = {
                "0:the receipt holds",
                "1:a file cannot be read, or is not what it should be",
                "2:wrong command line",
                "6:the receipt does not verify with that certificate"
            },
            footer = {"", "Example:", "  micropay receipt verify lunch.receipt --trust certs/server.crt"})
    int verify(
            @Parameters(paramLabel = "FILE", description = "A receipt file.") Path file,
            @Option(
                            names = "--trust",
                            required = true,
                            paramLabel = "CERT",
                            description = "The server's certificate, as PEM.")
                    Path certificateFile) {
        ReceiptVerifier verifier = verifier(certificateFile);
        Payment payment = ReceiptVerifier.parse(ReceiptFolder.read(file));
        try {
            verifier.verify(payment);
        } catch (AuthenticationException e) {
            spec.commandLine().getErr().println("The receipt does NOT hold: " + Printable.of("" + e.getMessage()));
            return ExitCodes.NO_TRUST;
        }
        print(payment);
        out().println("The receipt holds: the server of that certificate signed it.");
        return ExitCodes.DONE;
    }

    /** A file that holds no certificate is a wrong file, not a wrong receipt. */
    private static ReceiptVerifier verifier(Path certificateFile) {
        X509Certificate certificate = PemKeys.readCertificates(certificateFile).get(0);
        return ReceiptVerifier.of(certificate);
    }

    private void print(Payment payment) {
        ReceiptText.lines(payment, Amounts.SMALLEST_UNITS).forEach(line -> out().println(Printable.of(line)));
    }

    private PrintWriter out() {
        return spec.commandLine().getOut();
    }
}
