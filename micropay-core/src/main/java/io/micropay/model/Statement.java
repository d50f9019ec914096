package io.micropay.model;

import java.util.List;

/**
 * A page of an account's statement, the newest line first.
 *
 * @param balance the balance now, in the ledger's smallest unit
 * @param held the part of it that is set aside now, in the ledger's smallest unit
 * @param lines the lines; none if there is nothing before
 * @since 0.1
 */
public record Statement(long balance, long held, List<StatementLine> lines) {
    /**
     * Copies the lines.
     *
     * @param balance the balance now, in the ledger's smallest unit
     * @param held the part of it that is set aside now, in the ledger's smallest unit
     * @param lines the lines; none if there is nothing before
     */
    public Statement {
        lines = List.copyOf(lines);
    }
}
