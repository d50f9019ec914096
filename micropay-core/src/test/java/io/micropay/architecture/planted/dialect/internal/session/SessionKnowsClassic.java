package io.micropay.architecture.planted.dialect.internal.session;

import io.micropay.architecture.planted.dialect.internal.classic.server.PlantedServer;

/** Could not live without the dialect. */
final class SessionKnowsClassic {
    private SessionKnowsClassic() {}

    static void serve() {
        PlantedServer.serve();
    }
}
