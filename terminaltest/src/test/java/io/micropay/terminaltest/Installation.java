package io.micropay.terminaltest;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What the zip of a program unpacks to, and a symbolic link to its start script, as people make them. */
record Installation(Path root, Path link) {
    private static final String VERSION = System.getProperty("micropay.version");

    static Installation ofClient(Path directory) throws IOException {
        return unpack("client", "micropay", directory);
    }

    static Installation ofServer(Path directory) throws IOException {
        return unpack("server", "micropay-server", directory);
    }

    private static Installation unpack(String module, String program, Path directory) throws IOException {
        String name = "micropay-" + module + "-" + VERSION;
        Path zip = Path.of("..", "micropay-" + module + "-ref", "target", name + ".zip");
        // The modes of the files are part of what is unpacked.
        try (FileSystem files = FileSystems.newFileSystem(
                        URI.create("jar:" + zip.toUri()), Map.of("enablePosixFileAttributes", "true"));
                Stream<Path> entries = Files.walk(files.getPath("/"))) {
            for (Path entry : entries.toList()) {
                Path target =
                        directory.resolve(files.getPath("/").relativize(entry).toString());
                if (Files.isDirectory(entry)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(entry, target);
                    Files.setPosixFilePermissions(target, Files.getPosixFilePermissions(entry));
                }
            }
        }
        Path links = Files.createDirectories(directory.resolve("links"));
        Path root = directory.resolve(name);
        // A link to a link, one of them relative.
        Path first = Files.createSymbolicLink(
                links.resolve("to " + program),
                links.relativize(root.resolve("bin").resolve(program)));
        return new Installation(root, Files.createSymbolicLink(links.resolve(program), first.toAbsolutePath()));
    }

    static String version() {
        return VERSION;
    }

    /** The environment of somebody who has the Java that runs this, and no other. */
    static Map<String, String> environment() {
        return Map.of("JAVA_HOME", System.getProperty("java.home"), "LC_ALL", "C.UTF-8");
    }

    /** All files, by their names below the root. */
    List<Path> files() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(root::relativize)
                    .sorted()
                    .toList();
        }
    }
}
