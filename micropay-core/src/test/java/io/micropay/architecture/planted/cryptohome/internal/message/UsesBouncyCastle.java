package io.micropay.architecture.planted.cryptohome.internal.message;

import org.bouncycastle.asn1.ASN1Sequence;

public final class UsesBouncyCastle {
    ASN1Sequence planted;
}
