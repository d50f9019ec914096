package io.micropay.crashtest.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.crashtest.plan.KillPoint.Side;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KillPlanTest {
    @Test
    void sameSeed_givesTheSamePlan_andAnotherSeedAnother() {
        assertThat(KillPlan.of(7, 300, 4)).isEqualTo(KillPlan.of(7, 300, 4)).isNotEqualTo(KillPlan.of(8, 300, 4));
    }

    @Test
    void plan_hasAllKills_andEveryPlaceSeveralTimes() {
        KillPlan plan = KillPlan.of(42, 300, 4);
        List<Kill> all = Stream.concat(
                        plan.server().stream(), plan.clients().stream().flatMap(List::stream))
                .toList();
        assertThat(plan.server()).hasSize(100);
        assertThat(all).hasSize(300);
        Map<KillPoint, Integer> counts = new EnumMap<>(KillPoint.class);
        all.forEach(kill -> kill.point().ifPresent(point -> counts.merge(point, 1, Integer::sum)));
        assertThat(counts).hasSize(KillPoint.values().length);
        assertThat(counts.values()).allMatch(count -> count >= 3);
    }

    @Test
    void serverAndClients_areKilledAtTheirOwnPlaces() {
        KillPlan plan = KillPlan.of(1, 90, 3);
        assertThat(plan.server())
                .allMatch(kill ->
                        kill.point().map(KillPoint.of(Side.SERVER)::contains).orElse(true));
        assertThat(plan.clients())
                .allSatisfy(lives -> assertThat(lives)
                        .allMatch(kill -> kill.point()
                                .map(KillPoint.of(Side.CLIENT)::contains)
                                .orElse(true)));
    }

    @Test
    void text_isReadBack() {
        for (Kill kill : KillPlan.of(5, 200, 2).server()) {
            assertThat(Kill.parse(kill.toString())).isEqualTo(kill);
        }
    }
}
