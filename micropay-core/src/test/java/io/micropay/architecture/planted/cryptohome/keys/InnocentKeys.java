package io.micropay.architecture.planted.cryptohome.keys;

import java.security.KeyPair;

public final class InnocentKeys {
    KeyPair planted;
}
