package io.micropay.crashtest.run;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The classes of a program as the JVM keeps them for the next start, which then takes a fraction of the time. Made by the
 * first process, which has to end in good order. Works with jars only: with directories on the class path every start is
 * like the first.
 *
 * @param file the archive
 * @see <a href="https://openjdk.org/jeps/350">JEP 350, Dynamic CDS Archives</a>
 */
record ClassArchive(Path file) {
    /** The options of the JVM that makes the archive, or profits from it. */
    List<String> options() {
        if (Files.exists(file)) {
            return List.of("-Xshare:auto", "-XX:SharedArchiveFile=" + file);
        }
        return isPossible() ? List.of("-XX:ArchiveClassesAtExit=" + file) : List.of();
    }

    private static boolean isPossible() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .noneMatch(part -> Files.isDirectory(Path.of(part)));
    }
}
