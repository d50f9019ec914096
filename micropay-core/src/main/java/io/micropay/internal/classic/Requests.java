package io.micropay.internal.classic;

/** What a client of the classic dialect says to its server. */
public final class Requests {
    /** Asks for the listing. */
    public static final String LIST = "List";

    /** Says that the next block is a transfer. */
    public static final String TRANSACTION = "TRANSACTION";

    /** Says goodbye. */
    public static final String EXIT = "Exit";

    /** What a registration begins with, up to the {@code #}; as the name of an account it could not log in. */
    public static final String REGISTER = "REGISTER";

    private Requests() {}

    /**
     * Opens an account.
     *
     * @throws IllegalArgumentException if the name cannot be written
     */
    public static String register(String name) {
        return checked(REGISTER, name);
    }

    /**
     * Logs in.
     *
     * @throws IllegalArgumentException if the name cannot be written
     */
    public static String login(String name, int peerPort) {
        if (name.equals(REGISTER)) {
            throw new IllegalArgumentException("'" + name + "' cannot log in: its login would read as a registration");
        }
        return checked(name, String.valueOf(peerPort));
    }

    private static String checked(String first, String second) {
        Transfer.requireName(first);
        Transfer.requireName(second);
        String text = first + "#" + second;
        ClassicBlock.requireText(text);
        return text;
    }
}
