package io.micropay.architecture.planted.layers.keys;

import io.micropay.architecture.planted.layers.ledger.LedgerKnowsEvent;

public final class KeysKnowsLedger {
    LedgerKnowsEvent planted;
}
