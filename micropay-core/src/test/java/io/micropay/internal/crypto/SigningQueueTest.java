package io.micropay.internal.crypto;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.micropay.keys.KeyMaterial;
import io.micropay.keys.TestKeys;
import io.micropay.model.BatchSignature;
import io.micropay.model.Bytes;
import java.nio.ByteBuffer;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SigningQueueTest {
    private final GatedKeys keys = new GatedKeys(TestKeys.one());
    private final SigningQueue queue = new SigningQueue(new BatchSigner(keys, SigningContext.ORDER));
    private final List<Caller> callers = new ArrayList<>();

    @AfterEach
    void releaseEverybody() throws InterruptedException {
        keys.gate.countDown();
        for (Caller caller : callers) {
            caller.thread.join();
        }
    }

    @Test
    void sign_byOneCaller_signsOneStatementAtOnce() {
        keys.gate.countDown();
        BatchSignature signature = queue.sign(statement(1));

        assertThat(signature.treeSize()).isEqualTo(1);
        assertThat(signature.auditPath()).isEmpty();
        verify(1, signature);
        assertThat(keys.uses).hasValue(1);
    }

    @Test
    void sign_whileASignatureIsBeingMade_sharesTheNextOne() throws Exception {
        Caller first = callAndHoldSigning();
        List<Caller> others = callAndAwaitQueued(30);

        keys.gate.countDown();

        assertThat(first.task.get().treeSize()).isEqualTo(1);
        Set<Integer> places = new HashSet<>();
        for (Caller caller : others) {
            assertThat(caller.task.get().treeSize()).isEqualTo(30);
            places.add(caller.task.get().leafIndex());
            verify(caller.number, caller.task.get());
        }
        assertThat(places).hasSize(30);
        assertThat(keys.uses).hasValue(2);
    }

    @Test
    void sign_byMoreCallersThanABatchHolds_makesAnotherBatch() throws Exception {
        callAndHoldSigning();
        List<Caller> others = callAndAwaitQueued(300);

        keys.gate.countDown();

        int inFirstBatch = 0;
        for (Caller caller : others) {
            verify(caller.number, caller.task.get());
            assertThat(caller.task.get().treeSize()).isIn(256, 44);
            inFirstBatch += caller.task.get().treeSize() == 256 ? 1 : 0;
        }
        assertThat(inFirstBatch).isEqualTo(256);
        assertThat(keys.uses).hasValue(3);
    }

    @Test
    void sign_byManyAtOnce_givesEachItsOwnValidSignature() throws Exception {
        keys.gate.countDown();
        List<Caller> all = IntStream.range(0, 64).mapToObj(this::call).toList();

        for (Caller caller : all) {
            verify(caller.number, caller.task.get());
        }
        assertThat(keys.uses.get()).isBetween(1, 64);
    }

    /** What the key says reaches everybody whose statement it was to sign, and the next statement is signed again. */
    @Test
    void sign_whenTheKeyFails_tellsEverybodyInTheBatchAndRecovers() throws Exception {
        callAndHoldSigning();
        List<Caller> others = callAndAwaitQueued(5);
        keys.failing = true;

        keys.gate.countDown();

        for (Caller caller : callers) {
            assertThatThrownBy(caller.task::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasRootCauseMessage("the key is away");
        }
        assertThat(others).hasSize(5);
        keys.failing = false;
        verify(7, queue.sign(statement(7)));
    }

    private Caller callAndHoldSigning() throws InterruptedException {
        Caller first = call(1_000);
        assertThat(keys.entered.await(30, SECONDS)).isTrue();
        return first;
    }

    /** Callers that are all parked behind the signature that is being made: their statements are in the queue then. */
    private List<Caller> callAndAwaitQueued(int count) {
        List<Caller> others = IntStream.range(0, count).mapToObj(this::call).toList();
        await().until(() -> others.stream().allMatch(caller -> caller.thread.getState() == Thread.State.WAITING));
        return others;
    }

    private Caller call(int number) {
        FutureTask<BatchSignature> task = new FutureTask<>(() -> queue.sign(statement(number)));
        Caller caller = new Caller(number, task, new Thread(task, "caller " + number));
        callers.add(caller);
        caller.thread.start();
        return caller;
    }

    private record Caller(int number, FutureTask<BatchSignature> task, Thread thread) {}

    private static Bytes statement(int number) {
        return Bytes.of(ByteBuffer.allocate(4).putInt(number).array());
    }

    private static void verify(int number, BatchSignature signature) {
        new BatchVerifier()
                .verify(
                        SigningContext.ORDER,
                        PublicKeyHandle.of(TestKeys.one().certificate()),
                        statement(number),
                        signature);
    }

    /** Holds every signature until the gate is open, and counts them. */
    private static final class GatedKeys implements KeyMaterial {
        final CountDownLatch entered = new CountDownLatch(1);
        final CountDownLatch gate = new CountDownLatch(1);
        final AtomicInteger uses = new AtomicInteger();
        volatile boolean failing;
        private final KeyMaterial keys;

        GatedKeys(KeyMaterial keys) {
            this.keys = keys;
        }

        @Override
        public List<X509Certificate> certificateChain() {
            return keys.certificateChain();
        }

        @Override
        public PrivateKey privateKey() {
            uses.incrementAndGet();
            entered.countDown();
            try {
                assertThat(gate.await(60, SECONDS)).isTrue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            if (failing) {
                throw new IllegalStateException("the key is away");
            }
            return keys.privateKey();
        }
    }
}
