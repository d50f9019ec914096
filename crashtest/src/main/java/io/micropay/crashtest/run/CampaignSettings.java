package io.micropay.crashtest.run;

import java.nio.file.Path;

/**
 * What a run is like.
 *
 * @param directory where its files go; has to exist
 * @param seed what the plan of kills depends on
 * @param kills how many
 * @param clients how many clients, at least two
 */
public record CampaignSettings(Path directory, long seed, int kills, int clients) {
    /** Checks that somebody can pay somebody. */
    public CampaignSettings {
        if (clients < 2 || kills < 0) {
            throw new IllegalArgumentException("a run takes two clients or more, and no less than no kills");
        }
    }
}
