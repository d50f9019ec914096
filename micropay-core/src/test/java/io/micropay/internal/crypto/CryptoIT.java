package io.micropay.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.keys.Programs;
import io.micropay.keys.TestKeys;
import io.micropay.model.BatchSignature;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** That our signatures and seals are what {@code openssl} takes them for, and the other way round. */
class CryptoIT {
    private static final Bytes STATEMENT = Bytes.of("a statement".getBytes(StandardCharsets.UTF_8));
    private static final String[] PSS = {"-sigopt", "rsa_padding_mode:pss", "-sigopt", "rsa_pss_saltlen:32"};
    private static final String[] OAEP = {
        "-pkeyopt", "rsa_padding_mode:oaep", "-pkeyopt", "rsa_oaep_md:sha256", "-pkeyopt", "rsa_mgf1_md:sha256"
    };

    @TempDir
    Path directory;

    @Test
    void openssl_verifiesWhatWeSign_andNothingElse() throws IOException {
        List<Bytes> statements = List.of(STATEMENT, Bytes.EMPTY, Bytes.of((byte) 1));
        Optional<Digest> previous = Optional.of(Sha256.digest(STATEMENT));
        BatchSignature signature = new BatchSigner(TestKeys.one(), SigningContext.CHECKPOINT)
                .sign(statements, previous)
                .signatures()
                .get(2);
        Digest root = new MerkleTree(statements).root();

        assertThat(verifiedByOpenSsl(new SignedRoot(SigningContext.CHECKPOINT, previous, 3, root), signature))
                .isTrue();
        assertThat(verifiedByOpenSsl(new SignedRoot(SigningContext.CHECKPOINT, previous, 4, root), signature))
                .isFalse();
        assertThat(verifiedByOpenSsl(new SignedRoot(SigningContext.ORDER, previous, 3, root), signature))
                .isFalse();
    }

    @Test
    void we_verifyWhatOpenSslSigns() throws IOException {
        TestKeys.write(directory, "one", TestKeys.one(), TestKeys.one());
        Programs programs = new Programs(directory);
        // What is signed, put together here byte by byte as the specification says.
        byte[] context = "micropay/1 order".getBytes(StandardCharsets.US_ASCII);
        byte[] leaf = new byte[1 + STATEMENT.size()];
        STATEMENT.copyTo(leaf, 1);
        byte[] root = Sha256.digest(Bytes.of(leaf)).bytes().toByteArray();
        ByteBuffer content = ByteBuffer.allocate(1 + context.length + 1 + 4 + root.length);
        content.put((byte) context.length).put(context).put((byte) 0).putInt(1).put(root);
        programs.file("content", content.array());

        programs.openssl(with(PSS, "dgst", "-sha256", "-sign", "one.key", "-out", "signature", "content"))
                .succeeded();

        BatchSignature signature = new BatchSignature(
                TestKeys.one().keyId(),
                Optional.empty(),
                1,
                0,
                List.of(),
                Bytes.of(Files.readAllBytes(directory.resolve("signature"))));
        PublicKeyHandle key = PublicKeyHandle.of(TestKeys.one().certificate());
        assertThat(new BatchVerifier().verify(SigningContext.ORDER, key, STATEMENT, signature))
                .isEqualTo(Sha256.digest(Bytes.of(content.array())));
    }

    @Test
    void openssl_unwrapsTheKeyWithWhichWeSeal() throws IOException, GeneralSecurityException {
        TestKeys.write(directory, "one", TestKeys.one(), TestKeys.one());
        PublicKeyHandle recipient = PublicKeyHandle.of(TestKeys.one().certificate());
        ByteBuffer sealed = ByteBuffer.wrap(
                new Sealing(new SecureRandom()).seal(recipient, STATEMENT).toByteArray());
        byte[] wrapped = take(sealed, sealed.getShort());
        byte[] nonce = take(sealed, 12);
        Programs programs = new Programs(directory);
        programs.file("wrapped", wrapped);

        byte[] key = programs.openssl(with(OAEP, "pkeyutl", "-decrypt", "-inkey", "one.key", "-in", "wrapped"))
                .succeeded()
                .out()
                .toByteArray();

        assertThat(key).hasSize(32);
        Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
        gcm.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        gcm.updateAAD("micropay/1 sealed".getBytes(StandardCharsets.US_ASCII));
        assertThat(gcm.doFinal(take(sealed, sealed.remaining()))).isEqualTo(STATEMENT.toByteArray());
    }

    @Test
    void we_openWhatOpenSslWraps() throws IOException, GeneralSecurityException {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) 0x42);
        Programs programs = new Programs(directory);
        programs.file("key", key);
        programs.file("one.pem", TestKeys.publicPem(TestKeys.one()));
        byte[] wrapped = programs.openssl(
                        with(OAEP, "pkeyutl", "-encrypt", "-pubin", "-inkey", "one.pem", "-in", "key"))
                .succeeded()
                .out()
                .toByteArray();
        byte[] nonce = new byte[12];
        Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
        gcm.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(128, nonce));
        gcm.updateAAD("micropay/1 sealed".getBytes(StandardCharsets.US_ASCII));
        byte[] content = gcm.doFinal(STATEMENT.toByteArray());
        ByteBuffer sealed = ByteBuffer.allocate(2 + wrapped.length + nonce.length + content.length);
        sealed.putShort((short) wrapped.length).put(wrapped).put(nonce).put(content);

        assertThat(Sealing.open(TestKeys.one(), Bytes.of(sealed.array()))).isEqualTo(STATEMENT);
    }

    private boolean verifiedByOpenSsl(SignedRoot root, BatchSignature signature) throws IOException {
        Programs programs = new Programs(directory);
        programs.file("one.pem", TestKeys.publicPem(TestKeys.one()));
        programs.file("signature", signature.signature().toByteArray());
        programs.file("content", root.encode().toByteArray());
        Programs.Result result = programs.openssl(
                with(PSS, "dgst", "-sha256", "-verify", "one.pem", "-signature", "signature", "content"));
        assertThat(result.text()).contains(result.exit() == 0 ? "Verified OK" : "Verification failure");
        return result.exit() == 0;
    }

    /** The arguments of a command of {@code openssl}, its options last but before the file to work on, if any. */
    private static String[] with(String[] options, String... command) {
        List<String> all = new ArrayList<>(Arrays.asList(command));
        all.addAll(
                command[command.length - 1].equals("content") ? command.length - 1 : command.length, List.of(options));
        return all.toArray(String[]::new);
    }

    private static byte[] take(ByteBuffer from, int size) {
        byte[] bytes = new byte[size];
        from.get(bytes);
        return bytes;
    }
}
