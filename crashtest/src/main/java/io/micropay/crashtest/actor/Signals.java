package io.micropay.crashtest.actor;

import java.io.IOException;
import java.io.OutputStream;

/** What an actor and whoever started it tell each other: it says when it is ready, and ends when its input does. */
public final class Signals {
    /** The first word of the line of an actor that is ready. */
    public static final String READY = "READY";

    /** The line of an actor that has done something. */
    public static final String STEP = "STEP";

    private Signals() {}

    static void ready(int port) {
        System.out.println(READY + " " + port);
        System.out.flush();
    }

    static void step() {
        System.out.println(STEP);
        System.out.flush();
    }

    /** Also what keeps an actor from outliving whoever started it. */
    static void awaitEndOfInput() throws IOException {
        System.in.transferTo(OutputStream.nullOutputStream());
    }
}
