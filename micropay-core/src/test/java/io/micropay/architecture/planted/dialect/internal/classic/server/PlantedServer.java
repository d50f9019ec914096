package io.micropay.architecture.planted.dialect.internal.classic.server;

/** Something classic. */
public final class PlantedServer {
    private PlantedServer() {}

    /** Something to call. */
    public static void serve() {}
}
