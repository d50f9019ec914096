package io.micropay.reference.client.screen;

import java.util.List;
import java.util.Locale;

/** Asks for a yes or a no, until it is one. */
public final class Decision {
    private static final List<String> YES = List.of("y", "yes");
    private static final List<String> NO = List.of("n", "no");

    private Decision() {}

    /**
     * Enter alone is yes.
     *
     * @param screen where
     * @param prompt what to ask
     * @return whether it is yes
     * @throws EndOfInput if there is nobody to answer
     */
    public static boolean unlessUnwanted(Screen screen, String prompt) throws EndOfInput {
        return ask(screen, prompt, true);
    }

    /**
     * Enter alone is no, as is fit where money moves.
     *
     * @param screen where
     * @param prompt what to ask
     * @return whether it is yes
     * @throws EndOfInput if there is nobody to answer
     */
    public static boolean ifWanted(Screen screen, String prompt) throws EndOfInput {
        return ask(screen, prompt, false);
    }

    private static boolean ask(Screen screen, String prompt, boolean isYesOnEnter) throws EndOfInput {
        while (true) {
            String answer = screen.ask(prompt).strip().toLowerCase(Locale.ROOT);
            if (answer.isEmpty()) {
                return isYesOnEnter;
            }
            if (YES.contains(answer)) {
                return true;
            }
            if (NO.contains(answer)) {
                return false;
            }
            screen.print(Style.BAD, "neither yes nor no: '" + answer + "'. Type y or n.");
        }
    }
}
