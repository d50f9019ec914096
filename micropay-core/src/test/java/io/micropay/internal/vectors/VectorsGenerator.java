package io.micropay.internal.vectors;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Writes {@code docs/vectors/*.json} anew, with fresh keys. How to run it is written in {@code docs/vectors/README.md}. */
class VectorsGenerator {
    @Test
    void writeAll() throws IOException, CertificateException {
        Path directory = Path.of("..", "docs", "vectors");
        for (Map.Entry<String, Map<String, Object>> file : files().entrySet()) {
            Files.writeString(directory.resolve(file.getKey() + ".json"), Json.write(file.getValue()));
        }
    }

    /** What all files have to say, by their names. */
    static Map<String, Map<String, Object>> files() throws IOException, CertificateException {
        World world = new World();
        FileVectors files = new FileVectors(world);
        Map<String, Map<String, Object>> all = new LinkedHashMap<>();
        all.put("frames", files.frames());
        all.put("messages", new MessageVectors(world).make());
        all.put("statements", new StatementVectors(world).make());
        all.put("signatures", new SignatureVectors(world).make());
        all.put("sealing", files.sealing());
        all.put("receipts", files.receipts());
        all.put("keyids", files.keyIds());
        all.put("links", new LinkVectors(world).make());
        return all;
    }
}
