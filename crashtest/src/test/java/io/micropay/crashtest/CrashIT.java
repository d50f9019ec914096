package io.micropay.crashtest;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.crashtest.run.Campaign;
import io.micropay.crashtest.run.CampaignSettings;
import io.micropay.crashtest.run.Summary;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The short form of the long run. */
class CrashIT {
    private static final int KILLS = 15;

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void killedProcesses_loseNothing(@TempDir Path directory) throws InterruptedException {
        Summary summary = new Campaign(new CampaignSettings(directory, 20_261_122, KILLS, 3), System.out).run();
        assertThat(summary.findings()).as(summary.toString()).isEmpty();
        assertThat(summary.kills()).isEqualTo(KILLS);
        assertThat(summary.serverKills()).isEqualTo(KILLS / 3);
    }
}
