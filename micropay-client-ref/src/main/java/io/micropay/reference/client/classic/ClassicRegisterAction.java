package io.micropay.reference.client.classic;

import io.micropay.error.RequestRefusedException;
import io.micropay.model.StatusCode;
import io.micropay.reference.client.menu.Action;
import io.micropay.reference.client.menu.Questions;
import io.micropay.reference.client.screen.EndOfInput;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Style;
import io.micropay.reference.client.session.Cancelled;
import io.micropay.reference.client.text.ByteNames;
import java.util.List;
import java.util.Optional;

/** REGISTER: opens an account that belongs to whoever knows its name. */
final class ClassicRegisterAction implements Action {
    private final Screen screen;
    private final Questions questions;
    private final ClassicSession session;
    private Optional<String> latest = Optional.empty();

    ClassicRegisterAction(Screen screen, ClassicSession session) {
        this.screen = screen;
        this.questions = new Questions(screen);
        this.session = session;
    }

    /** The account that was registered last in this run, as it was typed. */
    Optional<String> latest() {
        return latest;
    }

    @Override
    public void run() throws EndOfInput, Cancelled {
        session.client();
        String name = questions.ask("Enter username: ", List.of(), ClassicRegisterAction::typedName);
        try {
            session.client().register(ByteNames.sent(name));
        } catch (RequestRefusedException e) {
            screen.print("");
            screen.print(Style.BAD, String.valueOf(e.getMessage()));
            if (e.status() == StatusCode.NAME_TAKEN) {
                screen.print("The name " + name + " is taken. Choose another one, or log in (2).");
            }
            return;
        }
        latest = Optional.of(name);
        screen.print("");
        screen.print(Style.GOOD, StatusCode.REGISTERED.number() + " " + StatusCode.REGISTERED.text());
        screen.print("");
    }

    /** A name as it can be typed; what else the dialect does not take, the library says. */
    static String typedName(String typed) {
        if (typed.contains("#")) {
            throw new IllegalArgumentException("a username has no '#': '" + typed + "'");
        }
        return typed;
    }
}
