package io.micropay.reference.client.classic;

import io.micropay.classic.ClassicListing;
import io.micropay.classic.ClassicPeer;
import io.micropay.reference.client.menu.Action;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Style;
import io.micropay.reference.client.text.ByteNames;
import java.util.ArrayList;
import java.util.List;

/** LIST: one's balance, and who is online. */
final class ClassicListAction implements Action {
    private final Screen screen;
    private final ClassicSession session;

    ClassicListAction(Screen screen, ClassicSession session) {
        this.screen = screen;
        this.session = session;
    }

    @Override
    public void run() {
        show(session.client().list());
    }

    /** Shows a listing. */
    void show(ClassicListing listing) {
        session.noted(listing);
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add("*****System Information*****");
        session.person().ifPresent(name -> lines.add("Username: " + name));
        lines.add("Account Balance: " + listing.balance());
        lines.add("Online User #: " + listing.online());
        lines.add("Peer List (# - <name>#<IP>#<port>):");
        int number = 0;
        for (ClassicPeer peer : listing.peers()) {
            number++;
            lines.add("  " + number + " - " + ByteNames.shown(peer.toString()));
        }
        if (!listing.isComplete()) {
            lines.add("  (and " + (listing.online() - listing.peers().size()) + " more, for whom there is no room)");
        }
        lines.add("");
        screen.print(Style.PLAIN, lines);
    }
}
