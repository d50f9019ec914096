package io.micropay.crashtest.check;

import io.micropay.LedgerAudit;
import io.micropay.crashtest.record.Seen;
import io.micropay.error.AuditFailedException;
import io.micropay.ledger.AccountStore;
import io.micropay.model.AccountId;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;

/**
 * All checks, of a ledger at rest: the library's own audit, and beside it checks which share no code with the ledger's rules
 * on purpose.
 */
public final class Reconciliation {
    /** What every account of a run begins with. */
    public static final long OPENING_BALANCE = 10_000;

    private Reconciliation() {}

    /** Compares the ledger with itself, with what the clients have seen, and what they have seen with each other. */
    public static Findings of(AccountStore store, X509Certificate server, Map<AccountId, List<Seen>> records) {
        Findings findings = new Findings();
        Books books = Books.read(store);
        audit(store, books, server, findings);
        records.forEach((account, record) -> new RecordCheck(account, books, findings).run(record));
        new BeliefCheck(OPENING_BALANCE, records.keySet(), findings).run(records);
        return findings;
    }

    /** Compares the ledger with itself. */
    public static Findings ofLedger(AccountStore store, X509Certificate server) {
        Findings findings = new Findings();
        audit(store, Books.read(store), server, findings);
        return findings;
    }

    private static void audit(AccountStore store, Books books, X509Certificate server, Findings findings) {
        new ChainCheck(books, server, findings).run();
        new ReplayCheck(books, findings).run();
        try {
            LedgerAudit.builder(store, server).build().run();
        } catch (AuditFailedException e) {
            findings.add("the audit: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            findings.add("the audit was interrupted");
        }
    }
}
