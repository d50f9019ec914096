package io.micropay.crashtest.plan;

import io.micropay.crashtest.plan.KillPoint.Side;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * Who is killed how, in which order. The same seed gives the same plan; when exactly a kill hits is up to the machine.
 *
 * @param server the lives of the server
 * @param clients the lives of each client
 */
public record KillPlan(List<Kill> server, List<List<Kill>> clients) {
    /** Lives are measured by what is done in them, because a busy machine does little in a second. */
    private static final int MOST_STEPS = 25;

    /** One kill in this many comes from outside; the others are at named places. */
    private static final int ONE_FROM_OUTSIDE_IN = 3;

    /** Copies the lists. */
    public KillPlan {
        server = List.copyOf(server);
        clients = clients.stream().map(List::copyOf).toList();
    }

    /**
     * Plans at random.
     *
     * @param seed what the plan depends on
     * @param kills how many kills in all: a third of the server, the others of the clients in turn
     * @param clientCount how many clients there are
     */
    public static KillPlan of(long seed, int kills, int clientCount) {
        Random random = new Random(seed);
        List<Kill> server = lives(random, kills / 3, Side.SERVER);
        List<Kill> all = lives(random, kills - server.size(), Side.CLIENT);
        List<List<Kill>> clients = new ArrayList<>();
        for (int i = 0; i < clientCount; i++) {
            List<Kill> own = new ArrayList<>();
            for (int j = i; j < all.size(); j += clientCount) {
                own.add(all.get(j));
            }
            clients.add(own);
        }
        return new KillPlan(server, clients);
    }

    /** Every place comes up equally often, in an order of its own each time. */
    private static List<Kill> lives(Random random, int count, Side side) {
        List<Kill> lives = new ArrayList<>();
        List<KillPoint> deck = new ArrayList<>();
        while (lives.size() < count) {
            if (random.nextInt(ONE_FROM_OUTSIDE_IN) == 0) {
                lives.add(Kill.after(1 + random.nextInt(MOST_STEPS)));
                continue;
            }
            if (deck.isEmpty()) {
                deck.addAll(KillPoint.of(side));
                Collections.shuffle(deck, random);
            }
            KillPoint point = deck.remove(deck.size() - 1);
            lives.add(Kill.at(point, 1 + random.nextInt(point.mostPasses())));
        }
        return lives;
    }
}
