package io.micropay.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micropay.error.AuthenticationException;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.TestKeys;
import io.micropay.model.BatchSignature;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.KeyId;
import io.micropay.model.StatusCode;
import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.stream.Stream;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** {@code verify(sign(x))} holds, and nothing else does. */
class BatchSignatureProperties {
    private static final Digest LINK = Sha256.digest(Bytes.of((byte) 7));
    private static final int STATEMENT_SIZE = 90;

    private final BatchVerifier verifier = new BatchVerifier();

    @Property(tries = 40)
    void verify_ofEverySignedStatement_holdsAndNamesTheCheckpoint(
            @ForAll SigningContext context,
            @ForAll @Size(min = 1, max = 40) List<byte[]> contents,
            @ForAll boolean freshVerifier) {
        List<Bytes> statements = contents.stream().map(Bytes::of).toList();
        BatchSigner.SignedBatch batch = sign(context, TestKeys.one(), statements);

        BatchVerifier used = freshVerifier ? new BatchVerifier() : verifier;
        for (int i = 0; i < statements.size(); i++) {
            BatchSignature signature = batch.signatures().get(i);
            assertThat(used.verify(context, key(TestKeys.one()), statements.get(i), signature))
                    .isEqualTo(batch.digest());
            assertThat(signature.leafIndex()).isEqualTo(i);
            assertThat(signature.signer()).isEqualTo(TestKeys.one().keyId());
        }
    }

    @Property(tries = 25, edgeCases = EdgeCasesMode.NONE)
    void verify_ofAnyOtherStatementContextKeyOrPlace_isRefused(
            @ForAll SigningContext context, @ForAll @IntRange(min = 1, max = 12) int size, @ForAll long seed) {
        List<Bytes> statements = statements(size, seed);
        BatchSigner.SignedBatch batch = sign(context, TestKeys.one(), statements);
        BatchSigner.SignedBatch sameByTwo = sign(context, TestKeys.two(), statements);

        for (int i = 0; i < size; i++) {
            BatchSignature signature = batch.signatures().get(i);
            Bytes statement = statements.get(i);
            accept(context, statement, signature); // From here on the verifier remembers the root.
            for (int other = 0; other < size; other++) {
                if (other != i) {
                    refuse(context, TestKeys.one(), statements.get(other), signature);
                    refuse(
                            context,
                            TestKeys.one(),
                            statement,
                            batch.signatures().get(other));
                }
            }
            for (SigningContext other : SigningContext.values()) {
                if (other != context) {
                    refuse(other, TestKeys.one(), statement, signature);
                    refuse(other, TestKeys.one(), statement, with(signature).previous(toggled(signature)));
                }
            }
            refuse(context, TestKeys.two(), statement, signature);
            refuse(
                    context,
                    TestKeys.two(),
                    statement,
                    with(signature).signer(TestKeys.two().keyId()));
            refuse(context, TestKeys.one(), statement, sameByTwo.signatures().get(i));
            refuse(
                    context,
                    TestKeys.one(),
                    statement,
                    with(sameByTwo.signatures().get(i)).signer(TestKeys.one().keyId()));
            refuse(context, TestKeys.one(), statement, with(signature).previous(toggled(signature)));
            refuse(context, TestKeys.one(), Bytes.EMPTY, signature);
        }
    }

    @Property(tries = 4, edgeCases = EdgeCasesMode.NONE)
    void verify_ofEveryTruncationAndBitFlipOfAStatement_isRefused(
            @ForAll @IntRange(min = 1, max = 9) int size, @ForAll long seed) {
        List<Bytes> statements = statements(size, seed);
        int index = Math.floorMod(seed, size);
        BatchSignature signature = sign(SigningContext.ORDER, TestKeys.one(), statements)
                .signatures()
                .get(index);
        byte[] bytes = statements.get(index).toByteArray();
        accept(SigningContext.ORDER, statements.get(index), signature);

        for (int length = 0; length < bytes.length; length++) {
            refuse(SigningContext.ORDER, TestKeys.one(), Bytes.of(Arrays.copyOf(bytes, length)), signature);
        }
        refuse(SigningContext.ORDER, TestKeys.one(), Bytes.of(Arrays.copyOf(bytes, bytes.length + 1)), signature);
        flips(Bytes.of(bytes)).forEach(flipped -> refuse(SigningContext.ORDER, TestKeys.one(), flipped, signature));
    }

    @Property(tries = 4, edgeCases = EdgeCasesMode.NONE)
    void verify_ofEveryChangeOfEveryPartOfASignature_isRefused(
            @ForAll @IntRange(min = 2, max = 9) int size, @ForAll long seed) {
        SigningContext context = SigningContext.CHECKPOINT;
        List<Bytes> statements = statements(size, seed);
        int index = Math.floorMod(seed, size);
        Bytes statement = statements.get(index);
        BatchSignature signature =
                sign(context, TestKeys.one(), statements).signatures().get(index);
        accept(context, statement, signature);
        Consumer<BatchSignature> refused = changed -> refuse(context, TestKeys.one(), statement, changed);

        flips(signature.signer().bytes())
                .forEach(flipped -> refused.accept(with(signature).signer(KeyId.of(flipped))));
        flips(LINK.bytes())
                .forEach(flipped -> refused.accept(with(signature).previous(Optional.of(new Digest(flipped)))));
        refused.accept(with(signature).previous(Optional.of(Digest.NONE)));
        for (int other = 1; other <= 300; other++) {
            if (other != size && index < other) {
                refused.accept(with(signature).treeSize(other));
            }
        }
        for (int other = 0; other < size; other++) {
            if (other != index) {
                refused.accept(with(signature).leafIndex(other));
            }
        }
        for (int i = 0; i < signature.auditPath().size(); i++) {
            int place = i;
            flips(signature.auditPath().get(i).bytes())
                    .forEach(flipped -> refused.accept(with(signature).pathAt(place, new Digest(flipped))));
            List<Digest> swapped = new ArrayList<>(signature.auditPath());
            swapped.remove(i);
            refused.accept(with(signature).path(swapped));
            swapped.add(i, signature.auditPath().get(i));
            swapped.add(i, signature.auditPath().get(i));
            refused.accept(with(signature).path(swapped));
        }
        flips(signature.signature())
                .forEach(flipped -> refused.accept(with(signature).signature(flipped)));
        byte[] bytes = signature.signature().toByteArray();
        for (int length = 0; length <= bytes.length + 1; length++) {
            if (length != bytes.length) {
                refused.accept(with(signature).signature(Bytes.of(Arrays.copyOf(bytes, length))));
            }
        }
        byte[] zeroAhead = new byte[bytes.length + 1];
        signature.signature().copyTo(zeroAhead, 1);
        refused.accept(with(signature).signature(Bytes.of(zeroAhead)));
        accept(context, statement, signature);
    }

    /** s and s + n are the same to a careless verifier. */
    @Example
    void verify_ofASignatureNotReducedByTheModulus_isRefused() {
        BigInteger modulus = key(TestKeys.one()).key().getModulus();
        Bytes statement = Bytes.of((byte) 1);
        BatchSigner signer = new BatchSigner(TestKeys.one(), SigningContext.ORDER);
        BigInteger ceiling = BigInteger.ONE.shiftLeft(2048);
        int tried = 0;
        while (tried < 3) {
            BatchSignature signature = signer.sign(statement);
            BigInteger plusModulus = new BigInteger(1, signature.signature().toByteArray()).add(modulus);
            byte[] bytes = plusModulus.toByteArray();
            boolean fits = plusModulus.compareTo(ceiling) < 0;
            byte[] all = fits ? Arrays.copyOfRange(bytes, bytes.length - 256, bytes.length) : bytes;
            refuse(
                    SigningContext.ORDER,
                    TestKeys.one(),
                    statement,
                    with(signature).signature(Bytes.of(all)));
            tried++;
        }
    }

    @Example
    void verify_ofACheckpointWithoutPrevious_isRefused() {
        Bytes statement = Bytes.of((byte) 1);
        BatchSignature unchained = new BatchSigner(TestKeys.one(), SigningContext.CHECKPOINT).sign(statement);
        BatchSignature chained = new BatchSigner(TestKeys.one(), SigningContext.ORDER)
                .sign(List.of(statement), Optional.of(LINK))
                .signatures()
                .get(0);

        refuse(SigningContext.CHECKPOINT, TestKeys.one(), statement, unchained);
        refuse(SigningContext.ORDER, TestKeys.one(), statement, chained);
    }

    @Example
    void digest_ofABatch_changesWithEachOfItsParts() {
        List<Bytes> statements = statements(3, 1);
        BatchSigner signer = new BatchSigner(TestKeys.one(), SigningContext.CHECKPOINT);
        Optional<Digest> link = Optional.of(LINK);

        Digest digest = signer.sign(statements, link).digest();
        assertThat(signer.sign(statements, link).digest()).isEqualTo(digest);
        assertThat(signer.sign(statements, Optional.of(Digest.NONE)).digest()).isNotEqualTo(digest);
        assertThat(signer.sign(statements.subList(0, 2), link).digest()).isNotEqualTo(digest);
        assertThat(new BatchSigner(TestKeys.one(), SigningContext.ORDER)
                        .sign(statements, link)
                        .digest())
                .isNotEqualTo(digest);
    }

    @Example
    void verify_ofAWholeBatch_costsOneRsaOperation() {
        List<Bytes> statements = statements(20, 3);
        List<BatchSignature> signatures =
                sign(SigningContext.ORDER, TestKeys.one(), statements).signatures();
        CountingKey counting = new CountingKey(key(TestKeys.one()).key());
        PublicKeyHandle handle = new PublicKeyHandle(
                key(TestKeys.one()).id(), key(TestKeys.one()).encoded(), counting);

        verifier.verify(SigningContext.ORDER, handle, statements.get(0), signatures.get(0));
        int usesForOne = counting.uses.get();
        for (int i = 0; i < statements.size(); i++) {
            verifier.verify(SigningContext.ORDER, handle, statements.get(i), signatures.get(i));
        }

        assertThat(usesForOne).isPositive();
        assertThat(counting.uses).hasValue(usesForOne);
        refuse(SigningContext.ORDER, TestKeys.one(), statements.get(1), signatures.get(0));
        assertThat(catchThrowable(() -> verifier.verify(
                        SigningContext.ORDER,
                        handle,
                        statements.get(0),
                        with(signatures.get(0))
                                .signature(flips(signatures.get(0).signature())
                                        .findFirst()
                                        .orElseThrow()))))
                .isInstanceOf(AuthenticationException.class);
        assertThat(counting.uses).hasValueGreaterThan(usesForOne);
    }

    /** Says how often it is used: every verification asks for the modulus. */
    private static final class CountingKey implements RSAPublicKey {
        private static final long serialVersionUID = 1L;

        private final RSAPublicKey key;
        private final AtomicInteger uses = new AtomicInteger();

        CountingKey(RSAPublicKey key) {
            this.key = key;
        }

        @Override
        public BigInteger getModulus() {
            uses.incrementAndGet();
            return key.getModulus();
        }

        @Override
        public BigInteger getPublicExponent() {
            return key.getPublicExponent();
        }

        @Override
        public String getAlgorithm() {
            return key.getAlgorithm();
        }

        @Override
        public String getFormat() {
            return key.getFormat();
        }

        @Override
        public byte[] getEncoded() {
            return key.getEncoded();
        }
    }

    private void accept(SigningContext context, Bytes statement, BatchSignature signature) {
        assertThatCode(() -> verifier.verify(context, key(TestKeys.one()), statement, signature))
                .doesNotThrowAnyException();
    }

    /** By the verifier that remembers, and with the one error. */
    private void refuse(SigningContext context, KeyMaterial keys, Bytes statement, BatchSignature signature) {
        Throwable thrown = catchThrowable(() -> verifier.verify(context, key(keys), statement, signature));
        if (!(thrown instanceof AuthenticationException refusal)
                || refusal.status() != StatusCode.SIGNATURE_INVALID
                || refusal.getCause() != null
                || !"a signature does not verify".equals(refusal.getMessage())) {
            throw new AssertionError("not refused as it should be: " + statement + " " + signature, thrown);
        }
    }

    private static BatchSigner.SignedBatch sign(SigningContext context, KeyMaterial keys, List<Bytes> statements) {
        Optional<Digest> previous = context == SigningContext.CHECKPOINT ? Optional.of(LINK) : Optional.empty();
        return new BatchSigner(keys, context).sign(statements, previous);
    }

    private static Optional<Digest> toggled(BatchSignature signature) {
        return signature.previous().isPresent() ? Optional.empty() : Optional.of(LINK);
    }

    private static PublicKeyHandle key(KeyMaterial keys) {
        return PublicKeyHandle.of(keys.certificate());
    }

    private static List<Bytes> statements(int count, long seed) {
        Random random = new Random(seed);
        return Stream.generate(() -> {
                    byte[] statement = new byte[STATEMENT_SIZE];
                    random.nextBytes(statement);
                    return Bytes.of(statement);
                })
                .limit(count)
                .toList();
    }

    private static Stream<Bytes> flips(Bytes bytes) {
        return Stream.iterate(0, bit -> bit < 8 * bytes.size(), bit -> bit + 1).map(bit -> {
            byte[] flipped = bytes.toByteArray();
            flipped[bit / 8] ^= (byte) (1 << bit % 8);
            return Bytes.of(flipped);
        });
    }

    private static Change with(BatchSignature signature) {
        return new Change(signature);
    }

    /** Copies of a signature with one part changed. */
    private record Change(BatchSignature from) {
        BatchSignature signer(KeyId signer) {
            return new BatchSignature(
                    signer, from.previous(), from.treeSize(), from.leafIndex(), from.auditPath(), from.signature());
        }

        BatchSignature previous(Optional<Digest> previous) {
            return new BatchSignature(
                    from.signer(), previous, from.treeSize(), from.leafIndex(), from.auditPath(), from.signature());
        }

        BatchSignature treeSize(int size) {
            return new BatchSignature(
                    from.signer(), from.previous(), size, from.leafIndex(), from.auditPath(), from.signature());
        }

        BatchSignature leafIndex(int index) {
            return new BatchSignature(
                    from.signer(), from.previous(), from.treeSize(), index, from.auditPath(), from.signature());
        }

        BatchSignature path(List<Digest> path) {
            return new BatchSignature(
                    from.signer(), from.previous(), from.treeSize(), from.leafIndex(), path, from.signature());
        }

        BatchSignature pathAt(int place, Digest digest) {
            List<Digest> path = new ArrayList<>(from.auditPath());
            path.set(place, digest);
            return path(path);
        }

        BatchSignature signature(Bytes signature) {
            return new BatchSignature(
                    from.signer(), from.previous(), from.treeSize(), from.leafIndex(), from.auditPath(), signature);
        }
    }
}
