package io.micropay.reference.client.text;

import io.micropay.model.StatementLine;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Statements for people. */
public final class Movements {
    private static final String COLUMNS = "%-24s  %15s  %15s  %-9s  %s";

    private Movements() {}

    /**
     * A table.
     *
     * @param movements what happened
     * @param amounts how to write amounts
     * @return a header, and a line for each
     */
    public static List<String> lines(List<StatementLine> movements, Amounts amounts) {
        Stream<String> header =
                Stream.of(String.format(Locale.ROOT, COLUMNS, "TIME", "AMOUNT", "BALANCE", "KIND", "WITH"));
        return Stream.concat(header, movements.stream().map(movement -> line(movement, amounts)))
                .toList();
    }

    private static String line(StatementLine movement, Amounts amounts) {
        return String.format(
                Locale.ROOT,
                COLUMNS,
                movement.at(),
                amounts.plain(movement.amount()),
                amounts.plain(movement.balance()),
                movement.kind(),
                movement.counterparty());
    }
}
