package io.micropay.internal.crypto;

import io.micropay.error.AuthenticationException;
import io.micropay.keys.KeyMaterial;
import io.micropay.model.Bytes;
import io.micropay.model.StatusCode;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;

/** RSASSA-PSS (RFC 8017, section 8.1) with SHA-256, MGF1 with SHA-256, and a salt of 32 bytes. */
final class RsaPss {
    private static final String ALGORITHM = "RSASSA-PSS";
    private static final PSSParameterSpec PARAMETERS =
            new PSSParameterSpec("SHA-256", "MGF1", MGF1ParameterSpec.SHA256, 32, PSSParameterSpec.TRAILER_FIELD_BC);

    private RsaPss() {}

    static Bytes sign(KeyMaterial keys, Bytes content) {
        try {
            Signature signature = keys.provider().isPresent()
                    ? Signature.getInstance(ALGORITHM, keys.provider().get())
                    : Signature.getInstance(ALGORITHM);
            signature.initSign(keys.privateKey());
            signature.setParameter(PARAMETERS);
            signature.update(content.toByteArray());
            return Bytes.of(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this key cannot sign with RSASSA-PSS", e);
        }
    }

    /** Returns if the signature is the key's over the content. */
    static void verify(RSAPublicKey key, Bytes content, Bytes signatureValue) {
        boolean valid;
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initVerify(key);
            signature.setParameter(PARAMETERS);
            signature.update(content.toByteArray());
            valid = signature.verify(signatureValue.toByteArray());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has RSASSA-PSS", e);
        } catch (GeneralSecurityException e) {
            throw invalid();
        }
        if (!valid) {
            throw invalid();
        }
    }

    /** One error for whatever is wrong with a signature. */
    static AuthenticationException invalid() {
        return new AuthenticationException(StatusCode.SIGNATURE_INVALID, "a signature does not verify");
    }
}
