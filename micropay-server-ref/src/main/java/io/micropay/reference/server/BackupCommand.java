package io.micropay.reference.server;

import io.micropay.LedgerAudit;
import io.micropay.error.AuditFailedException;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.SqliteAccountStore;
import io.micropay.model.AuditReport;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code backup}: copies a ledger file, while a server is running on it or not, and audits the copy. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = "Copies a ledger file as it is at this moment, and audits the copy. The server may be running.",
        footer = {"", "Exit codes: 0 the copy is made and holds, 1 it is not or does not, 2 wrong usage."})
final class BackupCommand implements Callable<Integer> {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls the command
    private ServerProgram program;

    @Parameters(index = "0", paramLabel = "TARGET", description = "The copy, which must not exist yet.")
    private Path target = Path.of("");

    @Mixin
    private LedgerOptions options = new LedgerOptions();

    @Override
    public Integer call() {
        Path file = options.ledger(program).file();
        X509Certificate certificate = options.certificate(program);
        return program.withConsole(console -> {
            SqliteAccountStore.backup(file, target);
            AuditReport report = audit(certificate);
            List<String> lines = new ArrayList<>(List.of(String.format(
                    Locale.ROOT,
                    "Copied to %s: %,d entries, %,d orders. The copy was audited, and holds.",
                    target,
                    report.entries(),
                    report.orders())));
            report.head().ifPresent(head -> lines.add("Head: " + head));
            console.print(lines.toArray(String[]::new));
        });
    }

    private AuditReport audit(X509Certificate certificate) {
        try (AccountStore copy = SqliteAccountStore.openReadOnly(target);
                AuditProgress progress = new AuditProgress(program.terminal())) {
            return LedgerAudit.builder(copy, certificate)
                    .onProgress(progress::show)
                    .build()
                    .run();
        } catch (AuditFailedException e) {
            throw Failure.because("the copy " + target + " is made, but does not hold: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Failure.because("the copy " + target + " is made, but its audit was interrupted", e);
        }
    }
}
