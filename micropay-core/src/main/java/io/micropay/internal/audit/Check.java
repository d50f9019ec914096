package io.micropay.internal.audit;

import io.micropay.error.AuditFailedException;
import io.micropay.error.MicropayException;
import io.micropay.model.AuditFinding;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What is asked of one row.
 *
 * @param row the kind of row
 * @param key which one
 */
record Check(AuditFinding.Row row, String key) {
    private static final int MAX_SHOWN = 72;

    static Check of(AuditFinding.Row row, Object key) {
        return new Check(row, key.toString());
    }

    /** The failure to throw. */
    AuditFailedException broken(String law) {
        return new AuditFailedException(new AuditFinding(row, key, law));
    }

    /** Throws unless what was found in a field is what should be there. */
    void same(String field, Object found, Object due) {
        if (!found.equals(due)) {
            throw broken(field + " is " + shown(found) + " and should be " + shown(due));
        }
    }

    void that(boolean holds, String law) {
        if (!holds) {
            throw broken(law);
        }
    }

    /** What is made of a row's bytes, which may be anything. */
    <T> T decoded(String what, Supplier<T> decoder) {
        try {
            return decoder.get();
        } catch (MicropayException | IllegalArgumentException | ClassCastException e) {
            throw broken(what + " makes no sense (" + e.getMessage() + ")");
        }
    }

    private static String shown(Object value) {
        Object content = value instanceof Optional<?> optional
                ? optional.map(Object.class::cast).orElse("nothing")
                : value;
        String text = content.toString();
        return text.length() <= MAX_SHOWN ? text : text.substring(0, MAX_SHOWN) + "...";
    }
}
