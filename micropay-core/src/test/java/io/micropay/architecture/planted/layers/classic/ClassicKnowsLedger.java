package io.micropay.architecture.planted.layers.classic;

import io.micropay.architecture.planted.layers.ledger.LedgerKnowsEvent;

public final class ClassicKnowsLedger {
    LedgerKnowsEvent planted;
}
