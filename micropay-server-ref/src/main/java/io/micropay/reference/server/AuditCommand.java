package io.micropay.reference.server;

import io.micropay.LedgerAudit;
import io.micropay.ReceiptVerifier;
import io.micropay.error.AuditFailedException;
import io.micropay.error.MicropayException;
import io.micropay.keys.PemKeys;
import io.micropay.ledger.AccountStore;
import io.micropay.model.AuditReport;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code audit}: verifies a whole ledger, while a server is running on it or not, and changes nothing. */
@Command(
        name = "audit",
        mixinStandardHelpOptions = true,
        sortOptions = false,
        usageHelpAutoWidth = true,
        description =
                "Verifies a whole ledger with the server's certificate: every row, every signature, every balance.",
        footer = {"", "Exit codes: 0 the ledger holds, 1 it does not or cannot be read, 2 wrong usage."})
final class AuditCommand implements Callable<Integer> {
    private static final int MAX_RECEIPT_BYTES = 64 << 10;

    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls the command
    private ServerProgram program;

    @Option(
            names = "--db",
            paramLabel = "LEDGER",
            description = "The ledger: a file, '" + ServerProgram.DEFAULT_DATABASE
                    + "' unless given, or jdbc:postgresql://HOST/DATABASE. Servers may have it open.")
    private @Nullable String database;

    @ArgGroup
    private @Nullable Server server;

    /** Where the certificate is: one of the two, or neither. */
    private static final class Server {
        @Option(
                names = "--certs",
                paramLabel = "DIR",
                description = "Where server.crt is, '" + ServerProgram.DEFAULT_CERTS + "' unless given.")
        private @Nullable Path directory;

        @Option(names = "--cert", paramLabel = "FILE", description = "The server's certificate. No key is needed.")
        private @Nullable Path file;
    }

    @Option(
            names = "--receipt",
            arity = "1..*",
            paramLabel = "FILE",
            description = "Receipts that have to be in the ledger; any number of files."
                    + " Without one, or --head, nobody can tell whether the end of the ledger was cut off.")
    private List<Path> receipts = List.of();

    @Option(
            names = "--head",
            paramLabel = "DIGEST",
            description =
                    "The head that an earlier audit told; it has to be in the ledger. May be given more than once.")
    private List<String> heads = List.of();

    @Option(
            names = "--threads",
            paramLabel = "N",
            defaultValue = "1",
            description = "How many threads verify signatures; ${DEFAULT-VALUE} unless given.")
    private int threads = 1;

    @Override
    public Integer call() {
        if (threads < 1 || threads > LedgerAudit.MAX_THREADS) {
            throw Failure.usage("--threads is 1 to " + LedgerAudit.MAX_THREADS + ", not " + threads);
        }
        LedgerAddress ledger = program.ledger(Optional.ofNullable(database));
        X509Certificate certificate =
                PemKeys.readCertificates(certificateFile()).get(0);
        List<Digest> expected = digests();
        return program.withConsole(console -> {
            try (AccountStore store = ledger.openReadOnly()) {
                LedgerAudit.Builder audit =
                        LedgerAudit.builder(store, certificate).threads(threads);
                expected.forEach(audit::expectHead);
                receipts.forEach(receipt -> expect(audit, receipt));
                report(run(audit, ledger), console);
            }
        });
    }

    private AuditReport run(LedgerAudit.Builder audit, LedgerAddress ledger) {
        try (AuditProgress progress = new AuditProgress(program.terminal())) {
            return audit.onProgress(progress::show).build().run();
        } catch (AuditFailedException e) {
            throw Failure.because("the ledger " + ledger + " does not hold: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.because("the audit was interrupted", e);
        }
    }

    private static void report(AuditReport report, Console console) {
        String line = String.format(
                Locale.ROOT,
                "The ledger holds: %,d entries, %,d orders, %,d checkpoints, sum zero; verified in %.1f s.",
                report.entries(),
                report.orders(),
                report.checkpoints(),
                report.elapsed().toMillis() / 1000.0);
        List<String> lines = new ArrayList<>(List.of(line));
        report.head().ifPresent(head -> lines.add("Head: " + head));
        console.print(lines.toArray(String[]::new));
    }

    private Path certificateFile() {
        if (server != null && server.file != null) {
            return server.file;
        }
        return new ServerKeys(server == null || server.directory == null ? program.certs() : server.directory)
                .certificate();
    }

    private List<Digest> digests() {
        try {
            return heads.stream().map(head -> new Digest(Bytes.ofHex(head))).toList();
        } catch (IllegalArgumentException e) {
            throw Failure.usage("--head needs 64 hexadecimal digits, as an earlier audit told them: " + e.getMessage());
        }
    }

    private static void expect(LedgerAudit.Builder audit, Path receipt) {
        try {
            if (Files.size(receipt) > MAX_RECEIPT_BYTES) {
                throw Failure.because(receipt + " is too large for a receipt");
            }
            audit.expectReceipt(ReceiptVerifier.parse(Files.readString(receipt, StandardCharsets.ISO_8859_1)));
        } catch (MicropayException e) {
            throw Failure.because("cannot use the receipt " + receipt + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw Failure.because("cannot read the receipt " + receipt + ": " + Failure.reason(e), e);
        }
    }
}
