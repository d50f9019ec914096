package io.micropay.reference.client.home;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.PaymentLink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RequestFileTest {
    private static final String SECRET = "4fzW0q1Tn0mUo9lC3yXG8Q";

    @TempDir
    private Path directory;

    private RequestFile file() {
        return new RequestFile(directory.resolve("requests").resolve("bob.links"));
    }

    private static KeptLink link(int amount) {
        return new KeptLink(
                Instant.ofEpochSecond(amount),
                PaymentLink.parse("micropay:bob/" + amount + "/" + SECRET + "?memo=a%20b"));
    }

    @Test
    void links_withoutAFile_areNone() {
        assertThat(file().links()).isEmpty();
        assertThat(file().find(Digest.NONE)).isEmpty();
    }

    @Test
    void add_keepsOneLineForEach_forTheOwnerAlone() throws IOException {
        file().add(link(1));
        file().add(link(2));

        assertThat(file().links()).containsExactly(link(2), link(1));
        assertThat(file().path())
                .hasContent("1970-01-01T00:00:01Z micropay:bob/1/" + SECRET + "?memo=a%20b\n"
                        + "1970-01-01T00:00:02Z micropay:bob/2/" + SECRET + "?memo=a%20b\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file().path())))
                .isEqualTo("rw-------");
        try (var files = Files.list(directory.resolve("requests"))) {
            assertThat(files).containsExactly(file().path());
        }
    }

    @Test
    void add_toAFullFile_forgetsTheOldest() throws IOException {
        Files.createDirectories(file().path().getParent());
        Files.writeString(
                file().path(),
                IntStream.rangeClosed(1, RequestFile.CAPACITY)
                        .mapToObj(amount -> link(amount).madeAt() + " "
                                + link(amount).link().uri() + "\n")
                        .collect(Collectors.joining()));
        assertThat(file().links()).hasSize(RequestFile.CAPACITY).contains(link(1));

        file().add(link(RequestFile.CAPACITY + 1));

        assertThat(file().links())
                .hasSize(RequestFile.CAPACITY)
                .startsWith(link(RequestFile.CAPACITY + 1))
                .endsWith(link(2));
    }

    @Test
    void links_betweenOtherLines_areFoundAllTheSame() throws IOException {
        file().add(link(1));
        Files.writeString(file().path(), Files.readString(file().path()) + "\nnonsense \u00ff\nyesterday micropay:\n");

        file().add(link(2));

        assertThat(file().links()).containsExactly(link(2), link(1));
        assertThat(file().find(link(2).id())).contains(link(2));
    }

    @Test
    void id_isTheDigestOfTheSecret() {
        PaymentLink link = new PaymentLink(link(1).link().payee(), 1, Bytes.of(new byte[16]), Optional.empty());

        assertThat(new KeptLink(Instant.EPOCH, link).id())
                .hasToString("374708fff7719dd5979ec875d56cd2286f6d3cf7ec317a3b25632aab28ec37bb");
    }

    @Test
    void add_whereNoDirectoryCanBe_saysSo() throws IOException {
        Files.writeString(directory.resolve("requests"), "a file");

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> file().add(link(1)))
                .withMessageContaining("a file stands where a directory should be");
    }
}
