package io.micropay.architecture.planted.cryptohome.event;

import java.security.cert.X509Certificate;

public final class InnocentMention {
    X509Certificate planted;
}
