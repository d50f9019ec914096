package io.micropay.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micropay.error.AuthenticationException;
import io.micropay.model.StatusCode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WalletTest {
    private static final Passphrase SECRET = Passphrase.ofText("correct horse battery staple");

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = directory.resolve("wallets").resolve("alice.p12");
    }

    @Test
    void load_ofWhatWasSaved_givesTheSameKeys() throws IOException {
        TestKeys.wallet().save(file, SECRET);
        Wallet loaded = Wallet.load(file, SECRET);

        assertThat(loaded.account().privateKey()).isEqualTo(TestKeys.one().privateKey());
        assertThat(loaded.account().certificateChain()).isEqualTo(TestKeys.one().certificateChain());
        assertThat(loaded.sealing().privateKey()).isEqualTo(TestKeys.two().privateKey());
        assertThat(loaded.sealing().certificate()).isEqualTo(TestKeys.two().certificate());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void save_overAnotherWallet_replacesItWholeAndLeavesNoDraft() throws IOException {
        TestKeys.wallet().save(file, SECRET);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-rw-rw-"));
        Path link = directory.resolve("before.p12");
        Files.createLink(link, file);
        new Wallet(TestKeys.two(), TestKeys.one()).save(file, Passphrase.ofText("another"));

        assertThat(Wallet.load(file, Passphrase.ofText("another")).account().keyId())
                .isEqualTo(TestKeys.two().keyId());
        assertThat(Wallet.load(link, SECRET).account().keyId())
                .as("the older file is replaced, not written into")
                .isEqualTo(TestKeys.one().keyId());
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void save_thatCannotReplace_leavesEverythingAsItWas() throws IOException {
        Files.createDirectories(file.resolve("a directory with something in it"));

        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> TestKeys.wallet().save(file, SECRET))
                .withMessageContaining(file.toString());
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void load_withAnotherPassphrase_isRefusedAndNamesTheFile() {
        TestKeys.wallet().save(file, SECRET);

        for (String wrong :
                new String[] {"x", "correct horse battery stapl", "Correct horse battery staple", "p\u00e4ss"}) {
            assertRefused(Passphrase.ofText(wrong));
        }
    }

    @Test
    void load_ofADamagedFile_isRefusedAndNamesTheFile() throws IOException {
        TestKeys.wallet().save(file, SECRET);
        byte[] whole = Files.readAllBytes(file);
        Random random = new Random(4);
        for (int i = 0; i < 60; i++) {
            int place = i < 20 ? i : random.nextInt(whole.length - 60);
            byte[] damaged = i % 4 == 3 ? Arrays.copyOf(whole, place) : whole.clone();
            if (damaged.length == whole.length) {
                damaged[place] ^= (byte) (1 + random.nextInt(255));
            }
            Files.write(file, damaged);
            assertRefused(SECRET);
        }
        Files.write(file, new byte[0]);
        assertRefused(SECRET);
        Files.write(file, new byte[1_000]);
        assertRefused(SECRET);
    }

    @Test
    void load_ofAKeyStoreThatIsNoWallet_isRefused() throws Exception {
        store(TestKeys.one(), TestKeys.one(), "account", "other");
        assertRefused(SECRET);
        store(TestKeys.one(), TestKeys.two(), "account", "sealing");
        assertRefused(SECRET);
        for (KeyMaterial unacceptable : TestKeys.unacceptable()) {
            store(unacceptable, unacceptable, "account", "sealing");
            assertRefused(SECRET);
        }
        store(TestKeys.one(), TestKeys.one(), "account", "sealing");
        assertThat(Wallet.load(file, SECRET).sealing().keyId())
                .isEqualTo(TestKeys.one().keyId());
    }

    @Test
    void load_ofNoFileOrAHugeOne_saysSo() throws IOException {
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> Wallet.load(file, SECRET))
                .withMessageContaining(file.toString())
                .withMessageContaining("does not exist");
        Files.createDirectories(file.getParent());
        Files.write(file, new byte[(1 << 20) + 1]);
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(() -> Wallet.load(file, SECRET))
                .withMessageContaining(file.toString())
                .withMessageContaining("larger");
    }

    /** The platform's PKCS#12 knows ASCII passphrases only; better said before than after the keys are made. */
    @Test
    void save_withAPassphraseThatPkcs12CannotTake_saysWhichItCan() {
        for (String wrong : new String[] {"p\u00e4ssword", "tab\there", "\u5bc6\u78bc"}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> TestKeys.wallet().save(file, Passphrase.ofText(wrong)))
                    .withMessageContaining("ASCII");
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void generate_ofAWallet_makesTwoDifferentKeysOfTheRightSize() {
        Wallet wallet = Wallet.generate("alice", TestKeys.CLOCK);

        assertThat(RsaKeys.check(wallet.account().certificate().getPublicKey())
                        .getModulus()
                        .bitLength())
                .isEqualTo(3072);
        assertThat(RsaKeys.check(wallet.sealing().certificate().getPublicKey())
                        .getModulus()
                        .bitLength())
                .isEqualTo(2048);
        assertThat(wallet.account().keyId()).isNotEqualTo(wallet.sealing().keyId());
    }

    /** Two entries: the private key of the one, the certificate of the other. */
    private void store(KeyMaterial key, KeyMaterial certificate, String first, String second) throws Exception {
        char[] secret = SECRET.copy();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, secret);
        Certificate[] chain = {certificate.certificate()};
        store.setKeyEntry(first, key.privateKey(), secret, chain);
        store.setKeyEntry(second, key.privateKey(), secret, chain);
        Files.createDirectories(file.getParent());
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, secret);
        }
    }

    private void assertRefused(Passphrase passphrase) {
        Throwable thrown = catchThrowable(() -> Wallet.load(file, passphrase));
        assertThat(thrown).isInstanceOf(AuthenticationException.class).hasMessageContaining(file.toString());
        assertThat(((AuthenticationException) thrown).status()).isEqualTo(StatusCode.AUTHENTICATION_FAILED);
    }
}
