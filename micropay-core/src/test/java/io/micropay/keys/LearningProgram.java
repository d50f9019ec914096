package io.micropay.keys;

import java.nio.file.Path;

/** Learns names into the file that it is given. */
final class LearningProgram {
    static final int NAMES = 100;

    private LearningProgram() {}

    /** Arguments: the file, what the names begin with, and the key. */
    public static void main(String[] arguments) {
        KnownKeys known = KnownKeys.inFile(Path.of(arguments[0]));
        for (int i = 0; i < NAMES; i++) {
            known.check(arguments[1] + i, Fingerprint.parse(arguments[2]));
        }
    }
}
