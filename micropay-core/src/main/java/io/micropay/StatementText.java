package io.micropay;

import io.micropay.model.OrderId;
import io.micropay.model.StatementLine;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Statements as text for other programs: CSV and JSON. Amounts are in the ledger's smallest unit, times in UTC as ISO 8601
 * has them, and what is not there is empty in CSV and null in JSON.
 *
 * <p>Example:
 * <pre>{@code
 * Files.writeString(path, StatementText.csv(endpoint.statement(256).lines()));
 * }</pre>
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc4180">RFC 4180, CSV</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc8259">RFC 8259, JSON</a>
 * @since 0.1
 */
public final class StatementText {
    private StatementText() {}

    /**
     * Writes lines as CSV, with a header.
     *
     * @param lines the lines, in the order in which they are to be written
     * @return the text; every line of it ends with CR and LF
     */
    public static String csv(List<StatementLine> lines) {
        return "sequence,at,kind,counterparty,amount,held,balance,order\r\n"
                + lines.stream().map(StatementText::csv).collect(Collectors.joining());
    }

    // No value of a line holds a comma, a quote or anything else that would have to be escaped, in either format.
    private static String csv(StatementLine line) {
        return line.sequence() + "," + line.at() + "," + line.kind() + "," + line.counterparty() + "," + line.amount()
                + "," + line.held() + "," + line.balance() + ","
                + line.order().map(OrderId::toString).orElse("") + "\r\n";
    }

    /**
     * Writes lines as a JSON array of objects.
     *
     * @param lines the lines, in the order in which they are to be written
     * @return the text, an object on each line of it. Amounts are whole numbers of up to 19 digits, which a reader must not
     *     take for floating point
     */
    public static String json(List<StatementLine> lines) {
        return lines.stream().map(StatementText::json).collect(Collectors.joining(",\n ", "[", "]\n"));
    }

    private static String json(StatementLine line) {
        return "{\"sequence\":" + line.sequence() + ",\"at\":\"" + line.at() + "\",\"kind\":\"" + line.kind()
                + "\",\"counterparty\":\"" + line.counterparty() + "\",\"amount\":" + line.amount() + ",\"held\":"
                + line.held() + ",\"balance\":" + line.balance() + ",\"order\":"
                + line.order().map(order -> "\"" + order + "\"").orElse("null") + "}";
    }
}
