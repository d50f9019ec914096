package io.micropay.reference.client.menu;

import io.micropay.reference.client.screen.Screen;
import io.micropay.reference.client.screen.Screens;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** A screen without a terminal, whose answers are known beforehand. */
final class ScriptedScreen {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final Screen screen;

    ScriptedScreen(String... answers) {
        String input = String.join("\n", answers) + "\n";
        screen = Screens.over(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8));
    }

    Screen screen() {
        return screen;
    }

    String output() {
        return out.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
    }
}
