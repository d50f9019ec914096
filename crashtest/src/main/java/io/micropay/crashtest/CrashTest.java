package io.micropay.crashtest;

import io.micropay.crashtest.run.Campaign;
import io.micropay.crashtest.run.CampaignSettings;
import io.micropay.crashtest.run.Summary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The long run from the command line: {@code [KILLS [SEED [CLIENTS]]]}. Ends with 0 if everything holds, and only then. */
public final class CrashTest {
    private static final int KILLS = 300;
    private static final int CLIENTS = 4;

    private CrashTest() {}

    /** See the class. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> words = List.of(arguments);
        int kills = words.isEmpty() ? KILLS : Integer.parseInt(words.get(0));
        long seed = words.size() > 1 ? Long.parseLong(words.get(1)) : System.nanoTime();
        int clients = words.size() > 2 ? Integer.parseInt(words.get(2)) : CLIENTS;
        Path directory = Files.createTempDirectory("micropay-crashtest-");
        Summary summary = new Campaign(new CampaignSettings(directory, seed, kills, clients), System.out).run();
        System.out.println(summary);
        System.out.println("The ledger and what the clients have seen stay in " + directory);
        System.exit(summary.isGood() ? 0 : 1);
    }
}
