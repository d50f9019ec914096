package io.micropay.reference.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private final Transcript output = new Transcript();

    private Console console() {
        return new Console(TestTerminal.showing(output, StandardCharsets.UTF_8));
    }

    @Test
    void manyThreads_tearNoLinesApart() throws InterruptedException {
        int threads = 8;
        int blocks = 200;
        try (Console console = console()) {
            List<Thread> printers = IntStream.range(0, threads)
                    .mapToObj(thread -> new Thread(() -> IntStream.range(0, blocks)
                            .forEach(block -> console.print(
                                    thread + " " + block + " first", thread + " " + block + " second", ""))))
                    .toList();
            printers.forEach(Thread::start);
            for (Thread printer : printers) {
                printer.join();
            }
        }
        List<String> lines = output.toString().lines().toList();
        assertThat(lines).hasSize(3 * threads * blocks);
        for (int i = 0; i < lines.size(); i += 3) {
            assertThat(lines.get(i)).endsWith(" first");
            assertThat(lines.get(i + 1)).isEqualTo(lines.get(i).replace("first", "second"));
            assertThat(lines.get(i + 2)).isEmpty();
        }
    }

    @Test
    void escapeSequence_neverReachesTheTerminal() {
        try (Console console = console()) {
            console.print("from outside: \u001b[2J\nbrian logged out.");
        }
        assertThat(output).hasToString("from outside: \\u001b[2J\\u000abrian logged out.\n");
    }

    @Test
    void terminalWithoutArrows_showsThemInAscii() {
        try (Console console = new Console(TestTerminal.showing(output, StandardCharsets.US_ASCII))) {
            console.print("→ [List] from 127.0.0.1@47290");
        }
        assertThat(output).hasToString("-> [List] from 127.0.0.1@47290\n");
    }

    @Test
    void blankLineAfterBlankLine_isLeftOut() {
        try (Console console = console()) {
            console.print("one", "");
            console.print("", "two", "");
            console.print("three");
            console.print("", "four");
        }
        assertThat(output).hasToString("one\n\ntwo\n\nthree\n\nfour\n");
    }

    @Test
    void inOneGo_comesBeforeWhatOthersPrintMeanwhile() throws InterruptedException {
        try (Console console = console()) {
            CountDownLatch begun = new CountDownLatch(1);
            Thread other = new Thread(() -> {
                begun.countDown();
                console.print("→ Accepting new connection from:");
            });
            String port = console.inOneGo(() -> {
                other.start();
                awaitQuietly(begun);
                console.print("Server listening on port 8888");
                return "8888";
            });
            other.join();
            assertThat(port).isEqualTo("8888");
        }
        assertThat(output).hasToString("Server listening on port 8888\n→ Accepting new connection from:\n");
    }

    @Test
    void terminalThatIsHeldUp_holdsUpNobody_andIsToldWhatItMissed() {
        CountDownLatch resumed = new CountDownLatch(1);
        Writer heldUp = new Writer() {
            @Override
            public void write(char[] buffer, int offset, int length) {
                awaitQuietly(resumed);
                output.write(buffer, offset, length);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Terminal terminal = new Terminal(
                new BufferedReader(new StringReader("")),
                new PrintWriter(heldUp),
                new PrintWriter(heldUp),
                StandardCharsets.UTF_8,
                false);
        try (Console console = new Console(terminal)) {
            IntStream.range(0, 20_000).forEach(number -> console.print("line " + number));
            resumed.countDown();
            output.await("line 9999");
            console.print("news");
            output.await("\\((9999|10000) messages are not shown\\)\nnews");
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
