package io.micropay.architecture.planted.dialect.internal.ledger;

import io.micropay.architecture.planted.dialect.internal.classic.server.PlantedServer;

/** Could not live without the dialect, either. */
final class LedgerKnowsClassic {
    private LedgerKnowsClassic() {}

    static void serve() {
        PlantedServer.serve();
    }
}
