package io.micropay.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PlanTest {
    @Test
    void parse_keepsDefaults_whereNothingIsNamed() {
        Plan plan = Plan.parse("orders=100", "members=8");

        assertThat(plan.allOrders()).isEqualTo(96);
        assertThat(plan.rounds()).isEqualTo(Plan.DEFAULT.rounds());
    }

    @Test
    void parse_saysWhichOptionsThereAre_whenOneIsUnknown() {
        assertThatThrownBy(() -> Plan.parse("order=100"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("orders");
    }
}
