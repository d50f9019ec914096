package io.micropay.reference.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The reference of the commands says what their help says. */
class CliDocumentTest {
    private static final Path FILE = Path.of("..", "docs", "cli.md");

    @Test
    void reference_isUpToDate() throws IOException {
        if (Boolean.getBoolean("renew")) {
            Files.writeString(FILE, CliDocument.text());
        }

        assertThat(Files.exists(FILE) ? Files.readString(FILE) : "")
                .as("docs/cli.md is stale. Renew it: mvn test -pl micropay-client-ref -am -Dtest=CliDocumentTest "
                        + "-Drenew=true -Dsurefire.failIfNoSpecifiedTests=false")
                .isEqualTo(CliDocument.text());
    }
}
