package io.micropay.keys;

import io.micropay.error.AuthenticationException;
import io.micropay.model.StatusCode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Which key belongs to which name, as learnt at the first meeting: trust on first use, as SSH does it.
 *
 * <p>Kept in a text file of lines {@code <name> <fingerprint>}, or in memory only. A name never changes its key by
 * itself: {@link #check} stops loudly, and a person decides. Safe to share between threads; the file is read anew at
 * each look and locked for each change, by a file with {@code .lock} at the end of its name, so that processes can share
 * it.
 *
 * @since 0.1
 */
public final class KnownKeys {
    private static final int MAX_FILE_SIZE = 4 << 20;

    private final @Nullable Path file;
    private final ReentrantLock lock = new ReentrantLock();
    private Map<String, Fingerprint> known = new TreeMap<>();

    private KnownKeys(@Nullable Path file) {
        this.file = file;
    }

    /**
     * Remembers in a file, which is made when there is something to remember.
     *
     * @param file the file
     * @return the known keys
     */
    public static KnownKeys inFile(Path file) {
        return new KnownKeys(file.toAbsolutePath());
    }

    /**
     * Remembers for as long as the process lives.
     *
     * @return the known keys, none yet
     */
    public static KnownKeys inMemory() {
        return new KnownKeys(null);
    }

    /**
     * The key of a name, if it was met before.
     *
     * @param name a name without white space
     * @return its key
     * @throws UncheckedIOException if the file cannot be read
     * @throws AuthenticationException if the file is damaged
     */
    public Optional<Fingerprint> find(String name) {
        lock.lock();
        try {
            readFile();
            return Optional.ofNullable(known.get(name));
        } finally {
            lock.unlock();
        }
    }

    /**
     * Accepts the key that a name has shown before, remembers one that is new, and refuses any other.
     *
     * @param name a name without white space
     * @param presented the key that it shows now
     * @throws AuthenticationException if the name had another key, or the file is damaged; nothing is remembered then
     * @throws IllegalArgumentException if the name is empty or has white space
     * @throws UncheckedIOException if the file cannot be read or written
     */
    public void check(String name, Fingerprint presented) {
        if (name.isEmpty() || name.codePoints().anyMatch(KnownKeys::isNoPartOfAName)) {
            throw new IllegalArgumentException("not a name that a line of known keys can hold: " + name);
        }
        lock.lock();
        try {
            Optional<Fingerprint> expected = find(name);
            if (expected.isEmpty()) {
                expected = Optional.of(remember(name, presented));
            }
            if (!expected.get().equals(presented)) {
                String remedy = file == null ? "start anew." : "remove its line from " + file + ".";
                throw new AuthenticationException(
                        StatusCode.AUTHENTICATION_FAILED,
                        "THE KEY OF " + name + " HAS CHANGED: expected " + expected.get() + ", got " + presented
                                + ". Somebody may be in between. If the change is meant, " + remedy);
            }
        } finally {
            lock.unlock();
        }
    }

    /** The key of a name that was not known a moment ago; another process may have learnt it meanwhile. */
    private Fingerprint remember(String name, Fingerprint presented) {
        if (file == null) {
            known.put(name, presented);
            return presented;
        }
        try {
            return FileTurn.at(file, () -> {
                readFile();
                Fingerprint earlier = known.putIfAbsent(name, presented);
                if (earlier == null) {
                    writeFile();
                }
                return earlier == null ? presented : earlier;
            });
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + SecretFiles.reason(e), e);
        }
    }

    private static boolean isNoPartOfAName(int character) {
        return Character.isWhitespace(character)
                || Character.isSpaceChar(character)
                || Character.isISOControl(character);
    }

    private void readFile() {
        if (file == null) {
            return;
        }
        Map<String, Fingerprint> read = new TreeMap<>();
        if (Files.notExists(file)) {
            known = read;
            return;
        }
        try {
            if (Files.size(file) > MAX_FILE_SIZE) {
                throw new IOException("larger than " + MAX_FILE_SIZE + " bytes");
            }
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                String[] words = line.split(" ", -1);
                if (words.length == 2 && !words[0].isEmpty()) {
                    read.put(words[0], Fingerprint.parse(words[1]));
                } else if (!line.isBlank()) {
                    throw new IllegalArgumentException("not a name and a fingerprint: " + line);
                }
            }
        } catch (CharacterCodingException | IllegalArgumentException e) {
            throw new AuthenticationException(
                    StatusCode.AUTHENTICATION_FAILED, "damaged file of known keys " + file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + SecretFiles.reason(e), e);
        }
        known = read;
    }

    private void writeFile() {
        if (file == null) {
            return;
        }
        StringBuilder text = new StringBuilder();
        known.forEach((name, key) -> text.append(name).append(' ').append(key).append('\n'));
        try {
            SecretFiles.write(file, text.toString().getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file + ": " + SecretFiles.reason(e), e);
        }
    }
}
