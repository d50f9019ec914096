package io.micropay.architecture.planted.cryptohome.internal.session;

import java.security.Signature;

public final class Signs {
    Signature planted;
}
