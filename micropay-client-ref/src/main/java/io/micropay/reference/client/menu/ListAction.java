package io.micropay.reference.client.menu;

import io.micropay.model.Listing;
import io.micropay.model.Peer;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Style;
import io.micropay.reference.client.session.Session;
import java.util.ArrayList;
import java.util.List;

/** LIST: one's balance, and who is online. */
final class ListAction implements Action {
    private final Screen screen;
    private final Session session;

    ListAction(Screen screen, Session session) {
        this.screen = screen;
        this.session = session;
    }

    @Override
    public void run() {
        session.member();
        Listing listing = session.list();
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("*****System Information*****");
        lines.add("Username: " + listing.account());
        lines.add("Account Balance: " + session.amounts().plain(listing.balance()));
        lines.add("Online User #: " + listing.online());
        lines.add("Peer List (# - <name>#<IP>#<port>):");
        int number = 0;
        for (Peer peer : listing.peers()) {
            number++;
            lines.add("  " + number + " - " + peer);
        }
        lines.add("");
        screen.print(Style.PLAIN, lines);
    }
}
