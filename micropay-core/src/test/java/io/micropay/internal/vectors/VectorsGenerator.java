package io.micropay.internal.vectors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Writes {@code docs/vectors/*.json} anew, with fresh keys. How to run it is written in {@code docs/vectors/README.md}. */
class VectorsGenerator {
    @Test
    void writeAll() throws IOException, CertificateException {
        Path directory = Path.of("..", "docs", "vectors");
        World world = new World();
        FileVectors files = new FileVectors(world);
        write(directory, "frames", files.frames());
        write(directory, "messages", new MessageVectors(world).make());
        write(directory, "statements", new StatementVectors(world).make());
        write(directory, "signatures", new SignatureVectors(world).make());
        write(directory, "sealing", files.sealing());
        write(directory, "receipts", files.receipts());
        write(directory, "keyids", files.keyIds());
    }

    private static void write(Path directory, String name, Map<String, Object> content) throws IOException {
        Files.writeString(directory.resolve(name + ".json"), Json.write(content));
    }
}
