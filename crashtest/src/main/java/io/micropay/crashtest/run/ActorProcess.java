package io.micropay.crashtest.run;

import io.micropay.crashtest.actor.Signals;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** A real process that runs an actor. */
final class ActorProcess {
    private final Process process;
    private final CountDownLatch ready = new CountDownLatch(1);
    private final Semaphore steps = new Semaphore(0);

    private ActorProcess(Process process) {
        this.process = process;
    }

    /** Starts a Java program with the class path of this one, and with what was learnt about starting it. */
    static ActorProcess start(Class<?> program, ClassArchive archive, Path errors, Object... arguments) {
        // The simple compiler alone starts in half the time. It is slow at making keys, but actors make none.
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-XX:-UsePerfData",
                "-Xmx256m"));
        command.addAll(archive.options());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(Redirect.appendTo(errors.toFile()))
                    .start();
            ActorProcess actor = new ActorProcess(process);
            Thread reader = new Thread(actor::readAll, "reads " + program.getSimpleName());
            reader.setDaemon(true);
            reader.start();
            return actor;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void readAll() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith(Signals.READY)) {
                    ready.countDown();
                } else if (line.equals(Signals.STEP)) {
                    steps.release();
                }
            }
        } catch (IOException e) {
            // The process is gone, which those who wait for it see by themselves.
        }
    }

    /** Waits until the process says that it is ready, or is gone, or too much time has passed. */
    boolean awaitReady(long millis) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (System.nanoTime() < deadline && process.isAlive()) {
            if (ready.await(100, TimeUnit.MILLISECONDS)) {
                return true;
            }
        }
        return ready.getCount() == 0;
    }

    /** Waits until the process has told of so many steps, or too much time has passed. */
    void awaitSteps(int count, long millis) throws InterruptedException {
        boolean isDone = steps.tryAcquire(count, millis, TimeUnit.MILLISECONDS);
        if (isDone) {
            steps.release(count);
        }
    }

    /** Waits for the process to end by itself. */
    boolean awaitEnd(long millis) throws InterruptedException {
        return process.waitFor(millis, TimeUnit.MILLISECONDS);
    }

    int exitCode() {
        return process.exitValue();
    }

    /** Ends it from outside, as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Ends its input, which asks it to stop in good order, and waits. */
    boolean stop(long millis) throws InterruptedException {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // It is gone already.
        }
        return awaitEnd(millis);
    }
}
