package io.micropay.reference.client.menu;

import io.micropay.model.AccountId;
import io.micropay.reference.client.screen.Decision;
import io.micropay.reference.client.screen.EndOfInput;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Style;
import io.micropay.reference.client.session.Cancelled;
import io.micropay.reference.client.text.Amounts;
import io.micropay.reference.client.text.Memos;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Asks until the answer makes sense. Enter alone is always a way out. */
public final class Questions {
    /** What to say to somebody whose answer made no sense. */
    public static final String TRY_AGAIN = "Try again, or press Enter to go back to the menu.";

    private static final int MAX_PORT = 65_535;

    private final Screen screen;

    /**
     * Asks on a screen.
     *
     * @param screen where
     */
    public Questions(Screen screen) {
        this.screen = screen;
    }

    /** The name of an account. */
    AccountId account(String prompt, List<String> suggestions) throws EndOfInput, Cancelled {
        return ask(prompt, suggestions, Questions::parseAccount);
    }

    /**
     * An amount to pay.
     *
     * @param prompt what to ask
     * @param amounts how amounts are written
     * @return the amount in the smallest unit, above zero
     * @throws EndOfInput if there is nobody to answer
     * @throws Cancelled if the person does not want to
     */
    public long amount(String prompt, Amounts amounts) throws EndOfInput, Cancelled {
        return ask(prompt, List.of(), amounts::parse);
    }

    /**
     * A port to listen on.
     *
     * @param prompt what to ask
     * @return the port; 0 for any
     * @throws EndOfInput if there is nobody to answer
     * @throws Cancelled if the person does not want to
     */
    public int port(String prompt) throws EndOfInput, Cancelled {
        return number(prompt, 0, MAX_PORT);
    }

    /** A whole number within bounds. */
    int number(String prompt, int least, int most) throws EndOfInput, Cancelled {
        return ask(prompt, List.of(), typed -> parseNumber(typed, least, most));
    }

    /** A memo, or nothing. */
    Optional<String> memo(String prompt) throws EndOfInput {
        return askOrTake(prompt, Optional.empty(), Memos::parse);
    }

    /**
     * Yes or no; Enter alone is yes.
     *
     * @param prompt what to ask
     * @return whether it is yes
     * @throws EndOfInput if there is nobody to answer
     */
    public boolean yes(String prompt) throws EndOfInput {
        return Decision.unlessUnwanted(screen, prompt);
    }

    /** Anything that can be read from a line; Enter alone stands for what is usual. */
    <T> T askOrTake(String prompt, T usual, Function<String, T> parser) throws EndOfInput {
        while (true) {
            String answer = screen.ask(prompt).strip();
            if (answer.isEmpty()) {
                return usual;
            }
            try {
                return parser.apply(answer);
            } catch (IllegalArgumentException e) {
                screen.print(Style.BAD, List.of(e.getMessage() + ".", "Try again."));
            }
        }
    }

    /**
     * Anything that can be read from a line.
     *
     * @param prompt what to ask
     * @param suggestions words that the Tab key completes
     * @param parser reads the answer; an {@link IllegalArgumentException} says what is wrong with it
     * @param <T> what is asked for
     * @return what the parser made of the answer
     * @throws EndOfInput if there is nobody to answer
     * @throws Cancelled if the person does not want to
     */
    public <T> T ask(String prompt, List<String> suggestions, Function<String, T> parser) throws EndOfInput, Cancelled {
        while (true) {
            String answer = screen.ask(prompt, suggestions).strip();
            if (answer.isEmpty()) {
                throw new Cancelled();
            }
            try {
                return parser.apply(answer);
            } catch (IllegalArgumentException e) {
                screen.print(Style.BAD, List.of(e.getMessage() + ".", TRY_AGAIN));
            }
        }
    }

    private static AccountId parseAccount(String typed) {
        try {
            return new AccountId(typed);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a username: '" + typed + "'; " + e.getMessage(), e);
        }
    }

    /** Reads a whole number within bounds. */
    static int parseNumber(String typed, int least, int most) {
        try {
            int number = Integer.parseInt(typed);
            if (number >= least && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, together with numbers that are out of bounds.
        }
        throw new IllegalArgumentException("not a number from " + least + " to " + most + ": '" + typed + "'");
    }
}
