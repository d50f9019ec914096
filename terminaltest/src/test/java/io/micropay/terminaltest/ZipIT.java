package io.micropay.terminaltest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is in the zips of the programs: all that is needed, and no more. */
class ZipIT {
    /** A link to something beside the page; not to the web, and not within the page. */
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:|#)([^)#]+)");

    @TempDir
    private Path directory;

    private static void assertHolds(Installation installation, String... files) throws IOException {
        assertThat(installation.files()).extracting(Path::toString).containsExactly(files);
    }

    @Test
    void client_isProgramAndItsManual() throws IOException {
        assertHolds(
                Installation.ofClient(directory),
                "LICENSE",
                "README.md",
                "bin/micropay",
                "bin/micropay.bat",
                "docs/cli.md",
                "docs/client.md",
                "lib/java.sh",
                "lib/micropay-client.jar");
    }

    /** In particular none of the keys that a server in a checkout has left in {@code certs}. */
    @Test
    void server_isProgramItsManualAndWhatRunsIt() throws IOException {
        assertHolds(
                Installation.ofServer(directory),
                "LICENSE",
                "README.md",
                "bin/micropay-server",
                "bin/micropay-server.bat",
                "certs/README.md",
                "certs/create_ca.sh",
                "certs/server.cnf",
                "docs/CLASSIC.md",
                "docs/deploy.md",
                "docs/deploy/Containerfile",
                "docs/deploy/micropay-server.service",
                "docs/postgresql-role.sql",
                "docs/server.md",
                "lib/java.sh",
                "lib/micropay-server.jar");
    }

    @Test
    void zips_haveOneDirectoryAtTheTop() throws IOException {
        Installation client = Installation.ofClient(directory);

        assertThat(directory)
                .isDirectoryContaining(path -> path.equals(client.root()))
                .isDirectoryContaining("glob:**/links");
        try (var top = Files.list(directory)) {
            assertThat(top).hasSize(2);
        }
    }

    @Test
    void names_areFilledIn() throws IOException {
        for (Installation program : List.of(Installation.ofClient(directory), Installation.ofServer(directory))) {
            for (Path file : program.files()) {
                if (!file.toString().endsWith(".jar")) {
                    assertThat(Files.readString(program.root().resolve(file)))
                            .as(file.toString())
                            .doesNotContain("@{");
                }
            }
            assertThat(program.root().resolve("README.md")).content().contains(Installation.version());
        }
    }

    @Test
    void links_leadToFilesInTheSameZip() throws IOException {
        for (Installation program : List.of(Installation.ofClient(directory), Installation.ofServer(directory))) {
            for (Path page : program.files()) {
                if (page.toString().endsWith(".md")) {
                    Path file = program.root().resolve(page);
                    assertThat(LINK.matcher(Files.readString(file)).results().map((MatchResult link) -> link.group(1)))
                            .as(page.toString())
                            .allSatisfy(link ->
                                    assertThat(file.resolveSibling(link)).exists());
                }
            }
        }
    }
}
