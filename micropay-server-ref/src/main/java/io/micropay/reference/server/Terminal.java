package io.micropay.reference.server;

import java.io.BufferedReader;
import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Optional;

/**
 * What the program was started on.
 *
 * @param input where answers come from
 * @param output where lines go to
 * @param errors where the reason goes to when the program cannot go on
 * @param charset what both outputs can show
 * @param isPerson whether there is somebody to ask
 */
record Terminal(BufferedReader input, PrintWriter output, PrintWriter errors, Charset charset, boolean isPerson) {

    /** The terminal, or the pipes, of this process. */
    static Terminal ofProcess() {
        Optional<Console> console = console();
        Charset charset = shownCharset(console);
        return new Terminal(
                new BufferedReader(new InputStreamReader(System.in, charset)),
                writer(FileDescriptor.out, charset),
                writer(FileDescriptor.err, charset),
                charset,
                console.isPresent());
    }

    private static PrintWriter writer(FileDescriptor descriptor, Charset charset) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), charset), true);
    }

    /** Later Java versions know the charset of the output, whatever it leads to; Java 17 only that of a console. */
    private static Charset shownCharset(Optional<Console> console) {
        String otherwise = console.map(Console::charset)
                .map(Charset::name)
                .orElseGet(() -> System.getProperty("native.encoding", "US-ASCII"));
        try {
            return Charset.forName(System.getProperty("stdout.encoding", otherwise));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Charset.defaultCharset();
        }
    }

    /** Java 17 has a console only if there is a terminal; some later versions always have one, but can tell. */
    @SuppressWarnings("SystemConsoleNull")
    private static Optional<Console> console() {
        Console console = System.console();
        if (console == null) {
            return Optional.empty();
        }
        try {
            boolean isTerminal = (boolean) Console.class.getMethod("isTerminal").invoke(console);
            return isTerminal ? Optional.of(console) : Optional.empty();
        } catch (NoSuchMethodException e) {
            return Optional.of(console);
        } catch (ReflectiveOperationException e) {
            return Optional.empty();
        }
    }
}
