package io.micropay.crashtest.run;

import io.micropay.crashtest.actor.ClientActor;
import io.micropay.crashtest.actor.Ground;
import io.micropay.crashtest.actor.ServerActor;
import io.micropay.crashtest.actor.SettlingActor;
import io.micropay.model.AccountId;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;

/** Starts the processes of one run. Safe to share between threads. */
final class Town {
    private final Ground ground;
    private final int port;
    private final int clients;
    private final AtomicLong seeds;

    Town(Ground ground, int clients, long seed) {
        this.ground = ground;
        this.port = freePort(seed);
        this.clients = clients;
        this.seeds = new AtomicLong(seed);
    }

    /** Below the range from which clients get theirs, so that it is free again whenever the server comes back. */
    private static int freePort(long seed) {
        Random random = new Random(seed ^ System.nanoTime());
        for (int attempt = 0; attempt < 100; attempt++) {
            int candidate = 20_000 + random.nextInt(10_000);
            try (ServerSocket probe = new ServerSocket(candidate)) {
                return probe.getLocalPort();
            } catch (IOException e) {
                // Taken: the next one.
            }
        }
        throw new IllegalStateException("no free port between 20000 and 30000");
    }

    ActorProcess server(String kill) {
        return ActorProcess.start(
                ServerActor.class, archive("server"), errors("server"), ground.directory(), port, kill);
    }

    ActorProcess client(AccountId account, String kill) {
        return ActorProcess.start(
                ClientActor.class,
                archive("client"),
                errors(account.name()),
                ground.directory(),
                port,
                kill,
                account,
                clients,
                seeds.incrementAndGet());
    }

    ActorProcess settling(AccountId account, boolean isLast) {
        return ActorProcess.start(
                SettlingActor.class,
                archive("client"),
                errors(account.name()),
                ground.directory(),
                port,
                account,
                isLast);
    }

    private ClassArchive archive(String name) {
        return new ClassArchive(ground.directory().resolve(name + ".jsa"));
    }

    private Path errors(String name) {
        return ground.directory().resolve(name + ".err");
    }
}
