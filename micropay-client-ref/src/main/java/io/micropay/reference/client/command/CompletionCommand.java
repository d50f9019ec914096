package io.micropay.reference.client.command;

import io.micropay.reference.client.session.ExitCodes;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the script that completes command lines in a shell. */
@Command(
        name = "completion",
        description = "Prints the script with which bash and zsh complete commands and options.",
        sortOptions = false,
        footer = {"", "Example:", "  source <(micropay completion)"})
public final class CompletionCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** Makes the command. */
    public CompletionCommand() {}

    @Override
    public Integer call() {
        CommandSpec program = spec.root();
        spec.commandLine().getOut().print(AutoComplete.bash(program.name(), program.commandLine()));
        spec.commandLine().getOut().flush();
        return ExitCodes.DONE;
    }
}
