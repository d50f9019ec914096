package io.micropay.reference.server;

import io.micropay.reference.server.LedgerFile.Contents;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/**
 * What the manual's program asks before it starts. Options answer first; where there is neither an option nor somebody to
 * ask, the ledger is kept.
 */
final class Questions {
    private final Terminal terminal;
    private final Console console;
    private final boolean canAsk;

    Questions(Terminal terminal, Console console, boolean canAsk) {
        this.terminal = terminal;
        this.console = console;
        this.canAsk = canAsk;
    }

    /** Whether the ledger is to outlive the server. */
    boolean keeps(Optional<Boolean> option) {
        return option.orElseGet(
                () -> !canAsk || ask("Keep database alive after server termination? [Y/n]", Optional.of(true), true));
    }

    /**
     * Whether to begin with an empty ledger.
     *
     * @param isSure whether nobody has to be asked again, whatever is in the ledger
     * @throws Failure if somebody had to be asked and nobody is there
     */
    boolean resets(Optional<Boolean> option, boolean isSure, LedgerFile ledger) {
        // Enter alone deletes nothing, so it is no answer here.
        boolean wanted = option.orElseGet(
                () -> canAsk && ask("Reset database during initialization? [Y/n]", Optional.empty(), false));
        return wanted && (isSure || isConfirmed(ledger));
    }

    private boolean isConfirmed(LedgerFile ledger) {
        Contents contents = ledger.contents();
        if (contents.entries() == 0) {
            return true;
        }
        String holding = contents.entries() + " journal entries and " + contents.accounts() + " accounts";
        if (!canAsk) {
            throw Failure.usage(
                    "--reset-db would delete " + holding + " from " + ledger.name() + "; add --yes if that is meant");
        }
        return ask("This ledger holds " + holding + ". Really delete it? [y/N]", Optional.of(false), false);
    }

    private boolean ask(String question, Optional<Boolean> onEnter, boolean onEndOfInput) {
        Optional<Boolean> decision = Optional.empty();
        while (decision.isEmpty()) {
            console.prompt(question);
            Optional<String> answer = read();
            if (answer.isEmpty()) {
                console.print("");
                return onEndOfInput;
            }
            if (!terminal.isPerson()) {
                // A terminal shows what is typed, a pipe does not.
                console.print(answer.get());
            }
            decision = answer.get().isBlank() ? onEnter : meaning(answer.get());
            if (decision.isEmpty()) {
                console.print("Please answer Y or n.");
            }
        }
        return decision.get();
    }

    private Optional<String> read() {
        try {
            return Optional.ofNullable(terminal.input().readLine());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<Boolean> meaning(String answer) {
        return switch (answer.strip().toLowerCase(Locale.ROOT)) {
            case "y", "yes" -> Optional.of(true);
            case "n", "no" -> Optional.of(false);
            default -> Optional.empty();
        };
    }
}
