package io.micropay.reference.client.command;

import io.micropay.PeerEndpoint;
import io.micropay.error.MicropayException;
import io.micropay.reference.client.screen.Style;
import io.micropay.reference.client.session.ExitCodes;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Stays online and tells what comes in. */
@Command(
        name = "listen",
        description =
                "Stays online and writes each payment that comes in, once its receipt has verified; saves the receipt. "
                        + "Ends in good order at Ctrl+C and SIGTERM.",
        sortOptions = false,
        footer = {
            "",
            "Prints: a line for each payment with the server's time, the amount, the payer, the order, what it is for and the "
                    + "memo, if there are any. In JSON: order, payer, payee, amount, status, sequence, at, request, refunds, "
                    + "memo, receipt.",
            "",
            "Example:",
            "  micropay --account bob listen --json --count 1"
        })
public final class ListenCommand implements Callable<Integer> {
    private final CommonOptions common;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--count",
            paramLabel = "N",
            description = "End after so many payments. One that comes in meanwhile is written as well.")
    private @Nullable Integer count;

    /**
     * Makes the command.
     *
     * @param common where and how
     */
    public ListenCommand(CommonOptions common) {
        this.common = common;
    }

    @Override
    public Integer call() {
        if (count != null && count < 1) {
            throw new ParameterException(spec.commandLine(), "--count is at least 1, not " + count);
        }
        ResultQueue queue = new ResultQueue();
        Visit visit = Visit.prepare(common, spec);
        try {
            listen(visit, queue);
        } finally {
            visit.close();
            queue.close();
            tellUnwritten(visit, queue.unwritten());
        }
        return ExitCodes.DONE;
    }

    private void listen(Visit visit, ResultQueue queue) {
        CompletableFuture<Void> end = new CompletableFuture<>();
        visit.settings().account();
        visit.connect(new Listening(visit, queue, count == null ? Long.MAX_VALUE : count, end));
        visit.screen().onSignal(signal -> end.complete(null));
        PeerEndpoint endpoint = visit.logIn();
        visit.screen()
                .print(endpoint.account() + " is online on port " + endpoint.port()
                        + " and waits for payments. Ctrl+C ends.");
        await(end);
    }

    private static void tellUnwritten(Visit visit, int unwritten) {
        if (unwritten > 0) {
            visit.screen()
                    .print(
                            Style.BAD,
                            "Payments that came in: " + unwritten + " were not written, since nobody reads them. "
                                    + "Their receipts are saved, and the statement has them.");
        }
    }

    private static void await(CompletableFuture<Void> end) {
        try {
            end.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof MicropayException lost ? lost : e;
        }
    }
}
