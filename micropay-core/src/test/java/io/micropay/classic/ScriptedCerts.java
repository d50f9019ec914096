package io.micropay.classic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/**
 * The {@code certs/} directory that client and server share: {@code server.key/.crt}, {@code <id>_client.key/.crt} and
 * {@code CA.pem}, made by openssl with the subjects that the dialect uses. The other program rewrites {@code CA.pem} in
 * place; here it is replaced at once, so that no test depends on the moment at which somebody reads it.
 */
public final class ScriptedCerts {
    private static final String SUBJECT = "/C=TW/ST=Taiwan/L=TPE/O=NTU/OU=IM";

    private final Path directory;

    /** Uses this existing directory as {@code certs/}. */
    public ScriptedCerts(Path directory) {
        this.directory = directory;
    }

    /** The shared directory. */
    public Path directory() {
        return directory;
    }

    /** {@code CA.pem}. */
    public Path authorities() {
        return directory.resolve("CA.pem");
    }

    /** The server's pair, made and listed at the first call. */
    public ScriptedIdentity server() {
        ScriptedIdentity server = identity(directory, "server");
        if (Files.notExists(server.certificate())) {
            make(server, SUBJECT + "/emailAddress=server@icheft/CN=localhost");
            rewriteAuthorities();
        }
        return server;
    }

    /** Makes and lists the pair of a client; the dialect's ids have five letters or digits. */
    public ScriptedIdentity client(String id) {
        ScriptedIdentity client = makeClient(directory, id);
        rewriteAuthorities();
        return client;
    }

    /** Makes the pair of a client that nobody believes, since it is not in the shared directory. */
    public ScriptedIdentity unlistedClient(String id) {
        try {
            return makeClient(Files.createTempDirectory(directory, "unlisted"), id);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Removes a pair and takes it off the list, as a client does when it leaves. */
    public void remove(ScriptedIdentity identity) {
        try {
            Files.deleteIfExists(identity.key());
            Files.deleteIfExists(identity.certificate());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        rewriteAuthorities();
    }

    /** Writes {@code CA.pem} from every {@code .crt} of the directory, each as text and then as PEM. */
    public void rewriteAuthorities() {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.list(directory)) {
            List<Path> certificates = files.filter(file -> file.toString().endsWith(".crt"))
                    .sorted()
                    .toList();
            for (Path certificate : certificates) {
                all.append(OpensslTool.run("x509", "-text", "-in", certificate.toString()));
            }
            Path next = Files.createTempFile(directory, "CA", ".tmp");
            Files.writeString(next, all, StandardCharsets.UTF_8);
            Files.move(next, authorities(), StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether {@code openssl verify} accepts the certificate by {@code CA.pem} as it is now. */
    public boolean lists(X509Certificate certificate) {
        return lists(authorities(), certificate);
    }

    static boolean lists(Path authorities, X509Certificate certificate) {
        try {
            OpensslTool.filter(
                    pem(certificate).getBytes(StandardCharsets.US_ASCII), "verify", "-CAfile", authorities.toString());
            return true;
        } catch (AssertionError e) {
            return false;
        }
    }

    private static String pem(X509Certificate certificate) {
        try {
            return "-----BEGIN CERTIFICATE-----\n"
                    + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
                    + "\n-----END CERTIFICATE-----\n";
        } catch (CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }

    private ScriptedIdentity makeClient(Path where, String id) {
        ScriptedIdentity client = identity(where, id + "_client");
        make(client, SUBJECT + "/CN=localhost/emailAddress=" + id + "_client@icheft");
        return client;
    }

    private ScriptedIdentity identity(Path where, String name) {
        return new ScriptedIdentity(where.resolve(name + ".key"), where.resolve(name + ".crt"), authorities());
    }

    private static void make(ScriptedIdentity identity, String subject) {
        OpensslTool.run(
                "req",
                "-x509",
                "-newkey",
                "rsa:2048",
                "-nodes",
                "-sha256",
                "-days",
                "36500",
                "-subj",
                subject,
                "-keyout",
                identity.key().toString(),
                "-out",
                identity.certificate().toString());
    }
}
