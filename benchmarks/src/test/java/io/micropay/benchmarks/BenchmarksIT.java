package io.micropay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs every benchmark with tiny numbers, to see that it runs; what it measures then means nothing. */
class BenchmarksIT {
    @TempDir
    Path directory;

    private Plan plan() {
        return new Plan(2, 128, 3, 1, 2, directory);
    }

    @Test
    void throughput_settlesEveryOrder_inProcessAndOverTls_andAuditsThem() throws Exception {
        Throughput throughput = new Throughput(plan());

        assertSane(throughput.settlement(), 15);
        assertSane(throughput.tls(), 14);
        assertSane(throughput.audit(), 7);
        assertSane(throughput.compare(Path.of(System.getProperty("java.class.path"))), 12);
        assertNoLedgerIsLeft();
    }

    @Test
    void latency_paysBetweenProcesses() throws Exception {
        assertSane(new Latency(plan()).measure(), 8);
        assertNoLedgerIsLeft();
    }

    @Test
    void micro_runs() {
        MicroBenchmarks micro = new MicroBenchmarks();

        assertThat(micro.verifySingleOrder()).isNotEqualTo(micro.verifyOrderOfKnownBatch());
        assertThat(micro.decodePublicKey()).isEqualTo(micro.decodePublicKey());
        assertThat(micro.encodeSubmit()).isNotNull();
        assertThat(micro.decodeSubmit()).isNotNull();
        assertThat(micro.signCheckpoint().signatures()).hasSize(1024);
    }

    private static void assertSane(Report report, int figures) {
        assertThat(report.figures()).hasSize(figures);
        // The clock of CPU time ticks every 10 ms, which is longer than some of these tiny rounds take.
        assertThat(report.figures())
                .filteredOn(figure -> !figure.toString().contains("CPU"))
                .hasSizeGreaterThan(figures / 2 - 1)
                .allSatisfy(figure -> {
                    assertThat(figure.min()).as(figure.toString()).isPositive().isFinite();
                    assertThat(figure.median()).isBetween(figure.min(), figure.max());
                });
    }

    private void assertNoLedgerIsLeft() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.contains(".db"));
        }
    }
}
