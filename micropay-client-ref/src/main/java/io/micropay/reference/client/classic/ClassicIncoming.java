package io.micropay.reference.client.classic;

import io.micropay.classic.ClassicListener;
import io.micropay.event.Traffic;
import io.micropay.model.StatusCode;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Style;
import io.micropay.reference.client.session.MessageTrace;
import io.micropay.reference.client.text.ByteNames;
import java.util.List;

/** Tells what happens without being asked for. Called by the connection's threads. */
final class ClassicIncoming implements ClassicListener {
    private final Screen screen;
    private final ClassicSession session;
    private final MessageTrace trace;
    private final boolean verbose;

    ClassicIncoming(Screen screen, ClassicSession session, boolean verbose) {
        this.screen = screen;
        this.session = session;
        this.trace = new MessageTrace(screen, verbose);
        this.verbose = verbose;
    }

    @Override
    public void waiting() {
        screen.progress("waiting for a place: all places of the server seem to be taken");
    }

    @Override
    public void announced(String payer, long amount) {
        String remark = amount > 0
                ? "  So they say; the server tells only them what came of it. Compare your balance (3)."
                : "  Such an amount moves no money.";
        screen.print(
                Style.NOTICE,
                List.of("[Notification] " + ByteNames.shown(payer) + " just sent you $" + amount + "!", remark, ""));
    }

    @Override
    public void dropped(String reason) {
        if (verbose) {
            screen.print("[System Info] Dropped: " + ByteNames.shown(reason));
        }
    }

    @Override
    public void lateReply(String text) {
        session.wordIsOut(false);
        screen.print(
                Style.NOTICE,
                List.of(
                        "[Notification] The server says '" + text + "' of a payment that nobody waits for any more.",
                        "  Compare your balance (3).",
                        ""));
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

    @Override
    public void sent(Traffic block) {
        trace.tell("sent", block);
    }

    @Override
    public void received(Traffic block) {
        trace.tell("received", block);
    }
}
