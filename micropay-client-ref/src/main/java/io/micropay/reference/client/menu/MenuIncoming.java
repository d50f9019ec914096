package io.micropay.reference.client.menu;

import io.micropay.model.StatusCode;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Style;
import io.micropay.reference.client.session.ClientOptions;
import io.micropay.reference.client.session.Incoming;
import io.micropay.reference.client.session.Session;
import java.util.List;

/** Tells beside the menu what happens, and what can be chosen once the connection is lost. */
final class MenuIncoming extends Incoming {
    private final Screen screen;
    private final Session session;

    MenuIncoming(Screen screen, Session session, ClientOptions options) {
        super(screen, session, options);
        this.screen = screen;
        this.session = session;
    }

    @Override
    public void disconnected(StatusCode status, String reason) {
        if (session.lose(reason)) {
            screen.print(
                    Style.BAD,
                    List.of(
                            "[System Info] The connection to the server has ended: " + reason + ".",
                            "Choose 2 to connect and log in again, or 5 to leave.",
                            ""));
        }
    }
}
