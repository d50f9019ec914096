package io.micropay.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.micropay.error.AuthenticationException;
import io.micropay.keys.KeyMaterial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ClassicCertificatesTest {
    /** All at the same time, however few processors there are. */
    private static final Executor THREADS = task -> new Thread(task).start();

    private static final Clock CLOCK = Clock.systemUTC();

    @TempDir
    Path directory;

    private ClassicCertificates certificates() {
        return ClassicCertificates.in(directory);
    }

    private Path bundle() {
        return directory.resolve("CA.pem");
    }

    @Test
    void create_always_writesThePairAndTheBundle() throws IOException {
        KeyMaterial keys = certificates().create("9dZ9j", CLOCK);

        assertThat(certificates().trusted()).containsExactly(keys.certificate());
        assertThat(keys.certificate().getSubjectX500Principal().toString())
                .isEqualTo("EMAILADDRESS=9dZ9j_client@icheft, CN=localhost, OU=IM, O=NTU, L=TPE, ST=Taiwan, C=TW");
        assertThat(keys.certificate().getSigAlgName()).isEqualTo("SHA256withRSA");
        assertThat(keys.certificate().getBasicConstraints()).isEqualTo(-1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve("9dZ9j_client.key"))))
                .isEqualTo("rw-------");
        assertThat(directory.resolve("9dZ9j_client.crt")).exists();
    }

    @Test
    void delete_afterCreate_leavesNothingOfIt() {
        KeyMaterial other = certificates().create("other", CLOCK);
        certificates().create("9dZ9j", CLOCK);
        certificates().delete("9dZ9j");

        assertThat(certificates().trusted()).containsExactly(other.certificate());
        assertThat(directory.resolve("9dZ9j_client.key")).doesNotExist();
        assertThat(directory.resolve("9dZ9j_client.crt")).doesNotExist();
    }

    @Test
    void trusted_withoutABundle_isNobody() {
        assertThat(certificates().trusted()).isEmpty();
        assertThat(ClassicCertificates.in(directory.resolve("not there")).trusted())
                .isEmpty();
    }

    @Test
    void regenerate_withDamagedCertificates_keepsTheOthersInNameOrder() throws IOException {
        KeyMaterial first = certificates().create("a", CLOCK);
        KeyMaterial last = certificates().create("z", CLOCK);
        String whole = Files.readString(directory.resolve("a_client.crt"));
        Files.writeString(directory.resolve("m_client.crt"), whole.substring(0, whole.length() / 2));
        Files.writeString(directory.resolve("n_client.crt"), whole.replace('A', 'B'));
        Files.writeString(directory.resolve("o_client.crt"), "");
        Files.createDirectory(directory.resolve("p_client.crt"));

        certificates().regenerate();

        assertThat(certificates().trusted()).containsExactly(first.certificate(), last.certificate());
    }

    @Test
    void trusted_withADamagedBundle_isWhoeverCanBeRead() throws IOException {
        KeyMaterial first = certificates().create("a", CLOCK);
        String text = Files.readString(bundle());
        Files.writeString(bundle(), text + text.substring(0, text.length() - 100));

        assertThat(certificates().trusted()).containsExactly(first.certificate());
    }

    @Test
    void requireTrusted_ofACertificateThatTheBundleLost_mendsTheBundle() throws IOException {
        X509Certificate lost = certificates().create("lost", CLOCK).certificate();
        Files.writeString(bundle(), "");

        assertThatCode(() -> certificates().requireTrusted(lost, CLOCK)).doesNotThrowAnyException();
        assertThat(certificates().trusted()).containsExactly(lost);
    }

    @Test
    void requireTrusted_ofACertificateThatIsStillBeingWritten_waits(@TempDir Path elsewhere) throws Exception {
        X509Certificate late =
                ClassicCertificates.in(elsewhere).create("late", CLOCK).certificate();
        CompletableFuture<Void> judged =
                CompletableFuture.runAsync(() -> certificates().requireTrusted(late, CLOCK));

        Files.copy(elsewhere.resolve("late_client.crt"), directory.resolve("late_client.crt"));

        assertThat(judged).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void requireTrusted_ofAStranger_isRefused(@TempDir Path elsewhere) {
        X509Certificate own = certificates().create("same", CLOCK).certificate();
        X509Certificate stranger =
                ClassicCertificates.in(elsewhere).create("same", CLOCK).certificate();

        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> certificates().requireTrusted(stranger, CLOCK))
                .withMessageContaining("same_client@icheft")
                .withMessageContaining("CA.pem");
        assertThat(certificates().trusted()).containsExactly(own);
    }

    @Test
    void requireTrusted_outsideOfItsValidity_isRefused() {
        X509Certificate own = certificates().create("own", CLOCK).certificate();

        for (Duration offset : List.of(Duration.ofHours(25), Duration.ofHours(-1))) {
            assertThatExceptionOfType(AuthenticationException.class)
                    .isThrownBy(() -> certificates().requireTrusted(own, Clock.offset(CLOCK, offset)))
                    .withMessageContaining("valid from");
        }
    }

    @Test
    void create_byManyAtOnce_losesNobodyAndTheBundleIsAlwaysWhole() throws IOException {
        int count = 6;
        X509Certificate first = certificates().create("first", CLOCK).certificate();
        AtomicBoolean done = new AtomicBoolean();
        CompletableFuture<Integer> looking = CompletableFuture.supplyAsync(
                () -> {
                    int looks = 0;
                    while (!done.get()) {
                        assertThat(certificates().trusted()).contains(first);
                        looks++;
                    }
                    return looks;
                },
                THREADS);
        List<CompletableFuture<KeyMaterial>> making = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            String id = "id" + number;
            making.add(CompletableFuture.supplyAsync(
                    () -> ClassicCertificates.in(directory).create(id, CLOCK), THREADS));
        }
        List<X509Certificate> made = making.stream()
                .map(CompletableFuture::join)
                .map(KeyMaterial::certificate)
                .toList();
        done.set(true);

        assertThat(looking.join()).isPositive();
        assertThat(certificates().trusted()).hasSize(count + 1).contains(first).containsAll(made);
    }

    /** Whoever opened that would wait for somebody who writes. */
    @Test
    @Timeout(20)
    void regenerate_besideANamedPipe_passesItOver() throws Exception {
        ClassicCertificates.in(directory).create("first", CLOCK);
        Process pipe = new ProcessBuilder("mkfifo", directory.resolve("zz.crt").toString()).start();
        assumeTrue(pipe.waitFor() == 0, "no mkfifo here");
        certificates().regenerate();
        assertThat(certificates().trusted()).hasSize(1);
    }

    /** As when the directory belongs to several users, and the first one's lock is not for the others. */
    @Test
    void regenerate_withoutATurn_writesAllTheSame() throws Exception {
        ClassicCertificates.in(directory).create("first", CLOCK);
        Path lock;
        try (Stream<Path> files = Files.list(directory)) {
            lock = files.filter(file -> String.valueOf(file.getFileName()).endsWith(".lock"))
                    .findFirst()
                    .orElseThrow();
        }
        Files.delete(lock);
        Files.createDirectory(lock);
        ClassicCertificates.in(directory).create("secnd", CLOCK);
        assertThat(certificates().trusted()).hasSize(2);
    }

    @Test
    void regenerate_byManyAtOnce_losesNobody(@TempDir Path elsewhere) throws Exception {
        int count = 8;
        List<String> names = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            ClassicCertificates.in(elsewhere).create("id" + number, CLOCK);
            names.add("id" + number + "_client.crt");
        }
        ExecutorService threads = Executors.newFixedThreadPool(count);
        try {
            for (int round = 0; round < 25; round++) {
                for (String name : names) {
                    Files.deleteIfExists(directory.resolve(name));
                }
                CyclicBarrier together = new CyclicBarrier(count);
                List<Future<Path>> writing = new ArrayList<>();
                for (String name : names) {
                    writing.add(threads.submit(() -> {
                        together.await();
                        Path copy = Files.copy(elsewhere.resolve(name), directory.resolve(name));
                        certificates().regenerate();
                        return copy;
                    }));
                }
                for (Future<Path> written : writing) {
                    assertThat(written).succeedsWithin(Duration.ofSeconds(20));
                }
                assertThat(certificates().trusted()).hasSize(count);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void create_withAnIdThatIsNoName_isRefused() {
        for (String id : List.of("", "a/b", "..", "a b", "x".repeat(33))) {
            assertThatIllegalArgumentException().isThrownBy(() -> certificates().create(id, CLOCK));
        }
        assertThat(certificates().freeId()).matches("[0-9A-Za-z]{5}");
    }
}
