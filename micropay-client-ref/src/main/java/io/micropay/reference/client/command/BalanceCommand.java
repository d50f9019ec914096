package io.micropay.reference.client.command;

import io.micropay.PeerEndpoint;
import io.micropay.model.AccountId;
import io.micropay.model.Statement;
import io.micropay.reference.client.session.ExitCodes;
import io.micropay.reference.client.text.Amounts;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

/** Tells how much an account has. */
@Command(
        name = "balance",
        description = "Tells how much the account has.",
        sortOptions = false,
        footer = {
            "",
            "Prints: the balance as a number. In JSON: account, balance, held (the part that is set aside), currency, "
                    + "decimals.",
            "",
            "Example:",
            "  micropay --account alice balance"
        })
public final class BalanceCommand implements Callable<Integer> {
    private final CommonOptions common;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /**
     * Makes the command.
     *
     * @param common where and how
     */
    public BalanceCommand(CommonOptions common) {
        this.common = common;
    }

    private record Balance(AccountId account, Statement statement, Amounts amounts) implements Result {
        @Override
        public List<String> lines() {
            return List.of(amounts.plain(statement.balance()));
        }

        @Override
        public void writeFields(JsonGenerator json) {
            json.writeStringProperty("account", account.name());
            json.writeNumberProperty("balance", statement.balance());
            json.writeNumberProperty("held", statement.held());
            json.writeStringProperty("currency", amounts.currency());
            json.writeNumberProperty("decimals", amounts.decimals());
        }
    }

    @Override
    public Integer call() {
        try (Visit visit = Visit.connect(common, spec)) {
            PeerEndpoint endpoint = visit.logIn();
            visit.results().print(new Balance(endpoint.account(), endpoint.statement(1), visit.amounts()));
        }
        return ExitCodes.DONE;
    }
}
