package io.micropay.reference.client.session;

import io.micropay.keys.Passphrase;
import io.micropay.reference.client.screen.EndOfInput;
import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Style;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where passphrases come from: given once for all, by a file or the environment, or typed each time. */
public final class Passphrases {
    /** What to say to somebody whose passphrase was wrong. */
    static final String TRY_AGAIN = "Try again, or press Enter to give up.";

    private final @Nullable Passphrase given;
    private final String source;

    private Passphrases(@Nullable Passphrase given, String source) {
        this.given = given;
        this.source = source;
    }

    /**
     * Passphrases that are typed.
     *
     * @return the source
     */
    public static Passphrases typed() {
        return new Passphrases(null, "the keyboard");
    }

    /**
     * The passphrase in an environment variable.
     *
     * @param variable its name
     * @param value its value, not empty
     * @return the source
     * @throws IllegalArgumentException if no wallet can have it
     */
    public static Passphrases environment(String variable, String value) {
        return new Passphrases(given(value), variable);
    }

    /**
     * The passphrase on the first line of a file.
     *
     * @param file the file
     * @return the source
     * @throws UncheckedIOException if it cannot be read
     * @throws IllegalArgumentException if its first line is empty, or no wallet can have it
     */
    public static Passphrases file(Path file) {
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            String line = reader.readLine();
            if (line == null || line.isEmpty()) {
                throw new IllegalArgumentException("the first line of " + file + " is empty");
            }
            return new Passphrases(given(line), file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /** What a wallet would refuse later is wrong where it was given; the text itself is told to nobody. */
    private static Passphrase given(String text) {
        if (!text.chars().allMatch(character -> character >= ' ' && character <= '~')) {
            throw new IllegalArgumentException("a passphrase has printable ASCII characters only");
        }
        return Passphrase.ofText(text);
    }

    /** Whether nobody has to be asked, and asking again would change nothing. */
    boolean isGiven() {
        return given != null;
    }

    /** Where a given passphrase came from. */
    String source() {
        return source;
    }

    /** The passphrase of a wallet that exists. */
    Passphrase existing(Screen screen, String prompt) throws EndOfInput, Cancelled {
        return given != null ? given : typed(screen, prompt);
    }

    /** The passphrase for a new wallet: typed twice. */
    Passphrase fresh(Screen screen, String prompt) throws EndOfInput, Cancelled {
        if (given != null) {
            return given;
        }
        while (true) {
            Passphrase first = typed(screen, prompt);
            try (Passphrase second = typed(screen, "The same once more: ")) {
                if (first.equals(second)) {
                    return first;
                }
            }
            first.close();
            screen.print(Style.BAD, List.of("the two are not the same.", TRY_AGAIN));
        }
    }

    private static Passphrase typed(Screen screen, String prompt) throws EndOfInput, Cancelled {
        char[] secret = screen.askSecret(prompt);
        try {
            if (secret.length == 0) {
                throw new Cancelled();
            }
            return Passphrase.of(secret);
        } finally {
            Arrays.fill(secret, '\0');
        }
    }
}
