package io.micropay.architecture.planted.cryptohome.ledger;

import javax.crypto.Cipher;

public final class Encrypts {
    Cipher planted;
}
