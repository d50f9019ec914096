package io.micropay.reference.server;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the program shows. Lines that are printed together stay together, whoever else prints; each is escaped. One
 * thread does the writing, so that a terminal that is held up holds up nobody's payments. Safe for use by several threads.
 */
final class Console implements AutoCloseable {
    /** What may wait for the terminal before lines are left out. */
    private static final int MAX_WAITING = 10_000;

    private static final long CLOSE_MILLIS = 2_000;
    private static final String ARROW = "→";

    private final Terminal terminal;
    private final boolean showsArrow;
    private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final ReentrantLock turn = new ReentrantLock();
    private final Thread writer = new Thread(this::writeAll, "micropay-console");
    private boolean endsBlank;
    private long leftOut;

    Console(Terminal terminal) {
        this.terminal = terminal;
        this.showsArrow = terminal.charset().newEncoder().canEncode(ARROW);
        writer.setDaemon(true);
        writer.start();
    }

    /** Shows lines, one after the other. A blank first line is left out after a blank last line. */
    void print(String... lines) {
        turn.lock();
        try {
            boolean skipsFirst = endsBlank && lines[0].isEmpty();
            endsBlank = lines[lines.length - 1].isEmpty();
            put(Stream.of(lines)
                    .skip(skipsFirst ? 1 : 0)
                    .map(line -> line(line) + System.lineSeparator())
                    .collect(Collectors.joining()));
        } finally {
            turn.unlock();
        }
    }

    /** Shows a question and stays on its line. */
    void prompt(String question) {
        turn.lock();
        try {
            endsBlank = false;
            put(line(question) + " ");
        } finally {
            turn.unlock();
        }
    }

    /** What the task prints comes before what others have to say meanwhile; they wait. */
    <T> T inOneGo(Supplier<T> task) {
        turn.lock();
        try {
            return task.get();
        } finally {
            turn.unlock();
        }
    }

    private String line(String text) {
        String safe = Printable.text(text);
        return showsArrow ? safe : safe.replace(ARROW, "->");
    }

    private void put(String block) {
        if (leftOut > 0 && waiting.offer("(" + leftOut + " messages are not shown)" + System.lineSeparator())) {
            leftOut = 0;
        }
        if (!waiting.offer(block)) {
            leftOut++;
        }
    }

    private void writeAll() {
        try {
            while (true) {
                write(waiting.take());
            }
        } catch (InterruptedException e) {
            // Closing: what waits is still written.
        }
        for (String block = waiting.poll(); block != null; block = waiting.poll()) {
            write(block);
        }
    }

    private void write(String block) {
        terminal.output().print(block);
        if (waiting.isEmpty()) {
            terminal.output().flush();
        }
    }

    /** Writes what waits, within a bound. Idempotent. */
    @Override
    public void close() {
        writer.interrupt();
        try {
            writer.join(CLOSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
