package io.micropay.reference.client.menu;

import io.micropay.reference.client.screen.EndOfInput;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Style;
import io.micropay.reference.client.session.Cancelled;
import io.micropay.reference.client.session.Conversation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Shows what there is to choose from, does what was chosen, and goes on until it is EXIT. */
public final class Menu {
    private final Screen screen;
    private final Conversation session;
    private final Failures failures;
    private final List<Entry> entries;

    /**
     * One line of the menu.
     *
     * @param name the word in brackets
     * @param text what it does
     * @param action empty for the one that ends the program
     */
    public record Entry(String name, String text, Optional<Action> action) {}

    /**
     * Puts a menu together.
     *
     * @param screen where to show it
     * @param session who is logged in
     * @param failures where to tell what goes wrong
     * @param entries at least the one that ends the program
     */
    public Menu(Screen screen, Conversation session, Failures failures, List<Entry> entries) {
        this.screen = screen;
        this.session = session;
        this.failures = failures;
        this.entries = List.copyOf(entries);
    }

    /** Returns when the person wants to leave, or there is none any more. */
    public void run() {
        try {
            while (true) {
                show();
                Optional<Entry> chosen = choose();
                if (chosen.isPresent() && chosen.get().action().isEmpty()) {
                    return;
                }
                if (chosen.isPresent()) {
                    perform(chosen.get().action().orElseThrow());
                }
            }
        } catch (EndOfInput e) {
            screen.print("");
        }
    }

    private void show() {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("*****Please select a method to continue*****");
        lines.add("");
        for (int index = 0; index < entries.size(); index++) {
            Entry entry = entries.get(index);
            lines.add(index + 1 + ") [" + entry.name() + "] " + entry.text());
        }
        lines.add("");
        screen.print(Style.PLAIN, lines);
    }

    private Optional<Entry> choose() throws EndOfInput {
        String prompt = session.isLoggedIn() ? "[" + session.person().orElseThrow() + "]> " : "> ";
        String answer =
                screen.ask(prompt, entries.stream().map(Entry::name).toList()).strip();
        for (int index = 0; index < entries.size(); index++) {
            Entry entry = entries.get(index);
            if (answer.equals(String.valueOf(index + 1)) || answer.equalsIgnoreCase(entry.name())) {
                return Optional.of(entry);
            }
        }
        if (!answer.isEmpty()) {
            screen.print("");
            screen.print(Style.BAD, "Command not found");
            screen.print("'" + answer + "' is none of 1 to " + entries.size() + ".");
            pause();
        }
        return Optional.empty();
    }

    private void perform(Action action) throws EndOfInput {
        try {
            action.run();
        } catch (Cancelled e) {
            return;
        } catch (RuntimeException e) {
            // Whatever it is, it is no reason to lose the session.
            screen.print("");
            failures.tell(e);
        }
        pause();
    }

    private void pause() throws EndOfInput {
        screen.pause("Press enter to continue...");
    }
}
