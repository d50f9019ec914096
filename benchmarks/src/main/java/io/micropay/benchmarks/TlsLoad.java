package io.micropay.benchmarks;

import io.micropay.model.KeyId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A load from this process on a server in another: every member connected, all of them submitting at once. */
final class TlsLoad {
    /** How many orders of one member are under way at most. */
    private static final int WINDOW = 128;

    private final ServerProcess server;
    private final KeyId serverKey;
    private final List<Member> members;

    TlsLoad(ServerProcess server, KeyId serverKey, List<Member> members) {
        this.server = server;
        this.serverKey = serverKey;
        this.members = members;
    }

    /** Begins anew, settles all the orders, and checks every receipt. The CPU time is the server's. */
    Rate settle(PreparedOrders orders, int perSubmit) throws Exception {
        int port = server.begin();
        List<LoadConnection> connections = new ArrayList<>();
        try {
            for (int i = 0; i < members.size(); i++) {
                LoadConnection connection = LoadConnection.open(members.get(i), port, serverKey);
                connections.add(connection);
                connection.prepare(orders.ofPayee(i), perSubmit);
            }
            int ordersOfEach = orders.ofPayer(0).size();
            // Every payer is online, and is told of each of its orders.
            List<Stopwatch.Work> work = connections.stream()
                    .<Stopwatch.Work>map(
                            connection -> () -> connection.run(Math.max(1, WINDOW / perSubmit), ordersOfEach))
                    .toList();
            long cpuBefore = server.cpuNanos();
            double seconds = Stopwatch.seconds(() -> Stopwatch.together(work));
            double cpuMicros = (server.cpuNanos() - cpuBefore) / Rate.NANOS_PER_MICRO;
            int settled = connections.stream().mapToInt(LoadConnection::check).sum();
            if (settled != ordersOfEach * members.size()) {
                throw new IllegalStateException(settled + " orders settled, not all");
            }
            return new Rate(settled / seconds, cpuMicros / settled);
        } finally {
            connections.forEach(TlsLoad::closeQuietly);
        }
    }

    private static void closeQuietly(LoadConnection connection) {
        try {
            connection.close();
        } catch (IOException e) {
            // The round is over in any case.
        }
    }
}
