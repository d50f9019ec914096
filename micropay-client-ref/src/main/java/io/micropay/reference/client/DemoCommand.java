package io.micropay.reference.client;

import io.micropay.reference.client.command.CommandFailure;
import io.micropay.reference.client.command.ProgramVersion;
import io.micropay.reference.client.demo.Demo;
import io.micropay.reference.client.session.ExitCodes;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The demo. */
@Command(
        name = "demo",
        description = "Shows a payment from end to end on this machine: a server, alice and bob, and a receipt that "
                + "anyone can verify. Leaves nothing behind.",
        mixinStandardHelpOptions = true,
        versionProvider = ProgramVersion.class,
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:everything was as it should be", "1:something was not; the last line says what"},
        footer = {"", "Example:", "  micropay demo"})
final class DemoCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        try {
            Demo.run(spec.commandLine().getOut());
        } catch (RuntimeException e) {
            // Whatever it is: the demo promises one code for all.
            throw new CommandFailure(ExitCodes.FAILED, String.valueOf(e.getMessage()), e);
        }
        return ExitCodes.DONE;
    }
}
