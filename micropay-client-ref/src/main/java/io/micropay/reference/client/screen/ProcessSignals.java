package io.micropay.reference.client.screen;

import java.util.List;
import java.util.function.Consumer;
import org.jline.utils.Signals;

/** The operating system's requests to end, as far as the platform knows them. */
final class ProcessSignals {
    /** Interrupt: Ctrl+C. */
    static final String INTERRUPT = "INT";

    private static final List<String> REQUESTS = List.of("TERM", "HUP");

    private ProcessSignals() {}

    /** Has requests to terminate told to a handler. */
    static void onTerminate(Consumer<String> handler) {
        REQUESTS.forEach(name -> Signals.register(name, () -> handler.accept(name)));
    }

    /** Has interrupts told to a handler, where no terminal does it. */
    static void onInterrupt(Consumer<String> handler) {
        Signals.register(INTERRUPT, () -> handler.accept(INTERRUPT));
    }
}
