package io.micropay.architecture.planted.layers.error;

import io.micropay.architecture.planted.layers.keys.KeysKnowsLedger;

public final class ErrorKnowsKeys {
    KeysKnowsLedger planted;
}
