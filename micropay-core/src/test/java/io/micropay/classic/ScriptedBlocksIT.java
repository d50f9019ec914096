package io.micropay.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The arithmetic of the scripted block against openssl's. */
class ScriptedBlocksIT {
    private static final String PADDING = "rsa_padding_mode:pkcs1";

    private static @TempDir Path directory;
    private static ScriptedIdentity alice;
    private static ScriptedIdentity bob;

    @BeforeAll
    static void makeKeys() {
        assumeTrue(OpensslTool.isAvailable(), "openssl 3 is not installed");
        ScriptedCerts certs = new ScriptedCerts(directory);
        alice = certs.client("alice");
        bob = certs.client("bobbb");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "List", "alice#2000#bob", "100 OK\r\n", "名#1"})
    void block_ofShortText_isWhatOpensslMakes(String text) {
        byte[] ofOpenssl = OpensslTool.filter(
                (text + "\0").getBytes(StandardCharsets.UTF_8),
                "pkeyutl",
                "-sign",
                "-inkey",
                alice.key().toString(),
                "-pkeyopt",
                PADDING);
        byte[] block = ScriptedBlocks.encode(text, alice.privateKey());
        assertThat(block).hasSize(257).startsWith(ofOpenssl).endsWith(0);
        assertThat(ScriptedBlocks.decode(block, publicKey(alice))).contains(text);
    }

    @Test
    void block_ofLongestText_isReadByOpenssl() {
        String text = "x".repeat(ScriptedBlocks.TEXT_BYTES);
        byte[] block = ScriptedBlocks.encode(text, alice.privateKey());
        byte[] plain = OpensslTool.filter(
                Arrays.copyOf(block, 256),
                "pkeyutl",
                "-verifyrecover",
                "-certin",
                "-inkey",
                alice.certificate().toString(),
                "-pkeyopt",
                PADDING);
        assertThat(plain).isEqualTo((text + "\0").getBytes(StandardCharsets.UTF_8));
        assertThat(ScriptedBlocks.decode(block, publicKey(alice))).contains(text);
        assertThatIllegalArgumentException().isThrownBy(() -> ScriptedBlocks.encode(text + "x", alice.privateKey()));
    }

    @Test
    void block_ofAnotherKeyOrCutOrOfZeros_hasNoText() {
        byte[] block = ScriptedBlocks.encode("List", alice.privateKey());
        assertThat(ScriptedBlocks.decode(block, publicKey(bob))).isEmpty();
        assertThat(ScriptedBlocks.decode(Arrays.copyOf(block, 255), publicKey(alice)))
                .isEmpty();
        assertThat(ScriptedBlocks.decode(new byte[257], publicKey(alice))).isEmpty();
    }

    private static RSAPublicKey publicKey(ScriptedIdentity identity) {
        return (RSAPublicKey) identity.x509().getPublicKey();
    }
}
