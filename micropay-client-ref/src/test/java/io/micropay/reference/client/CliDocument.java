package io.micropay.reference.client;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.HelpCommand;

/** Writes the reference of the commands from their own help. */
final class CliDocument {
    private static final int WIDTH = 100;
    private static final String INTRODUCTION = """
            # The commands of `micropay`

            Written from the commands' own help by `CliDocumentTest`, which also says how to renew it. What lies behind them,
            such as wallets and trust, is in [client.md](client.md).
            """;

    private CliDocument() {}

    static String text() {
        List<String> parts = new ArrayList<>(List.of(INTRODUCTION));
        add(parts, ClientProgram.create());
        return String.join("\n", parts);
    }

    private static void add(List<String> parts, CommandLine command) {
        command.getCommandSpec().usageMessage().width(WIDTH);
        String help = command.getUsageMessage(Ansi.OFF).replace(System.lineSeparator(), "\n");
        parts.add("## " + command.getCommandSpec().qualifiedName() + "\n\n```\n" + help.stripTrailing() + "\n```\n");
        command.getSubcommands().values().stream()
                .filter(below -> !(below.getCommand() instanceof HelpCommand))
                .forEach(below -> add(parts, below));
    }
}
