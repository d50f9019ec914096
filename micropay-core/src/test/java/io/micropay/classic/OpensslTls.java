package io.micropay.classic;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Predicate;

/** A running {@code openssl s_client} or {@code s_server}: its bytes, its trace and its end. */
final class OpensslTls implements AutoCloseable {
    /** Both programs: quiet on standard output, which then has nothing but texts, and the trace on standard error. */
    private static final List<String> COMMON = List.of("-quiet", "-no_ign_eof", "-msg", "-msgfile", "/dev/stderr");

    private final Process process;
    private final List<String> command;
    private final Awaited state = new Awaited();
    private final TlsTrace trace = new TlsTrace();
    private final ByteArrayOutputStream received = new ByteArrayOutputStream();
    private final Thread output;
    private final Thread errors;
    private int taken;
    private boolean isOutputOver;
    private boolean areErrorsOver;

    OpensslTls(String program, List<String> arguments) {
        command = new ArrayList<>(List.of(program));
        command.addAll(COMMON);
        command.addAll(arguments);
        process = OpensslTool.start(command);
        output = OpensslTool.startDaemon("openssl " + program, this::pumpOutput);
        errors = OpensslTool.startDaemon("openssl " + program + " trace", this::pumpErrors);
    }

    /** Waits for something in the trace, or for the end of the program; returns whether the former came. */
    boolean await(Predicate<TlsTrace> condition, Duration patience) {
        state.await(() -> condition.test(trace) || areErrorsOver, patience);
        return look(condition::test);
    }

    /** Looks at the trace while nobody changes it. */
    <T> T look(Function<TlsTrace, T> question) {
        List<T> answer = new ArrayList<>();
        state.change(() -> answer.add(question.apply(trace)));
        return answer.get(0);
    }

    /** Hands bytes over in one piece, of at most a pipe's 4,096 bytes: openssl makes one record of them. */
    void write(byte[] bytes) {
        try {
            process.getOutputStream().write(bytes);
            process.getOutputStream().flush();
        } catch (IOException e) {
            throw new UncheckedIOException(describe("takes no more bytes"), e);
        }
    }

    /** The next bytes that came, in this number. */
    byte[] read(int size, Duration patience) {
        state.await(() -> received.size() - taken >= size || isOutputOver, patience);
        byte[] next = look(
                unused -> Arrays.copyOfRange(received.toByteArray(), taken, Math.min(taken + size, received.size())));
        if (next.length < size) {
            throw new AssertionError(
                    describe("gave " + next.length + " bytes instead of " + size + " within " + patience));
        }
        taken += size;
        return next;
    }

    /** Whether everything that came has been read. */
    boolean isReadOut() {
        return look(unused -> taken == received.size());
    }

    /** Waits for the end of the program, which ends with its connection; returns whether it came. */
    boolean awaitEnd(Duration patience) {
        return state.await(() -> isOutputOver && areErrorsOver, patience);
    }

    /** Ends the connection orderly, by the end of the program's input. */
    void finish() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It has ended already.
        }
    }

    /** Kills the program, and waits until it is gone. */
    @Override
    public void close() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(OpensslTool.PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError(describe("survives its kill"));
            }
            output.join(OpensslTool.PATIENCE.toMillis());
            errors.join(OpensslTool.PATIENCE.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A failure's text: the command, what is wrong with it, and what openssl said. */
    String describe(String wrong) {
        String said = look(TlsTrace::diagnostics);
        return "openssl " + String.join(" ", command) + " " + wrong
                + (process.isAlive() ? "; it runs. " : "; it has ended. ") + said;
    }

    private void pumpOutput() {
        byte[] buffer = new byte[8192];
        try (InputStream stream = process.getInputStream()) {
            for (int size = stream.read(buffer); size >= 0; size = stream.read(buffer)) {
                int count = size;
                state.change(() -> received.write(buffer, 0, count));
            }
        } catch (IOException e) {
            // The program was killed while this thread read: its end is what the next line tells.
        }
        state.change(() -> isOutputOver = true);
    }

    private void pumpErrors() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String next = line;
                state.change(() -> trace.line(next));
            }
        } catch (IOException e) {
            // As above.
        }
        state.change(() -> areErrorsOver = true);
    }
}
