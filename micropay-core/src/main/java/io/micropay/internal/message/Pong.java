package io.micropay.internal.message;

/** The answer to a {@link Ping}. */
public record Pong() implements Message {
    @Override
    public String text() {
        return "Pong";
    }
}
