package io.micropay;

import io.micropay.error.AuditFailedException;
import io.micropay.error.AuthenticationException;
import io.micropay.internal.audit.Audit;
import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.session.Credentials;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.LedgerView;
import io.micropay.model.AuditReport;
import io.micropay.model.Digest;
import io.micropay.model.Payment;
import java.security.cert.X509Certificate;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;

/**
 * Verifies a whole ledger with nothing but the ledger and the server's certificate: that every row is what the signed
 * requests and the rules make it.
 *
 * <p>What a ledger that holds proves: the server signed every journal entry, in this order, without a gap; every order,
 * void and capture was signed by a session that its account's registered key had granted; and amounts, balances, holds,
 * states and histories follow from them, with a sum of zero. Who is online proves nothing and is not looked at.
 *
 * <p>What the ledger alone cannot prove is that its end was not cut off. A receipt, or the head of an earlier report, that
 * is expected in the chain proves that nothing up to there is missing.
 *
 * <p>The audit reads one view: the ledger as it was when it began, whatever a server writes meanwhile. It remembers about
 * half a kilobyte of each account and of each open hold, and streams everything else. Instances are immutable; each
 * {@link #run()} is an audit of its own.
 *
 * <p>Example:
 * <pre>{@code
 * try (AccountStore store = SqliteAccountStore.openReadOnly(Path.of("server.db"))) {
 *     AuditReport report = LedgerAudit.builder(store, serverCertificate).build().run();
 *     System.out.println(report.entries() + " entries hold");
 * } catch (AuditFailedException e) {
 *     System.out.println(e.finding());
 * }
 * }</pre>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6962#section-2.1">RFC 6962, Merkle hash trees</a>
 * @since 0.1
 */
public final class LedgerAudit {
    /** The largest number of threads. */
    public static final int MAX_THREADS = 256;

    private final AccountStore store;
    private final Audit.Wishes wishes;

    private LedgerAudit(AccountStore store, Audit.Wishes wishes) {
        this.store = store;
        this.wishes = wishes;
    }

    /**
     * Begins the configuration of an audit.
     *
     * @param store the ledger; stays open, and is only read
     * @param server the server's certificate
     * @return the builder
     * @throws IllegalArgumentException if its key is out of bounds
     */
    public static Builder builder(AccountStore store, X509Certificate server) {
        return new Builder(Objects.requireNonNull(store, "store"), PublicKeyHandle.of(server));
    }

    /**
     * Verifies the ledger. An interrupt ends it soon.
     *
     * @return what was verified
     * @throws AuditFailedException if the ledger does not hold; it has the first finding
     * @throws io.micropay.error.StoreException if the ledger cannot be read
     * @throws InterruptedException if this thread was interrupted
     */
    public AuditReport run() throws InterruptedException {
        try (LedgerView view = store.view();
                Audit audit = new Audit(view, wishes)) {
            return audit.run();
        }
    }

    /**
     * Told how far an audit is.
     *
     * @since 0.1
     */
    @FunctionalInterface
    public interface Progress {
        /**
         * Called on the thread of the audit, after each checkpoint. What it throws ends the audit.
         *
         * @param done how many journal entries are verified
         * @param total how many there are
         */
        void verified(long done, long total);
    }

    /**
     * Configures an audit. Not safe for use by several threads.
     *
     * @since 0.1
     */
    public static final class Builder {
        private final AccountStore store;
        private final PublicKeyHandle server;
        private final Set<Digest> heads = new HashSet<>();
        private Progress progress = (done, total) -> {};
        private int threads = 1;

        private Builder(AccountStore store, PublicKeyHandle server) {
            this.store = store;
            this.server = server;
        }

        /**
         * Expects a checkpoint in the chain: the head of an earlier report.
         *
         * @param checkpoint its digest
         * @return this
         */
        public Builder expectHead(Digest checkpoint) {
            heads.add(Objects.requireNonNull(checkpoint, "checkpoint"));
            return this;
        }

        /**
         * Expects the checkpoint of a receipt in the chain, and so the entry that the receipt is about.
         *
         * @param payment the order and its receipt
         * @return this
         * @throws AuthenticationException if the receipt does not verify with the server's certificate
         */
        public Builder expectReceipt(Payment payment) {
            Credentials credentials = new Credentials();
            credentials.verify(payment.receipt(), payment.order(), server);
            return expectHead(credentials.verify(payment.receipt(), server));
        }

        /**
         * Told how far the audit is. Nobody is unless this is called.
         *
         * @param listener who is told
         * @return this
         */
        public Builder onProgress(Progress listener) {
            progress = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * How many threads verify the signatures of requests, which is most of the work. One unless this is called.
         *
         * @param number 1 to {@value LedgerAudit#MAX_THREADS}
         * @return this
         * @throws IllegalArgumentException if it is anything else
         */
        public Builder threads(int number) {
            if (number < 1 || number > MAX_THREADS) {
                throw new IllegalArgumentException(
                        "an audit uses 1 to " + MAX_THREADS + " threads, and cannot use " + number);
            }
            threads = number;
            return this;
        }

        /**
         * Makes the audit.
         *
         * @return the audit, not yet run
         */
        public LedgerAudit build() {
            Audit.Wishes wishes = new Audit.Wishes(server, Set.copyOf(heads), threads, progress::verified);
            return new LedgerAudit(store, wishes);
        }
    }
}
