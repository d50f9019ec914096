package io.micropay.reference.server;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/** Terminals whose answers are given and whose lines can be read. */
final class TestTerminal {
    private TestTerminal() {}

    /** Pipes that nobody writes to. */
    static Terminal silent(Transcript output, Transcript errors) {
        return of("", output, errors, StandardCharsets.UTF_8, false);
    }

    /** A pipe with answers. */
    static Terminal answering(String answers, Transcript output) {
        return of(answers, output, new Transcript(), StandardCharsets.UTF_8, false);
    }

    /** Output only, in some charset. */
    static Terminal showing(Transcript output, Charset charset) {
        return of("", output, new Transcript(), charset, false);
    }

    static Terminal of(String answers, Transcript output, Transcript errors, Charset charset, boolean isPerson) {
        return new Terminal(
                new BufferedReader(new StringReader(answers)),
                new PrintWriter(output, true),
                new PrintWriter(errors, true),
                charset,
                isPerson);
    }
}
