package io.micropay.reference.client.command;

import io.micropay.error.MicropayException;
import io.micropay.error.OutcomeUnknownException;
import io.micropay.model.SignedOrder;
import io.micropay.reference.client.session.ExitCodes;
import io.micropay.reference.client.text.Printable;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Tells of commands that failed: in words on standard error; as an object on standard output if JSON is wanted, with the
 * fields {@code error}, {@code status} (of the library, or null), {@code exit}, and {@code order} if its outcome is unknown.
 */
public final class FailureReport implements IParameterExceptionHandler, IExecutionExceptionHandler {
    private final CommonOptions common;

    /**
     * Makes a report.
     *
     * @param common how to tell
     */
    public FailureReport(CommonOptions common) {
        this.common = common;
    }

    @Override
    public int handleParseException(ParameterException failure, String[] arguments) {
        CommandLine command = failure.getCommandLine();
        // Parsing may have ended before the option.
        if (isJson() || Arrays.asList(arguments).contains(Setting.JSON.option())) {
            printObject(command, failure, ExitCodes.USAGE);
        }
        PrintWriter err = command.getErr();
        err.println("micropay: " + Printable.of(String.valueOf(failure.getMessage())));
        UnmatchedArgumentException.printSuggestions(failure, err);
        err.println("More: " + command.getCommandSpec().qualifiedName() + " --help");
        return ExitCodes.USAGE;
    }

    @Override
    public int handleExecutionException(Exception failure, CommandLine command, ParseResult result) {
        int exitCode = failure instanceof CommandFailure own ? own.exitCode() : ExitCodes.ofCommand(failure);
        PrintWriter err = command.getErr();
        err.println("micropay: " + Printable.of(message(failure)));
        order(failure).ifPresent(order -> tellWhatToDo(err, order));
        if (isJson()) {
            printObject(command, failure, exitCode);
        }
        if (isDebug()) {
            failure.printStackTrace(err);
        }
        return exitCode;
    }

    private static void tellWhatToDo(PrintWriter err, SignedOrder order) {
        err.println("Order: " + order.order().id());
        err.println(
                "The money may have moved, once at the most. Do not pay again. Any command that logs in asks what became");
        err.println("of the order, and tells, for instance: micropay --account "
                + order.order().payer() + " balance");
    }

    private static String message(Exception failure) {
        boolean isExpected = failure instanceof MicropayException
                || failure instanceof CommandFailure
                || failure instanceof ParameterException
                || failure instanceof UncheckedIOException;
        return isExpected ? String.valueOf(failure.getMessage()) : "this should not have happened: " + failure;
    }

    private static Optional<SignedOrder> order(Exception failure) {
        return failure instanceof OutcomeUnknownException unknown ? unknown.order() : Optional.empty();
    }

    private static void printObject(CommandLine command, Exception failure, int exitCode) {
        new Results(command.getOut(), true).printObject(json -> {
            json.writeStringProperty("error", message(failure));
            json.writeName("status");
            if (failure instanceof MicropayException known) {
                json.writeNumber(known.status().number());
            } else {
                json.writeNull();
            }
            json.writeNumberProperty("exit", exitCode);
            Optional<SignedOrder> order = order(failure);
            if (order.isPresent()) {
                json.writeStringProperty("order", order.get().order().id().toString());
            }
        });
    }

    /** What was wrong with the settings is what is being told. */
    private boolean isJson() {
        try {
            return common.settings().isJson();
        } catch (CommandFailure e) {
            return common.isJson();
        }
    }

    private boolean isDebug() {
        try {
            return common.settings().isDebug();
        } catch (CommandFailure e) {
            return common.isDebug();
        }
    }
}
