package io.micropay.reference.client.home;

import io.micropay.model.Digest;
import io.micropay.model.PaymentLink;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * The payment requests that an account has made here: a line for each, with its time and its link. The oldest go when there
 * are too many. An account is online once at a time, so that nobody else writes meanwhile.
 *
 * @param path where they are
 */
public record RequestFile(Path path) {
    /** How many are kept. */
    public static final int CAPACITY = 1000;

    /**
     * Keeps a link.
     *
     * @param made the link
     * @throws UncheckedIOException if the file cannot be read or written; it is as it was then
     */
    public void add(KeptLink made) {
        List<String> lines = new ArrayList<>(lines());
        lines.add(made.madeAt() + " " + made.link().uri());
        List<String> kept = lines.subList(Math.max(0, lines.size() - CAPACITY), lines.size());
        OwnerFiles.write(path, (String.join("\n", kept) + "\n").getBytes(StandardCharsets.ISO_8859_1));
    }

    /**
     * The links.
     *
     * @return the newest first; what is none is passed over
     * @throws UncheckedIOException if the file cannot be read
     */
    public List<KeptLink> links() {
        List<KeptLink> links = new ArrayList<>();
        lines().forEach(line -> parse(line).ifPresent(links::add));
        Collections.reverse(links);
        return links;
    }

    /**
     * A link by the request that it is for.
     *
     * @param request the id of the request
     * @return the link; empty if it was not made here
     * @throws UncheckedIOException if the file cannot be read
     */
    public Optional<KeptLink> find(Digest request) {
        return links().stream().filter(link -> link.id().equals(request)).findFirst();
    }

    private static Optional<KeptLink> parse(String line) {
        int space = line.indexOf(' ');
        try {
            return space < 0
                    ? Optional.empty()
                    : Optional.of(new KeptLink(
                            Instant.parse(line.substring(0, space)), PaymentLink.parse(line.substring(space + 1))));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private List<String> lines() {
        try {
            // Links are plain ASCII; whatever else the file holds must not be an error of its own.
            return Files.exists(path) ? Files.readAllLines(path, StandardCharsets.ISO_8859_1) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + path + ": " + OwnerFiles.reason(e), e);
        }
    }
}
