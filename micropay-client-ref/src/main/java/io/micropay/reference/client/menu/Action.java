package io.micropay.reference.client.menu;

import io.micropay.reference.client.screen.EndOfInput;
import io.micropay.reference.client.session.Cancelled;

/** One thing that the menu can do. */
public interface Action {
    /**
     * Asks what it has to know, does it, and tells what came of it.
     *
     * @throws EndOfInput if there is nobody to answer
     * @throws Cancelled if the person does not want it after all
     * @throws RuntimeException if it fails; the menu tells the message and goes on
     */
    void run() throws EndOfInput, Cancelled;
}
