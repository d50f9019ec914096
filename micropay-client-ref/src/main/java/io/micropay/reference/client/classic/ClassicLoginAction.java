package io.micropay.reference.client.classic;

import io.micropay.error.AuthenticationException;
import io.micropay.error.MicropayException;
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
import java.util.function.Supplier;

/** LOGIN: goes online, with a port where others can pay. Connects anew if the server was lost. */
final class ClassicLoginAction implements Action {
    private final Screen screen;
    private final Questions questions;
    private final ClassicSession session;
    private final Supplier<Optional<String>> justRegistered;
    private final ClassicListAction list;

    ClassicLoginAction(
            Screen screen, ClassicSession session, Supplier<Optional<String>> justRegistered, ClassicListAction list) {
        this.screen = screen;
        this.questions = new Questions(screen);
        this.session = session;
        this.justRegistered = justRegistered;
        this.list = list;
    }

    @Override
    public void run() throws EndOfInput, Cancelled {
        session.reconnectIfNeeded();
        if (session.isLoggedIn()) {
            refused(
                    "230 DUPLICATE_LOGIN",
                    "This session is logged in as " + session.person().orElseThrow()
                            + " already. Start the program once more for another account.");
            return;
        }
        String name = whom();
        int port = questions.port("Enter port (enter 0 if you are not sure which port to use): ");
        if (port == 0) {
            screen.print("Requesting " + name + " on any free port...");
        }
        try {
            list.show(session.client().login(ByteNames.sent(name), port));
        } catch (AuthenticationException e) {
            refused(String.valueOf(e.getMessage()), "The server knows no account " + name + ", spelled like this.");
        } catch (RequestRefusedException e) {
            refused(String.valueOf(e.getMessage()), explanation(name, e));
        }
    }

    private String whom() throws EndOfInput, Cancelled {
        Optional<String> fresh = justRegistered.get();
        if (fresh.isPresent() && questions.yes("Using the JUST registered account?[Y/n] ")) {
            return fresh.get();
        }
        return questions.ask("Enter username: ", List.of(), ClassicRegisterAction::typedName);
    }

    private static String explanation(String name, MicropayException refusal) {
        return refusal.status() == StatusCode.ALREADY_LOGGED_IN
                ? name + " is logged in from elsewhere. Log out there first."
                : refusal.status().text();
    }

    private void refused(String status, String why) {
        screen.print("");
        screen.print(Style.BAD, status);
        screen.print(why);
    }
}
