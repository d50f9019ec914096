package io.micropay.architecture.planted.cryptohome.internal.crypto;

import javax.crypto.Cipher;

public final class InnocentCrypto {
    Cipher planted;
}
