package io.micropay.keys;

import io.micropay.error.AuthenticationException;
import io.micropay.model.StatusCode;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import org.jspecify.annotations.Nullable;

/**
 * A directory of PEM files, {@code <name>.crt} and {@code <name>.key}, as {@code openssl} reads and writes them.
 *
 * <p>Keys are written as PKCS#8 without a passphrase, with mode 0600; protect the directory. Both PKCS#8 and the older
 * {@code RSA PRIVATE KEY} are read. Instances are immutable; two processes that write the same name at once leave one of
 * the two pairs whole only if they are not started together for the first time.
 *
 * <p>Example: {@code KeyMaterial serverKey = PemKeys.in(Path.of("certs")).loadOrCreate(KeySpec.server("server"), clock);}
 *
 * @since 0.1
 */
public final class PemKeys {
    private static final int MAX_FILE_SIZE = 1 << 20;
    private static final String ID_CHARACTERS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int ID_LENGTH = 5;
    private static final SecureRandom ID_RANDOM = new SecureRandom();

    private final Path directory;

    private PemKeys(Path directory) {
        this.directory = directory;
    }

    /**
     * Keys in a directory, which need not exist yet.
     *
     * @param directory where the files are
     * @return the directory as a provider of keys
     */
    public static PemKeys in(Path directory) {
        return new PemKeys(directory.toAbsolutePath());
    }

    /**
     * Loads a pair, or makes it if neither file exists.
     *
     * @param spec its {@code name} is also the name of the files
     * @param clock for the validity of a new certificate
     * @return the key material
     * @throws AuthenticationException as {@link #load} does: if a file is missing its other half, for instance
     * @throws UncheckedIOException if a file cannot be read or written
     */
    public KeyMaterial loadOrCreate(KeySpec spec, Clock clock) {
        boolean nothingThere = Files.notExists(keyFile(spec.name())) && Files.notExists(certificateFile(spec.name()));
        return nothingThere ? create(spec, clock) : load(spec.name());
    }

    /**
     * Makes a pair and writes it, over an older one of the same name.
     *
     * @param spec its {@code name} is also the name of the files
     * @param clock for the validity of the certificate
     * @return the key material
     * @throws UncheckedIOException if a file cannot be written
     */
    public KeyMaterial create(KeySpec spec, Clock clock) {
        KeyMaterial keys = InMemoryKeys.generate(spec, clock);
        save(spec.name(), keys);
        return keys;
    }

    /**
     * Writes a pair, over an older one of the same name.
     *
     * @param name the name of the files, without ending
     * @param keys a key that can be extracted, and its certificate
     * @throws IllegalArgumentException if the private key does not show itself, as one in an HSM
     * @throws UncheckedIOException if a file cannot be written
     */
    public void save(String name, KeyMaterial keys) {
        byte[] encoded = keys.privateKey().getEncoded();
        if (encoded == null) {
            throw new IllegalArgumentException("the key of " + name + " cannot be written: it stays in its device");
        }
        try {
            SecretFiles.write(keyFile(name), pem("PRIVATE KEY", encoded));
            byte[] certificate = pem("CERTIFICATE", keys.certificate().getEncoded());
            SecretFiles.writePublic(certificateFile(name), certificate);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write keys to " + directory + ": " + SecretFiles.reason(e), e);
        } catch (CertificateException e) {
            throw new IllegalStateException("a certificate that was just made has an encoding", e);
        }
    }

    /**
     * Loads a pair.
     *
     * @param name the name of the files, without ending
     * @return the key material
     * @throws AuthenticationException if a file is missing or is not what it should be, its key is out of bounds, or the
     *     two do not belong together
     * @throws UncheckedIOException if a file cannot be read
     */
    public KeyMaterial load(String name) {
        requireBoth(name);
        PrivateKey privateKey = readPrivateKey(keyFile(name));
        List<X509Certificate> chain = readCertificates(certificateFile(name));
        RSAPublicKey publicKey = acceptable(chain.get(0), certificateFile(name));
        if (!(privateKey instanceof RSAPrivateKey rsa) || !rsa.getModulus().equals(publicKey.getModulus())) {
            throw refused(keyFile(name) + " is not the key of " + certificateFile(name) + ": restore the pair", null);
        }
        return InMemoryKeys.of(privateKey, chain);
    }

    private void requireBoth(String name) {
        for (Path file : List.of(keyFile(name), certificateFile(name))) {
            if (Files.notExists(file)) {
                throw refused(file + " is missing: restore it, or remove the other half of the pair as well", null);
            }
        }
    }

    private static RSAPublicKey acceptable(X509Certificate certificate, Path file) {
        try {
            return RsaKeys.check(certificate.getPublicKey());
        } catch (IllegalArgumentException e) {
            throw refused("unusable key in " + file + ": " + e.getMessage(), e);
        }
    }

    /**
     * Deletes a pair, if it exists.
     *
     * @param name the name of the files, without ending
     * @throws UncheckedIOException if a file cannot be deleted
     */
    public void delete(String name) {
        try {
            Files.deleteIfExists(keyFile(name));
            Files.deleteIfExists(certificateFile(name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot delete keys in " + directory + ": " + SecretFiles.reason(e), e);
        }
    }

    /**
     * Makes up an id for a session key, which no other one in the directory has. Its files are named by
     * {@link #sessionName}.
     *
     * @return five letters and digits
     */
    public String freeId() {
        String id;
        do {
            id = ID_RANDOM
                    .ints(ID_LENGTH, 0, ID_CHARACTERS.length())
                    .collect(
                            StringBuilder::new,
                            (text, index) -> text.append(ID_CHARACTERS.charAt(index)),
                            StringBuilder::append)
                    .toString();
        } while (Files.exists(keyFile(sessionName(id))));
        return id;
    }

    /**
     * What the files of a session key are called.
     *
     * @param id the id of the key
     * @return {@code <id>_client}
     */
    public static String sessionName(String id) {
        return id + "_client";
    }

    /**
     * Where the certificate of a name is.
     *
     * @param name the name of the files, without ending
     * @return the file, which need not exist
     */
    public Path certificateFile(String name) {
        return directory.resolve(name + ".crt");
    }

    /**
     * Where the private key of a name is.
     *
     * @param name the name of the files, without ending
     * @return the file, which need not exist
     */
    public Path keyFile(String name) {
        return directory.resolve(name + ".key");
    }

    /**
     * Reads every certificate of a PEM file.
     *
     * @param file a file with one certificate or several, text in between allowed
     * @return at least one certificate
     * @throws AuthenticationException if there is none, or one is damaged
     * @throws UncheckedIOException if the file cannot be read
     */
    public static List<X509Certificate> readCertificates(Path file) {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Object object : readObjects(file)) {
            if (object instanceof X509CertificateHolder holder) {
                certificates.add(decoded(file, () -> new JcaX509CertificateConverter().getCertificate(holder)));
            }
        }
        if (certificates.isEmpty()) {
            throw refused("no certificate in " + file, null);
        }
        return List.copyOf(certificates);
    }

    private static PrivateKey readPrivateKey(Path file) {
        JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
        for (Object object : readObjects(file)) {
            if (object instanceof PrivateKeyInfo info) {
                return decoded(file, () -> converter.getPrivateKey(info));
            }
            if (object instanceof PEMKeyPair pair) {
                return decoded(file, () -> converter.getKeyPair(pair).getPrivate());
            }
        }
        throw refused("no private key without passphrase in " + file, null);
    }

    private static List<Object> readObjects(Path file) {
        String text = read(file);
        return decoded(file, () -> {
            List<Object> objects = new ArrayList<>();
            try (PEMParser parser = new PEMParser(new StringReader(text))) {
                for (Object object = parser.readObject(); object != null; object = parser.readObject()) {
                    objects.add(object);
                }
            }
            return objects;
        });
    }

    private static String read(Path file) {
        try {
            if (Files.size(file) > MAX_FILE_SIZE) {
                throw new IOException("larger than " + MAX_FILE_SIZE + " bytes");
            }
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + SecretFiles.reason(e), e);
        }
    }

    /** Whatever a parser throws at the content of a file, checked or not, means that the content is damaged. */
    private static <T> T decoded(Path file, Callable<T> decoder) {
        try {
            return decoder.call();
        } catch (Exception e) {
            throw refused("damaged key or certificate in " + file, e);
        }
    }

    private static AuthenticationException refused(String message, @Nullable Exception cause) {
        return new AuthenticationException(StatusCode.AUTHENTICATION_FAILED, message, cause);
    }

    private static byte[] pem(String type, byte[] content) throws IOException {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            writer.writeObject(new PemObject(type, content));
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
