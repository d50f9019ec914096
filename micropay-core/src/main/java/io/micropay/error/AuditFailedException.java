package io.micropay.error;

import io.micropay.model.AuditFinding;
import io.micropay.model.StatusCode;
import java.util.Objects;

/**
 * An audit found a ledger not to hold. The message is the first thing that it found wrong, in one line.
 *
 * @since 0.1
 */
public final class AuditFailedException extends MicropayException {
    private static final long serialVersionUID = 1L;

    /** The finding. */
    private final transient AuditFinding finding;

    /**
     * Makes an exception.
     *
     * @param finding what is wrong
     */
    public AuditFailedException(AuditFinding finding) {
        super(
                StatusCode.SERVER_FAILED,
                Objects.requireNonNull(finding, "finding").toString());
        this.finding = finding;
    }

    /**
     * What is wrong.
     *
     * @return the first finding
     */
    public AuditFinding finding() {
        return finding;
    }
}
