package io.micropay.reference.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micropay.ClassicClient;
import io.micropay.classic.ClassicCertificates;
import io.micropay.error.OrderRejectedException;
import io.micropay.model.StatusCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The real program with the classic dialect switched on. */
@Timeout(120)
@DisabledOnOs(OS.WINDOWS)
class ClassicServerIT {
    private static final int EXIT_SECONDS = 15;

    @TempDir
    private Path directory;

    private ClassicClient connect(int port) {
        return ClassicClient.builder("127.0.0.1", port, ClassicCertificates.in(directory.resolve("certs")))
                .connect();
    }

    private ProgramRun start() throws Exception {
        return ProgramRun.start(directory, "", "0", "3", "-s", "--classic", "--classic-max-day", "2000");
    }

    @Test
    void classicClients_pay_withinTheirCap_alsoAcrossAPowerFailure() throws Exception {
        try (ProgramRun run = start()) {
            int port = run.awaitPort();
            run.output().await("WARNING: clients of the classic dialect are served\\..*");
            try (ClassicClient alice = connect(port);
                    ClassicClient bob = connect(port)) {
                alice.register("alice");
                bob.register("bob");
                alice.login("alice", 0);
                run.output().await("→ \\[alice#\\d+\\] from 127\\.0\\.0\\.1@\\d+\n\nUpdated!\nOnline num: 1");
                bob.login("bob", 0);
                alice.pay("bob", 1500);
                run.output().await("→ \\[TRANSACTION\\] from 127\\.0\\.0\\.1@\\d+\n\n→ \\[alice#1500#bob\\] from .*");
                run.kill();
            }
        }
        try (ProgramRun run = start()) {
            int port = run.awaitPort();
            try (ClassicClient alice = connect(port);
                    ClassicClient bob = connect(port)) {
                assertThat(alice.login("alice", 0).balance()).isEqualTo(8500);
                bob.login("bob", 0);
                assertThatThrownBy(() -> alice.pay("bob", 501))
                        .isInstanceOfSatisfying(
                                OrderRejectedException.class,
                                e -> assertThat(e.status()).isEqualTo(StatusCode.TRANSFER_FAILED));
                alice.pay("bob", 500);
                assertThat(bob.list().balance()).isEqualTo(12_000);
            }
            run.output().await("bob logged out\\.");
            run.signal("TERM");
            assertThat(run.awaitExit(EXIT_SECONDS)).isZero();
            assertThat(run.errors().toString())
                    .matches("\\S+ WARN +\\S+ - a payment of 501 by alice is above its cap\n");
        }
    }
}
