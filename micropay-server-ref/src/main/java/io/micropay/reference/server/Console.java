package io.micropay.reference.server;

import io.micropay.reference.server.notice.LogFormat;
import io.micropay.reference.server.notice.Notice;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Collectors;

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
    private final LogFormat format;
    private final Clock clock;
    private final boolean showsArrow;
    private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MAX_WAITING);
    private final ReentrantLock turn = new ReentrantLock();
    private final Thread writer = new Thread(this::writeAll, "micropay-console");
    private boolean endsBlank;
    private long leftOut;

    Console(Terminal terminal) {
        this(terminal, LogFormat.TEXT, Clock.systemUTC());
    }

    /** Says everything in one format; the time is for machines only. */
    Console(Terminal terminal, LogFormat format, Clock clock) {
        this.terminal = terminal;
        this.format = format;
        this.clock = clock;
        this.showsArrow = terminal.charset().newEncoder().canEncode(ARROW);
        writer.setDaemon(true);
        writer.start();
    }

    /** Shows lines, one after the other. A blank first line is left out after a blank last line. */
    void print(String... lines) {
        print(Notice.message(lines));
    }

    /** Shows a notice: its lines, or its fields. */
    void print(Notice notice) {
        turn.lock();
        try {
            put(format == LogFormat.JSON ? json(notice) : text(notice.lines()));
        } finally {
            turn.unlock();
        }
    }

    /** Shows a question and stays on its line. */
    void prompt(String question) {
        if (format == LogFormat.JSON) {
            print(Notice.of("question").with("message", question));
            return;
        }
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

    private String text(List<String> lines) {
        boolean skipsFirst = endsBlank && lines.get(0).isEmpty();
        endsBlank = lines.get(lines.size() - 1).isEmpty();
        return lines.stream()
                .skip(skipsFirst ? 1 : 0)
                .map(line -> line(line) + System.lineSeparator())
                .collect(Collectors.joining());
    }

    private String json(Notice notice) {
        return notice.json(clock.instant()) + System.lineSeparator();
    }

    private String line(String text) {
        String safe = Printable.text(text);
        return showsArrow ? safe : safe.replace(ARROW, "->");
    }

    private void put(String block) {
        if (leftOut > 0 && waiting.offer(leftOut())) {
            leftOut = 0;
        }
        if (!waiting.offer(block)) {
            leftOut++;
        }
    }

    private String leftOut() {
        return format == LogFormat.JSON
                ? json(Notice.of("left_out").with("messages", leftOut).warning())
                : "(" + leftOut + " messages are not shown)" + System.lineSeparator();
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
