package io.micropay.internal.classic;

import io.micropay.keys.KeyMaterial;
import io.micropay.keys.PemKeys;
import io.micropay.model.Bytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Blocks that OpenSSL made from a throw-away key, and that key. */
final class TestBlocks {
    private static final Pattern BLOCK = Pattern.compile("\"text\": \"([^\"]*)\",\\s*\"block_hex\": \"([0-9a-f]*)\"");

    private TestBlocks() {}

    /** The blocks by their texts. */
    static Map<String, Bytes> recorded() {
        Map<String, Bytes> blocks = new LinkedHashMap<>();
        Matcher block = BLOCK.matcher(new String(resource("blocks.json"), StandardCharsets.US_ASCII));
        while (block.find()) {
            String text = block.group(1).replace("\\r", "\r").replace("\\n", "\n");
            blocks.put(text, Bytes.ofHex(block.group(2)));
        }
        return blocks;
    }

    /** The key that they were made from. */
    static KeyMaterial key() {
        try {
            Path directory = Files.createTempDirectory("classic-key");
            Files.write(directory.resolve("test.key"), resource("test-key.pem"));
            Files.write(directory.resolve("test.crt"), resource("test-cert.pem"));
            KeyMaterial keys = PemKeys.in(directory).load("test");
            PemKeys.in(directory).delete("test");
            Files.delete(directory);
            return keys;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] resource(String name) {
        try (InputStream in = TestBlocks.class.getResourceAsStream("/io/micropay/classic/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
