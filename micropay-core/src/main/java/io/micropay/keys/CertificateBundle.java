package io.micropay.keys;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One file with every certificate of a directory, as {@code openssl} takes it for {@code -CAfile}: the concatenation of all
 * {@code *.crt}, each as text and then as PEM.
 *
 * <p>Made for directories that other programs write to as well, and not as carefully: certificates that are damaged or
 * half written are left out instead of spoiling the rest. The bundle itself is replaced in one step, so that whoever reads
 * it sees a whole one. Programs that use this class take turns at it, by a lock file beside it, so that none of them loses
 * what another has just added. Safe to share between threads and processes.
 *
 * <p>Example: {@code CertificateBundle.in(Path.of("certs"), "CA.pem").regenerate();}
 *
 * @since 0.1
 */
public final class CertificateBundle {
    /** What is read of a bundle, in bytes; some 1,000 certificates. */
    private static final int MAX_BUNDLE_SIZE = 8 << 20;

    private static final int MAX_CERTIFICATE_SIZE = 64 << 10;
    private static final int PEM_LINE = 64;
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
    private static final String END = "-----END CERTIFICATE-----";
    private static final Pattern PEM = Pattern.compile(BEGIN + "([A-Za-z0-9+/=\\s]*+)" + END);
    private static final Pattern UNPRINTABLE = Pattern.compile("[^\\x20-\\x7e]");

    private final Path directory;
    private final Path file;

    private CertificateBundle(Path directory, Path file) {
        this.directory = directory;
        this.file = file;
    }

    /**
     * The bundle of a directory; neither need exist yet.
     *
     * @param directory where the {@code *.crt} files are
     * @param fileName the name of the bundle in the same directory, such as {@code CA.pem}
     * @return the bundle
     */
    public static CertificateBundle in(Path directory, String fileName) {
        Path absolute = directory.toAbsolutePath();
        return new CertificateBundle(absolute, absolute.resolve(fileName));
    }

    /**
     * Reads the bundle.
     *
     * @return the certificates that can be read, in their order; none if there is no bundle
     * @throws UncheckedIOException if the file is there and cannot be read, or has more than 8 MiB
     */
    public List<X509Certificate> certificates() {
        try {
            return parse(read(file, MAX_BUNDLE_SIZE));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + SecretFiles.reason(e), e);
        }
    }

    /**
     * Reads the {@code *.crt} files, past the bundle.
     *
     * @return the certificates that can be read, in the order of the names of their files; none if there is no directory
     * @throws UncheckedIOException if the directory is there and cannot be listed
     */
    public List<X509Certificate> sources() {
        List<X509Certificate> all = new ArrayList<>();
        for (Path source : sourceFiles()) {
            try {
                all.addAll(parse(read(source, MAX_CERTIFICATE_SIZE)));
            } catch (IOException e) {
                // Deleted meanwhile, unreadable or far too long: as if it were not there.
            }
        }
        return all;
    }

    /**
     * Writes the bundle anew from the {@code *.crt} files.
     *
     * @throws UncheckedIOException if it cannot be written; the old one is left as it was
     */
    public void regenerate() {
        try {
            FileTurn.at(file, () -> {
                write();
                return true;
            });
        } catch (IOException e) {
            // The turn is somebody else's for too long, or another user's lock cannot be taken: the file is whole in
            // any case,
            // and whoever is lost from it is put back at the next look.
            write();
        }
    }

    private void write() {
        StringBuilder text = new StringBuilder();
        for (X509Certificate certificate : sources()) {
            append(text, certificate);
        }
        try {
            SecretFiles.writePublic(file, text.toString().getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + SecretFiles.reason(e), e);
        }
    }

    private Set<Path> sourceFiles() {
        Set<Path> files = new TreeSet<>();
        try (DirectoryStream<Path> listed = Files.newDirectoryStream(directory, "*.crt")) {
            for (Path path : listed) {
                // Anything else, such as a named pipe, could keep its reader for ever.
                if (Files.isRegularFile(path)) {
                    files.add(path);
                }
            }
        } catch (NoSuchFileException e) {
            return files;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + directory + ": " + SecretFiles.reason(e), e);
        }
        return files;
    }

    private static String read(Path file, int maxSize) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(maxSize + 1);
            if (content.length > maxSize) {
                throw new IOException("larger than " + maxSize + " bytes");
            }
            return new String(content, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private static List<X509Certificate> parse(String text) {
        List<X509Certificate> certificates = new ArrayList<>();
        Matcher block = PEM.matcher(text);
        while (block.find()) {
            try {
                byte[] der = Base64.getMimeDecoder().decode(block.group(1));
                certificates.add((X509Certificate)
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der)));
            } catch (CertificateException | RuntimeException e) {
                // Damaged, or somebody is writing it right now: the others are none the worse for it.
            }
        }
        return certificates;
    }

    /** Every line of text begins with something else than a dash, whatever the names in the certificate are. */
    private static void append(StringBuilder text, X509Certificate certificate) {
        try {
            String pem = Base64.getMimeEncoder(PEM_LINE, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
            text.append("Certificate:\n");
            line(text, "Serial Number", certificate.getSerialNumber().toString(16));
            line(text, "Issuer", certificate.getIssuerX500Principal().toString());
            line(text, "Not Before", certificate.getNotBefore().toInstant().toString());
            line(text, "Not After", certificate.getNotAfter().toInstant().toString());
            line(text, "Subject", certificate.getSubjectX500Principal().toString());
            text.append(BEGIN).append('\n').append(pem).append('\n').append(END).append('\n');
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was decoded has an encoding", e);
        }
    }

    private static void line(StringBuilder text, String name, String value) {
        text.append("    ")
                .append(name)
                .append(": ")
                .append(UNPRINTABLE.matcher(value).replaceAll("?"))
                .append('\n');
    }
}
