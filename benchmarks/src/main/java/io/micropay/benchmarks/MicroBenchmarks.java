package io.micropay.benchmarks;

import io.micropay.internal.crypto.BatchSigner;
import io.micropay.internal.crypto.BatchVerifier;
import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.crypto.SigningContext;
import io.micropay.internal.message.ClientMessage.Submit;
import io.micropay.internal.message.Message;
import io.micropay.internal.message.MessageCodec;
import io.micropay.model.BatchSignature;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.KeyId;
import io.micropay.model.SignedOrder;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The parts of settling an order that need no ledger and no network. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class MicroBenchmarks {
    private static final int RECEIPTS = 1024;

    private final List<Member> members = Member.generateAll(2);
    private final Member payer = members.get(0);
    private final KeyId server = members.get(1).accountKey().keyId();
    private final SignedOrder single =
            PreparedOrders.sign(members, server, 1, 1).ofPayer(0).get(0);
    private final List<SignedOrder> batch =
            PreparedOrders.sign(members, server, 32, 32).ofPayer(0);
    private final Submit submit = new Submit(List.of(single));
    private final Bytes encodedSubmit = MessageCodec.encode(submit);
    private final int submitType = MessageCodec.type(submit);
    private final BatchVerifier verifier = new BatchVerifier();
    private final List<Bytes> statements = Collections.nCopies(RECEIPTS, single.statement());
    private final BatchSigner signer = new BatchSigner(payer.accountKey(), SigningContext.CHECKPOINT);

    /** One signature of its own: an RSA operation each. */
    @Benchmark
    public Digest verifySingleOrder() {
        return verify(single);
    }

    /** One of 32 orders whose root was verified before: hashes only. */
    @Benchmark
    public Digest verifyOrderOfKnownBatch() {
        return verify(batch.get(1));
    }

    private Digest verify(SignedOrder order) {
        BatchSignature signature = order.signature();
        return verifier.verify(SigningContext.ORDER, payer.sessionHandle(), order.statement(), signature);
    }

    /** A session key as it comes from a store or a peer. */
    @Benchmark
    public PublicKeyHandle decodePublicKey() {
        return PublicKeyHandle.decode(payer.sessionHandle().encoded());
    }

    /** A request with one order to bytes. */
    @Benchmark
    public Bytes encodeSubmit() {
        return MessageCodec.encode(submit);
    }

    /** A request with one order from bytes. */
    @Benchmark
    public Message decodeSubmit() {
        return MessageCodec.decode(submitType, encodedSubmit);
    }

    /** A checkpoint over 1,024 receipts: the tree, all audit paths, one signature. */
    @Benchmark
    public BatchSigner.SignedBatch signCheckpoint() {
        return signer.sign(statements, Optional.of(Digest.NONE));
    }
}
