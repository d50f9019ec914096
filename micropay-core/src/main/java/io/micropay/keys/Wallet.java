package io.micropay.keys;

import io.micropay.error.AuthenticationException;
import io.micropay.model.StatusCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What an account holder must not lose: the account key, which is the identity, and the key that opens sealed memos.
 *
 * <p>On disk it is a PKCS#12 file (RFC 7292) protected by a passphrase, with the entries {@code account} and
 * {@code sealing}, mode 0600; {@code openssl pkcs12} and {@code keytool} read it. Instances are immutable and safe to
 * share between threads.
 *
 * <p>Example:
 * <pre>{@code
 * Wallet wallet = Wallet.generate("alice", Clock.systemUTC());
 * wallet.save(Path.of("alice.p12"), passphrase);
 * Wallet again = Wallet.load(Path.of("alice.p12"), passphrase);
 * }</pre>
 *
 * @param account the account key, which signs session grants and nothing else
 * @param sealing the key to which others seal memos
 * @since 0.1
 */
public record Wallet(KeyMaterial account, KeyMaterial sealing) {
    private static final String ACCOUNT_ENTRY = "account";
    private static final String SEALING_ENTRY = "sealing";
    private static final int MAX_FILE_SIZE = 1 << 20;

    /**
     * Null-checks both keys.
     *
     * @param account the account key, which signs session grants and nothing else
     * @param sealing the key to which others seal memos
     */
    public Wallet {
        Objects.requireNonNull(account, "account");
        Objects.requireNonNull(sealing, "sealing");
    }

    /**
     * Makes fresh keys, in memory. Takes about a second.
     *
     * @param name the common name of the certificates, such as the account's name
     * @param clock the time from which the certificates are valid
     * @return the wallet, not saved
     */
    public static Wallet generate(String name, Clock clock) {
        return new Wallet(
                InMemoryKeys.generate(KeySpec.account(name), clock),
                InMemoryKeys.generate(KeySpec.sealing(name), clock));
    }

    /**
     * Loads a wallet.
     *
     * @param file a PKCS#12 file that {@link #save} wrote
     * @param passphrase what protects it
     * @return the wallet
     * @throws AuthenticationException if the passphrase is wrong, or the file is damaged or no wallet
     * @throws UncheckedIOException if the file cannot be read
     */
    public static Wallet load(Path file, Passphrase passphrase) {
        byte[] content;
        try {
            if (Files.size(file) > MAX_FILE_SIZE) {
                throw new IOException("larger than " + MAX_FILE_SIZE + " bytes");
            }
            content = Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the wallet " + file + ": " + SecretFiles.reason(e), e);
        }
        char[] secret = passphrase.copy();
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(new ByteArrayInputStream(content), secret);
            return new Wallet(entry(store, ACCOUNT_ENTRY, secret), entry(store, SEALING_ENTRY, secret));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new AuthenticationException(
                    StatusCode.AUTHENTICATION_FAILED, "wrong passphrase, or no wallet of Micropay: " + file, e);
        } finally {
            Arrays.fill(secret, '\0');
        }
    }

    /**
     * Writes the wallet whole or not at all, over an older file.
     *
     * @param file where to
     * @param passphrase what is to protect it: printable ASCII, which is all that every reader of PKCS#12 agrees on
     * @throws IllegalArgumentException if the passphrase has other characters
     * @throws UncheckedIOException if the file cannot be written
     * @throws IllegalStateException if a key cannot leave its provider, such as an HSM
     */
    public void save(Path file, Passphrase passphrase) {
        char[] secret = passphrase.copy();
        try {
            requireAscii(secret);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, secret);
            putEntry(store, ACCOUNT_ENTRY, account, secret);
            putEntry(store, SEALING_ENTRY, sealing, secret);
            ByteArrayOutputStream content = new ByteArrayOutputStream();
            store.store(content, secret);
            SecretFiles.write(file, content.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the wallet " + file + ": " + SecretFiles.reason(e), e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("these keys cannot be put into a PKCS#12 file", e);
        } finally {
            Arrays.fill(secret, '\0');
        }
    }

    private static void requireAscii(char[] secret) {
        for (char character : secret) {
            if (character < ' ' || character > '~') {
                throw new IllegalArgumentException("the passphrase of a wallet has printable ASCII characters only");
            }
        }
    }

    private static void putEntry(KeyStore store, String alias, KeyMaterial keys, char[] secret)
            throws GeneralSecurityException {
        store.setKeyEntry(
                alias, keys.privateKey(), secret, keys.certificateChain().toArray(Certificate[]::new));
    }

    private static KeyMaterial entry(KeyStore store, String alias, char[] secret) throws GeneralSecurityException {
        if (store.getKey(alias, secret) instanceof PrivateKey key
                && store.getCertificate(alias) instanceof X509Certificate certificate) {
            return InMemoryKeys.of(key, List.of(certificate));
        }
        throw new IllegalArgumentException("no entry " + alias);
    }

    /** The fingerprint of the account key; nothing secret. */
    @Override
    public String toString() {
        return "Wallet[" + Fingerprint.of(account.certificate()) + "]";
    }
}
