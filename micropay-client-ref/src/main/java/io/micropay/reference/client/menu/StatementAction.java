package io.micropay.reference.client.menu;

import io.micropay.model.Statement;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Style;
import io.micropay.reference.client.session.Session;
import io.micropay.reference.client.text.Movements;
import java.util.ArrayList;
import java.util.List;

/** STATEMENT: the latest movements, as many as a small window has room for. */
final class StatementAction implements Action {
    private static final int MAX_SHOWN = 15;

    private final Screen screen;
    private final Session session;

    StatementAction(Screen screen, Session session) {
        this.screen = screen;
        this.session = session;
    }

    @Override
    public void run() {
        Statement statement = session.member().statement(MAX_SHOWN);
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("*****Statement of " + session.member().account() + ", the latest first*****");
        lines.addAll(Movements.lines(statement.lines(), session.amounts()));
        lines.add("Account Balance: " + session.amounts().plain(statement.balance()));
        lines.add("");
        screen.print(Style.PLAIN, lines);
    }
}
