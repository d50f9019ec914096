package io.micropay.reference.client;

import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Screens;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A screen without a terminal, whose answers are known beforehand. */
public final class ScriptedScreen {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Screen screen;

    public ScriptedScreen(String... answers) {
        String input = String.join("\n", answers) + "\n";
        screen = Screens.over(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    public Screen screen() {
        return screen;
    }

    public String output() {
        return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
