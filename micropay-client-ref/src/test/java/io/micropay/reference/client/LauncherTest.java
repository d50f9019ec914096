package io.micropay.reference.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** The launcher of a checkout tells of every command that it passes on. */
class LauncherTest {
    @Test
    void usage_namesEveryCommand() throws Exception {
        Process launcher = new ProcessBuilder("sh", "../micropay", "help")
                .redirectErrorStream(true)
                .start();
        String usage = new String(launcher.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(launcher.waitFor()).isZero();
        assertThat(usage.split("\\W+"))
                .containsAll(ClientProgram.create().getSubcommands().keySet());
    }
}
