package io.micropay.reference.client.command;

import io.micropay.model.AccountId;
import io.micropay.reference.client.session.ExitCodes;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

/** Opens an account. */
@Command(
        name = "register",
        description =
                "Opens an account, and makes the wallet that it belongs to; takes the wallet that is there, if any.",
        sortOptions = false,
        footer = {
            "",
            "Prints: the file of the wallet. In JSON: account, wallet.",
            "",
            "Example:",
            "  micropay register alice --server 127.0.0.1:8888 --passphrase-file secret"
        })
public final class RegisterCommand implements Callable<Integer> {
    private final CommonOptions common;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "NAME", description = "The wanted name.", converter = AccountConverter.class)
    private AccountId account = new AccountId("nobody");

    /**
     * Makes the command.
     *
     * @param common where and how
     */
    public RegisterCommand(CommonOptions common) {
        this.common = common;
    }

    private record Registered(AccountId account, Path wallet) implements Result {
        @Override
        public List<String> lines() {
            return List.of(wallet.toString());
        }

        @Override
        public void writeFields(JsonGenerator json) {
            json.writeStringProperty("account", account.name());
            json.writeStringProperty("wallet", wallet.toString());
        }
    }

    @Override
    public Integer call() {
        try (Visit visit = Visit.prepare(common, spec)) {
            visit.connect();
            Path wallet = visit.register(account);
            visit.screen()
                    .print("Keep the wallet and its passphrase: whoever has both is " + account
                            + ", nobody else can be.");
            visit.results().print(new Registered(account, wallet));
        }
        return ExitCodes.DONE;
    }
}
