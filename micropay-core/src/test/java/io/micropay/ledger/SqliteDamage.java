package io.micropay.ledger;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Damages files as broken disks do. Nobody may have them open. */
final class SqliteDamage {
    static final int PAGE = 4096;

    private SqliteDamage() {}

    /** Overwrites every byte of the first page of a table. */
    static void overwriteTable(Path file, String table) throws IOException {
        List<String> root = Sqlite3.run(file, "SELECT rootpage FROM sqlite_schema WHERE name = '" + table + "'");
        overwrite(file, (Long.parseLong(root.get(0)) - 1) * PAGE, PAGE);
    }

    /** Overwrites bytes with what is not there by accident. */
    static void overwrite(Path file, long from, int count) throws IOException {
        byte[] noise = new byte[count];
        Arrays.fill(noise, (byte) 0x55);
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
            content.seek(from);
            content.write(noise);
        }
    }

    static void truncate(Path file, long size) throws IOException {
        try (RandomAccessFile content = new RandomAccessFile(file.toFile(), "rw")) {
            content.setLength(size);
        }
    }
}
