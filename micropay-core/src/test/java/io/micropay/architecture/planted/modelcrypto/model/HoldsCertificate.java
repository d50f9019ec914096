package io.micropay.architecture.planted.modelcrypto.model;

import java.security.cert.X509Certificate;

public final class HoldsCertificate {
    X509Certificate planted;
}
