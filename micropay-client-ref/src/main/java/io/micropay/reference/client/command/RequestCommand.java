package io.micropay.reference.client.command;

import io.micropay.PeerEndpoint;
import io.micropay.model.PaymentLink;
import io.micropay.model.RequestState;
import io.micropay.reference.client.home.KeptLink;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Screens;
import io.micropay.reference.client.screen.Style;
import io.micropay.reference.client.session.ExitCodes;
import io.micropay.reference.client.text.Memos;
import io.micropay.reference.client.text.QrCode;
import io.micropay.reference.client.text.RequestText;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

/** Asks for money. */
@Command(
        name = "request",
        description =
                "Asks for money: makes a link that anybody can pay, once, until its time is over. It is also a QR code at a "
                        + "terminal. You need not be online when it is paid.",
        sortOptions = false,
        footer = {
            "",
            "Prints: the link on a line, and at a terminal the QR code below. With --wait a second line, once it is paid: by "
                    + "whom, the order, and the file of the receipt. In JSON: link, payee, amount, memo, request, issued, "
                    + "expires, state, payment; with --wait a second object: order, payer, payee, amount, status, sequence, at, "
                    + "request, refunds, memo, receipt.",
            "",
            "With --wait: exit code 0 if it is paid, 3 if its time is over. Ctrl+C ends the waiting with 1; the request stays.",
            "",
            "Examples:",
            "  micropay --account bob request 250 --memo coffee",
            "  micropay --account bob request 250 --expires 30m --wait"
        })
public final class RequestCommand implements Callable<Integer> {
    private final CommonOptions common;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            paramLabel = "AMOUNT",
            description = "Whole units, or with as many decimals as the server counts.")
    private String amount = "";

    @Option(
            names = "--memo",
            paramLabel = "TEXT",
            description = "What it is for. Whoever has the link can read it; the server cannot.",
            converter = MemoConverter.class)
    private @Nullable String memo;

    @Option(
            names = "--expires",
            paramLabel = "TIME",
            defaultValue = "1d",
            description = "How long it can be paid, such as 30m, 12h or 7d. Default: ${DEFAULT-VALUE}",
            converter = SpanConverter.class)
    private Duration validity = Duration.ZERO;

    @Option(names = "--no-qr", description = "No QR code.")
    private boolean noQr;

    @Option(names = "--wait", description = "Stay online until it is paid, or its time is over.")
    private boolean waits;

    /**
     * Makes the command.
     *
     * @param common where and how
     */
    public RequestCommand(CommonOptions common) {
        this.common = common;
    }

    private record Made(PaymentLink link, RequestState state) implements Result {
        @Override
        public List<String> lines() {
            return List.of(link.uri());
        }

        @Override
        public void writeFields(JsonGenerator json) {
            RequestFields.write(json, link, Optional.of(state));
        }
    }

    @Override
    public Integer call() {
        try (Visit visit = Visit.prepare(common, spec)) {
            visit.settings().account();
            RequestWatch watch = new RequestWatch(visit);
            visit.connect(watch);
            long units = visit.units(amount);
            PeerEndpoint payee = visit.logIn();
            Optional<String> text = Optional.ofNullable(memo).flatMap(Memos::parse);
            PaymentLink link =
                    text.isPresent() ? payee.request(units, text.get(), validity) : payee.request(units, validity);
            RequestState state = payee.requestState(link);
            keep(visit, new KeptLink(state.request().issuedAt(), link));
            if (waits) {
                watch.endAtSignals();
            }
            show(visit, link, state);
            return waits ? watch.await(payee, link, state) : ExitCodes.DONE;
        }
    }

    /** The request is made, and can be paid, also where its link cannot be kept. */
    private static void keep(Visit visit, KeptLink made) {
        try {
            visit.requests().add(made);
        } catch (UncheckedIOException e) {
            visit.screen().print(Style.BAD, "The request is made, but its link could not be kept: " + e.getMessage());
        }
    }

    /** The code last, so that it stays whole when the window is as high as it. */
    private void show(Visit visit, PaymentLink link, RequestState state) {
        visit.screen()
                .print("Request for " + RequestText.wish(link, visit.amounts()) + ", " + RequestText.progress(state)
                        + ":");
        visit.results().print(new Made(link, state));
        if (waits) {
            visit.screen().print("Waiting until it is paid. Ctrl+C ends.");
        }
        if (!noQr && !visit.settings().isJson()) {
            showCode(visit, QrCode.of(link.uri()));
        }
    }

    private static void showCode(Visit visit, QrCode code) {
        Optional<Screen> terminal = Screens.forResults(visit.settings().wantsColours());
        if (terminal.isPresent()) {
            try (Screen shown = terminal.get()) {
                shown.show(code);
            }
        }
    }
}
