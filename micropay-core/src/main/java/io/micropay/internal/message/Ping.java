package io.micropay.internal.message;

/** Asks for a {@link Pong}; keeps a session from being idle. */
public record Ping() implements Message {
    @Override
    public String text() {
        return "Ping";
    }
}
