package io.micropay.architecture.planted.dialect.internal.classic;

import io.micropay.architecture.planted.dialect.internal.classic.server.PlantedServer;

/** Classic itself. */
final class InnocentServer {
    private InnocentServer() {}

    static void serve() {
        PlantedServer.serve();
    }
}
