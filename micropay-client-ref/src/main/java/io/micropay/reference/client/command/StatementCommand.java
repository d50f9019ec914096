package io.micropay.reference.client.command;

import io.micropay.PeerEndpoint;
import io.micropay.StatementText;
import io.micropay.model.AccountId;
import io.micropay.model.Statement;
import io.micropay.model.StatementLine;
import io.micropay.reference.client.session.ExitCodes;
import io.micropay.reference.client.text.Amounts;
import io.micropay.reference.client.text.Movements;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
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

    private record Page(AccountId account, Statement statement, Amounts amounts) implements Result {
        @Override
        public List<String> lines() {
            return Movements.lines(statement.lines(), amounts);
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
                visit.results().print(new Page(endpoint.account(), statement, visit.amounts()));
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
