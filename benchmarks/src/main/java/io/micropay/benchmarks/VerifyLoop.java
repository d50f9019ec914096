package io.micropay.benchmarks;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Collections;

/** The limit of checking signatures: RSA-2048 PSS verifications with the platform's own API and nothing around them. */
final class VerifyLoop {
    private static final PSSParameterSpec PSS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

    private final KeyPair keys;
    private final byte[] content = ByteBuffer.allocate(60).array();
    private final byte[] value;

    VerifyLoop() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        keys = generator.generateKeyPair();
        value = sign();
    }

    /** Makes one signature: the limit of signing is how often a second that goes. */
    byte[] sign() throws GeneralSecurityException {
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.initSign(keys.getPrivate());
        signature.setParameter(PSS);
        signature.update(content);
        return signature.sign();
    }

    /** Verifies on each of several threads. */
    Rate run(int threads, int countOfEach) throws Exception {
        return Rate.of(
                threads * countOfEach,
                () -> Stopwatch.together(Collections.nCopies(threads, () -> verify(countOfEach))));
    }

    private void verify(int count) throws GeneralSecurityException {
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.initVerify(keys.getPublic());
        signature.setParameter(PSS);
        for (int i = 0; i < count; i++) {
            signature.update(content);
            if (!signature.verify(value)) {
                throw new IllegalStateException("a good signature does not verify");
            }
        }
    }
}
