package io.micropay.reference.client.screen;

import io.micropay.reference.client.text.QrCode;
import java.util.List;
import java.util.function.Consumer;

/**
 * Where a person reads and types. Any thread may print; one thread asks.
 *
 * <p>What is printed while somebody types appears above the line being typed. Every line is escaped with
 * {@link io.micropay.reference.client.text.Printable}.
 */
public interface Screen extends AutoCloseable {
    /**
     * Prints lines that stay together.
     *
     * @param style how they stand out
     * @param lines the lines, without line ends
     */
    void print(Style style, List<String> lines);

    /**
     * Prints a line.
     *
     * @param style how it stands out
     * @param line the line, without its end
     */
    default void print(Style style, String line) {
        print(style, List.of(line));
    }

    /**
     * Prints a plain line.
     *
     * @param line the line, without its end
     */
    default void print(String line) {
        print(Style.PLAIN, line);
    }

    /**
     * Shows a QR code, whole and with room for the cursor below it, or says why it cannot be shown. Without a terminal there is
     * nobody to scan it, and nothing is shown.
     *
     * @param code the code
     */
    default void show(QrCode code) {}

    /**
     * Whether somebody can be asked.
     *
     * @return false if {@link #ask} would end at once
     */
    default boolean canAsk() {
        return true;
    }

    /**
     * Shows how something is going, in place of what was shown so the last time, where a terminal can do that.
     *
     * @param line the line, without its end
     */
    void progress(String line);

    /**
     * Asks for a line.
     *
     * @param prompt what to ask
     * @param suggestions words that the Tab key completes
     * @return the answer, without the line end
     * @throws EndOfInput if there is nobody to answer
     */
    String ask(String prompt, List<String> suggestions) throws EndOfInput;

    /**
     * Asks for a line.
     *
     * @param prompt what to ask
     * @return the answer, without the line end
     * @throws EndOfInput if there is nobody to answer
     */
    default String ask(String prompt) throws EndOfInput {
        return ask(prompt, List.of());
    }

    /**
     * Asks for a line that is not shown while it is typed.
     *
     * @param prompt what to ask
     * @return the answer, for the caller to wipe
     * @throws EndOfInput if there is nobody to answer
     */
    char[] askSecret(String prompt) throws EndOfInput;

    /**
     * Waits until the person wants to go on. A script need not provide a line for it.
     *
     * @param prompt what to say
     * @throws EndOfInput if there is nobody to answer
     */
    void pause(String prompt) throws EndOfInput;

    /**
     * Says whom to tell of Ctrl+C and of requests to terminate.
     *
     * @param handler is given the name of the signal, such as {@code INT}; called on any thread
     */
    void onSignal(Consumer<String> handler);

    /** Leaves the terminal as it was found. Idempotent. */
    @Override
    void close();
}
