package io.micropay.reference.client.home;

import io.micropay.ReceiptVerifier;
import io.micropay.model.Payment;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The receipts of one account. The names of the files sort by the time of settlement.
 *
 * @param directory where they are
 */
public record ReceiptFolder(Path directory) {
    private static final String ENDING = ".receipt";
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSS'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /**
     * Saves a receipt, once: the same payment has the same file.
     *
     * @param payment the order and its receipt
     * @return the file
     * @throws UncheckedIOException if it cannot be written
     */
    public Path save(Payment payment) {
        String moment = MOMENT.format(payment.receipt().outcome().settledAt());
        Path file = directory.resolve(moment + "-" + payment.id() + ENDING);
        OwnerFiles.write(file, ReceiptVerifier.toText(payment).getBytes(StandardCharsets.US_ASCII));
        return file;
    }

    /**
     * Lists the receipts.
     *
     * @return the files, the latest first
     * @throws UncheckedIOException if the folder cannot be read
     */
    public List<Path> files() {
        if (Files.notExists(directory)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.toString().endsWith(ENDING))
                    .sorted(Comparator.reverseOrder())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + directory + ": " + OwnerFiles.reason(e), e);
        }
    }

    /**
     * Reads a receipt file, without verifying it.
     *
     * @param file the file
     * @return its text, for {@link ReceiptVerifier}
     * @throws UncheckedIOException if it cannot be read
     */
    public static String read(Path file) {
        try {
            // A receipt is plain ASCII; whatever else the file holds must not be an error of its own.
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + OwnerFiles.reason(e), e);
        }
    }
}
