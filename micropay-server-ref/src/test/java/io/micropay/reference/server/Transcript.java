package io.micropay.reference.server;

import java.io.Writer;
import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a program has printed so far, and a way to wait for what it prints next. */
final class Transcript extends Writer {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final ReentrantLock turn = new ReentrantLock();
    private final Condition grown = turn.newCondition();
    private final StringBuilder text = new StringBuilder();
    private int read;

    @Override
    public void write(char[] buffer, int offset, int length) {
        turn.lock();
        try {
            text.append(new String(buffer, offset, length).replace("\r\n", "\n"));
            grown.signalAll();
        } finally {
            turn.unlock();
        }
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}

    /** Waits until whole lines that match the expression, line breaks included, are there; goes on after them. */
    MatchResult await(String expression) {
        Pattern pattern = Pattern.compile("^(?:" + expression + ")$", Pattern.MULTILINE);
        long left = PATIENCE.toNanos();
        turn.lock();
        try {
            Matcher matcher = pattern.matcher(text);
            while (!matcher.find(read)) {
                if (left <= 0) {
                    throw new AssertionError("no line like <" + expression + "> after:\n" + text.substring(0, read)
                            + "=== in:\n" + text.substring(read));
                }
                left = grown.awaitNanos(left);
                matcher = pattern.matcher(text);
            }
            read = matcher.end();
            return matcher.toMatchResult();
        } catch (InterruptedException e) {
            throw new AssertionError("interrupted while waiting for <" + expression + ">", e);
        } finally {
            turn.unlock();
        }
    }

    /** Everything so far. */
    @Override
    public String toString() {
        turn.lock();
        try {
            return text.toString();
        } finally {
            turn.unlock();
        }
    }

    /** How long anything may take here, in milliseconds. */
    static long patienceMillis() {
        return PATIENCE.toMillis();
    }
}
