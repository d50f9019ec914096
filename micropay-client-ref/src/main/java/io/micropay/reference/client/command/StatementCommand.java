package io.micropay.reference.client.command;

import io.micropay.PeerEndpoint;
import io.micropay.StatementText;
import io.micropay.model.AccountId;
import io.micropay.model.Statement;
import io.micropay.model.StatementLine;
import io.micropay.reference.client.session.ExitCodes;
import io.micropay.reference.client.text.Amounts;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Writes the statement of an account. */
@Command(
        name = "statement",
        description = "Writes the latest movements of the account, the newest first.",
        sortOptions = false,
        footer = {
            "",
            "Prints: a header and a line for each movement. In JSON: account, balance, held, lines, each with sequence, at, "
                    + "kind, counterparty, amount, held, balance, order.",
            "",
            "Example:",
            "  micropay --account alice statement --csv --limit 100"
        })
public final class StatementCommand implements Callable<Integer> {
    private static final int PAGE = 256;

    private final CommonOptions common;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--csv", description = "Write CSV, with amounts in the server's smallest unit.")
    private boolean csv;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many movements at the most. Default: ${DEFAULT-VALUE}")
    private int limit;

    /**
     * Makes the command.
     *
     * @param common where and how
     */
    public StatementCommand(CommonOptions common) {
        this.common = common;
    }

    private record Movements(AccountId account, Statement statement, Amounts amounts) implements Result {
        private static final String COLUMNS = "%-24s  %15s  %15s  %-9s  %s";

        @Override
        public List<String> lines() {
            Stream<String> header =
                    Stream.of(String.format(Locale.ROOT, COLUMNS, "TIME", "AMOUNT", "BALANCE", "KIND", "WITH"));
            return Stream.concat(header, statement.lines().stream().map(this::line))
                    .toList();
        }

        private String line(StatementLine line) {
            return String.format(
                    Locale.ROOT,
                    COLUMNS,
                    line.at(),
                    amounts.plain(line.amount()),
                    amounts.plain(line.balance()),
                    line.kind(),
                    line.counterparty());
        }

        @Override
        public void writeFields(JsonGenerator json) {
            json.writeStringProperty("account", account.name());
            json.writeNumberProperty("balance", statement.balance());
            json.writeNumberProperty("held", statement.held());
            json.writeName("lines");
            try (JsonParser lines =
                    new JsonFactory().createParser(ObjectReadContext.empty(), StatementText.json(statement.lines()))) {
                lines.nextToken();
                json.copyCurrentStructure(lines);
            }
        }
    }

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit is at least 1, not " + limit);
        }
        if (csv && common.settings().isJson()) {
            throw new CommandFailure(ExitCodes.USAGE, "either --csv or --json, not both");
        }
        try (Visit visit = Visit.connect(common, spec)) {
            PeerEndpoint endpoint = visit.logIn();
            Statement statement = statement(endpoint);
            if (csv) {
                visit.results().printText(StatementText.csv(statement.lines()));
            } else {
                visit.results().print(new Movements(endpoint.account(), statement, visit.amounts()));
            }
        }
        return ExitCodes.DONE;
    }

    private Statement statement(PeerEndpoint endpoint) {
        Statement page = endpoint.statement(Math.min(limit, PAGE));
        List<StatementLine> lines = new ArrayList<>(page.lines());
        while (lines.size() < limit && !page.lines().isEmpty()) {
            long oldest = lines.get(lines.size() - 1).sequence();
            page = endpoint.statementBefore(oldest, Math.min(limit - lines.size(), PAGE));
            lines.addAll(page.lines());
        }
        return new Statement(page.balance(), page.held(), lines);
    }
}
