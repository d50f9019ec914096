package io.micropay.benchmarks;

import io.micropay.MicropayServer;
import io.micropay.keys.KeyMaterial;
import io.micropay.ledger.SqliteAccountStore;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A server in a process of its own, which {@link ServerProcess} starts and commands line by line: {@code round} begins
 * anew, with an empty ledger and the same key, and answers with its port; {@code cpu} answers with the process's CPU time
 * in nanoseconds. The end of its input ends it. Nothing but the ledger's file tells it from a server in use.
 */
final class BenchmarkServer {
    /** What answers begin with, so that a line of a profiler is not taken for one. */
    static final String ANSWER = "answer ";

    private static final int USERS = 10_000;

    private final Path directory;
    private final KeyMaterial keys;
    private @Nullable MicropayServer server;
    private @Nullable SqliteAccountStore store;
    private @Nullable Path file;

    private BenchmarkServer(Path directory) {
        this.directory = directory;
        this.keys = Ledgers.serverKey(directory);
    }

    /** Obeys until the input ends. */
    public static void main(String[] args) throws IOException {
        BenchmarkServer benchmark = new BenchmarkServer(Path.of(args[0]));
        BufferedReader commands = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String command = commands.readLine(); command != null; command = commands.readLine()) {
            System.out.println(
                    ANSWER + (command.equals("round") ? benchmark.begin() : String.valueOf(Stopwatch.cpuNanos())));
        }
        benchmark.end();
    }

    private String begin() {
        end();
        Path fresh = Ledgers.fresh(directory, "server");
        SqliteAccountStore opened = SqliteAccountStore.open(fresh);
        MicropayServer started = MicropayServer.builder(keys, opened)
                .bindAddress(InetAddress.getLoopbackAddress())
                .userLimit(USERS)
                .openingBalance(Ledgers.OPENING_BALANCE)
                .start();
        file = fresh;
        store = opened;
        server = started;
        return String.valueOf(started.port());
    }

    private void end() {
        if (server != null && store != null && file != null) {
            server.close();
            store.close();
            Ledgers.delete(file);
        }
        server = null;
    }
}
