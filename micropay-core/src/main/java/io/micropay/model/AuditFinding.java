package io.micropay.model;

import java.util.Objects;

/**
 * What an audit found wrong with a ledger.
 *
 * @param row the kind of row
 * @param key which row: a number, a sequence, a name, or the id of a key
 * @param law what should hold and does not, with the values
 * @since 0.1
 */
public record AuditFinding(Row row, String key, String law) {
    /**
     * The kinds of rows that an audit looks at.
     *
     * @since 0.1
     */
    public enum Row {
        /** A signed batch of entries, by its number. */
        CHECKPOINT("checkpoint"),
        /** A line of the journal, by its sequence. */
        ENTRY("journal entry"),
        /** A decided order or an operator's act, by the sequence of its entry. */
        ORDER("order of journal entry"),
        /** Money set aside, by the sequence of the entry that did so. */
        HOLD("hold of journal entry"),
        /** A payment request, or the refund of a payment, by its key. */
        CLAIM("claim"),
        /** An account, by its name. */
        ACCOUNT("account"),
        /** The grant of a session, by the id of the session key. */
        CREDENTIAL("credential");

        private final String text;

        Row(String text) {
            this.text = text;
        }

        /**
         * The kind in words.
         *
         * @return what stands before the key
         */
        public String text() {
            return text;
        }
    }

    /**
     * Null-checks every component.
     *
     * @param row the kind of row
     * @param key which row: a number, a sequence, a name, or the id of a key
     * @param law what should hold and does not, with the values
     */
    public AuditFinding {
        Objects.requireNonNull(row, "row");
        Objects.requireNonNull(key, "key");
        Objects.requireNonNull(law, "law");
    }

    /** One line for a person, such as {@code journal entry 7: amount is 5 and should be 6}. */
    @Override
    public String toString() {
        return row.text() + " " + key + ": " + law;
    }
}
