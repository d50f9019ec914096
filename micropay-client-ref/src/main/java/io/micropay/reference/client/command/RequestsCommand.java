package io.micropay.reference.client.command;

import io.micropay.PeerEndpoint;
import io.micropay.error.RequestRefusedException;
import io.micropay.model.AccountId;
import io.micropay.model.PaymentLink;
import io.micropay.model.RequestState;
import io.micropay.model.StatusCode;
import io.micropay.reference.client.home.KeptLink;
import io.micropay.reference.client.session.ExitCodes;
import io.micropay.reference.client.text.Amounts;
import io.micropay.reference.client.text.RequestText;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

/** Tells how payment requests stand. */
@Command(
        name = "requests",
        description =
                "Tells how the payment requests stand that the account has made here, the newest first, or the one of a "
                        + "link; saves the receipts of those that are paid.",
        sortOptions = false,
        footer = {
            "",
            "Prints: a line for each: how much, what for, and whether it is open, paid or expired; below it the link if it is "
                    + "open, the order if it is paid. In JSON: account, requests, each with link, payee, amount, memo, "
                    + "request, issued, expires, state (open, paid, expired, unknown), payment. With a LINK: the same fields "
                    + "of one.",
            "",
            "Examples:",
            "  micropay --account bob requests --limit 5",
            "  micropay --account bob requests 'micropay:bob/250/4fzW0q1Tn0mUo9lC3yXG8Q'"
        })
public final class RequestsCommand implements Callable<Integer> {
    private final CommonOptions common;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "LINK",
            description = "Only this one; it may be anybody's.",
            converter = Payee.LinkConverter.class)
    private @Nullable PaymentLink link;

    @Option(
            names = "--limit",
            paramLabel = "N",
            defaultValue = "20",
            description = "How many at the most. Default: ${DEFAULT-VALUE}")
    private int limit;

    /**
     * Makes the command.
     *
     * @param common where and how
     */
    public RequestsCommand(CommonOptions common) {
        this.common = common;
    }

    /** How one stands; without a state, the server has none such. */
    private record Standing(PaymentLink link, Optional<RequestState> state, Amounts amounts) implements Result {
        @Override
        public List<String> lines() {
            return RequestText.lines(link, state, amounts);
        }

        @Override
        public void writeFields(JsonGenerator json) {
            RequestFields.write(json, link, state);
        }
    }

    private record Standings(AccountId account, List<Standing> standings) implements Result {
        @Override
        public List<String> lines() {
            return standings.stream()
                    .flatMap(standing -> standing.lines().stream())
                    .toList();
        }

        @Override
        public void writeFields(JsonGenerator json) {
            json.writeStringProperty("account", account.name());
            json.writeName("requests");
            json.writeStartArray();
            standings.forEach(standing -> {
                json.writeStartObject();
                standing.writeFields(json);
                json.writeEndObject();
            });
            json.writeEndArray();
        }
    }

    @Override
    public Integer call() {
        if (limit < 1) {
            throw new ParameterException(spec.commandLine(), "--limit is at least 1, not " + limit);
        }
        try (Visit visit = Visit.connect(common, spec)) {
            PeerEndpoint member = visit.logIn();
            if (link != null) {
                visit.results().print(standing(visit, link, Optional.of(member.requestState(link))));
                return ExitCodes.DONE;
            }
            List<KeptLink> kept = visit.requests().links();
            visit.results()
                    .print(new Standings(
                            member.account(),
                            kept.stream()
                                    .limit(limit)
                                    .map(KeptLink::link)
                                    .map(made -> standing(visit, made, state(member, made)))
                                    .toList()));
            if (kept.isEmpty()) {
                visit.screen().print(member.account() + " has made no requests here.");
            }
        }
        return ExitCodes.DONE;
    }

    /** A server may have lost what it had, as test servers do; that must not hide the other requests. */
    private static Optional<RequestState> state(PeerEndpoint member, PaymentLink made) {
        try {
            return Optional.of(member.requestState(made));
        } catch (RequestRefusedException e) {
            if (e.status() == StatusCode.REQUEST_UNKNOWN) {
                return Optional.empty();
            }
            throw e;
        }
    }

    private static Standing standing(Visit visit, PaymentLink link, Optional<RequestState> state) {
        state.flatMap(RequestState::payment)
                .filter(payment ->
                        payment.payee().equals(visit.session().member().account()))
                .ifPresent(payment -> visit.save(payment, payment.payee()));
        return new Standing(link, state, visit.amounts());
    }
}
