package io.micropay.architecture.planted.layers.ledger;

import io.micropay.architecture.planted.layers.event.EventKnowsStream;

public final class LedgerKnowsEvent {
    EventKnowsStream planted;
}
