package io.micropay.reference.server;

import io.micropay.Operator;
import io.micropay.error.StoreException;
import io.micropay.ledger.AccountStore;
import io.micropay.model.AccountId;
import io.micropay.model.OrderId;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code account}: what the operator does to accounts, beside a running server or without one. */
@Command(
        name = "account",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "(issue | freeze | unfreeze | close)",
        description = "Issues money to an account, freezes, unfreezes or closes it. The server may be running."
                + " Each act is a journal entry, signed by the server key.")
final class AccountCommand {
    @ParentCommand
    @SuppressWarnings("NullAway.Init") // picocli sets it before it calls the command
    private ServerProgram program;

    /** What all acts have in common. */
    static final class Act {
        @Mixin
        private LedgerOptions ledger = new LedgerOptions();

        @Option(
                names = "--reason",
                paramLabel = "TEXT",
                defaultValue = "",
                description = "Why, for the journal; at most 255 bytes.")
        private String reason = "";

        @Option(
                names = "--act",
                paramLabel = "ID",
                description = "The id of an act that was tried before: it happens once, however often it is tried.")
        private @Nullable String id;
    }

    /** One of the operator's methods. */
    private interface Task {
        void run(Operator operator, OrderId act, AccountId account);
    }

    /** Gives an account money. */
    @Command(
            name = "issue",
            mixinStandardHelpOptions = true,
            description = "Gives an account money that did not exist before.")
    int issue(
            @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Who gets it.") String account,
            @Parameters(index = "1", paramLabel = "AMOUNT", description = "How much, in the ledger's smallest unit.")
                    long amount,
            @Mixin Act act) {
        return carryOut(
                account,
                act,
                amount + " issued to",
                (operator, id, name) -> operator.issue(id, name, amount, act.reason));
    }

    /** Stops an account. */
    @Command(
            name = "freeze",
            mixinStandardHelpOptions = true,
            description = "Stops all movements of an account's money, until it is unfrozen.")
    int freeze(
            @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Which.") String account, @Mixin Act act) {
        return carryOut(account, act, "Frozen:", (operator, id, name) -> operator.freeze(id, name, act.reason));
    }

    /** Lets an account go on. */
    @Command(name = "unfreeze", mixinStandardHelpOptions = true, description = "Lets an account's money move again.")
    int unfreeze(
            @Parameters(index = "0", paramLabel = "ACCOUNT", description = "Which.") String account, @Mixin Act act) {
        return carryOut(account, act, "Unfrozen:", (operator, id, name) -> operator.unfreeze(id, name, act.reason));
    }

    /** Ends an account. */
    @Command(
            name = "close",
            mixinStandardHelpOptions = true,
            description = "Closes an account for ever. What it has goes back to the issuance account.")
    int close(@Parameters(index = "0", paramLabel = "ACCOUNT", description = "Which.") String account, @Mixin Act act) {
        return carryOut(account, act, "Closed:", (operator, id, name) -> operator.close(id, name, act.reason));
    }

    private int carryOut(String account, Act act, String done, Task task) {
        AccountId name = name(account);
        OrderId id = Optional.ofNullable(act.id)
                .map(AccountCommand::id)
                .orElseGet(() -> OrderId.next(Clock.systemUTC(), new SecureRandom()));
        if (act.reason.getBytes(StandardCharsets.UTF_8).length > Operator.MAX_REASON_BYTES) {
            throw Failure.usage("--reason has at most " + Operator.MAX_REASON_BYTES + " bytes");
        }
        return program.withConsole(console -> {
            try (AccountStore store = act.ledger.ledger(program).openBeside()) {
                task.run(Operator.of(store, act.ledger.keys(program), Clock.systemUTC()), id, name);
            } catch (StoreException e) {
                throw Failure.because(
                        e.getMessage() + "; whether it was done is not known, so do the same again with --act " + id,
                        e);
            }
            console.print(done + " " + name + " (act " + id + ")");
        });
    }

    private static AccountId name(String account) {
        try {
            return new AccountId(account);
        } catch (IllegalArgumentException e) {
            throw Failure.usage("'" + account + "': " + e.getMessage());
        }
    }

    private static OrderId id(String text) {
        try {
            return OrderId.parse(text);
        } catch (IllegalArgumentException e) {
            throw Failure.usage("--act needs the id that was printed, not '" + text + "'");
        }
    }
}
