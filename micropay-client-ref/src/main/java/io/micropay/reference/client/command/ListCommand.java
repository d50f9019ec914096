package io.micropay.reference.client.command;

import io.micropay.model.Listing;
import io.micropay.model.Peer;
import io.micropay.reference.client.session.ExitCodes;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import tools.jackson.core.JsonGenerator;

/** Lists who is online. */
@Command(
        name = "list",
        description = "Lists who is online, oneself included.",
        sortOptions = false,
        footer = {
            "",
            "Prints: a line <name>#<IP>#<port> for each. In JSON: account, balance, online, peers, each with account, host, "
                    + "port.",
            "",
            "Example:",
            "  micropay --account alice list"
        })
public final class ListCommand implements Callable<Integer> {
    private final CommonOptions common;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /**
     * Makes the command.
     *
     * @param common where and how
     */
    public ListCommand(CommonOptions common) {
        this.common = common;
    }

    private record Online(Listing listing) implements Result {
        @Override
        public List<String> lines() {
            return listing.peers().stream().map(Peer::toString).toList();
        }

        @Override
        public void writeFields(JsonGenerator json) {
            json.writeStringProperty("account", listing.account().name());
            json.writeNumberProperty("balance", listing.balance());
            json.writeNumberProperty("online", listing.online());
            json.writeArrayPropertyStart("peers");
            for (Peer peer : listing.peers()) {
                json.writeStartObject();
                json.writeStringProperty("account", peer.account().name());
                json.writeStringProperty("host", peer.host());
                json.writeNumberProperty("port", peer.port());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
    }

    @Override
    public Integer call() {
        try (Visit visit = Visit.connect(common, spec)) {
            visit.logIn();
            visit.results().print(new Online(visit.session().list()));
        }
        return ExitCodes.DONE;
    }
}
