package io.micropay.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class OrderIdProperties {
    private static final long MAX_MILLIS = 253_402_300_799_999L;

    private static OrderId next(long millis, Random random) {
        return OrderId.next(Clock.fixed(Instant.ofEpochMilli(millis), ZoneOffset.UTC), random);
    }

    @Property(tries = 300)
    void next_atAnyTime_hasVersionVariantAndTime(
            @ForAll @LongRange(min = 0, max = MAX_MILLIS) long millis, @ForAll long seed) {
        UUID uuid = next(millis, new Random(seed)).uuid();

        assertThat(uuid.version()).isEqualTo(7);
        assertThat(uuid.variant()).isEqualTo(2);
        assertThat(uuid.getMostSignificantBits() >>> 16).isEqualTo(millis);
    }

    @Property(tries = 300)
    void next_atALaterTime_sortsLaterAsText(
            @ForAll @LongRange(min = 0, max = MAX_MILLIS) long one,
            @ForAll @LongRange(min = 0, max = MAX_MILLIS) long other,
            @ForAll long seed) {
        Random random = new Random(seed);
        String first = next(Math.min(one, other), random).toString();
        String second = next(Math.max(one, other), random).toString();

        if (one != other) {
            assertThat(first).isLessThan(second);
        }
    }

    @Example
    void next_atOneTime_usesEveryRandomBit() {
        Random random = new Random(1);
        Set<OrderId> ids = new HashSet<>();
        long most = 0;
        long least = 0;
        UUID reference = next(0, random).uuid();
        for (int i = 0; i < 1_000; i++) {
            OrderId id = next(0, random);
            ids.add(id);
            most |= id.uuid().getMostSignificantBits() ^ reference.getMostSignificantBits();
            least |= id.uuid().getLeastSignificantBits() ^ reference.getLeastSignificantBits();
        }

        assertThat(ids).hasSize(1_000);
        assertThat(most).isEqualTo(0xfffL);
        assertThat(least).isEqualTo(-1L >>> 2);
    }

    @Property(tries = 300)
    void parse_ofText_givesTheSameId(@ForAll @LongRange(min = 0, max = MAX_MILLIS) long millis, @ForAll long seed) {
        OrderId id = next(millis, new Random(seed));

        assertThat(OrderId.parse(id.toString())).isEqualTo(id);
        assertThat(id.toString()).hasSize(36);
    }

    @Property(tries = 300)
    void id_ofAnyUuid_isAcceptedExactlyIfOfVersionSeven(@ForAll long most, @ForAll long least) {
        UUID uuid = new UUID(most, least);
        if (uuid.version() == 7 && uuid.variant() == 2) {
            assertThat(new OrderId(uuid).uuid()).isEqualTo(uuid);
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> new OrderId(uuid));
        }
        UUID seven = new UUID((most & ~0xf000L) | 0x7000L, (least >>> 2) | (1L << 63));
        assertThat(new OrderId(seven).uuid()).isEqualTo(seven);
    }

    @Example
    void parse_ofAnythingElse_isRefused() {
        for (String text : new String[] {
            "",
            "0190a6c2",
            "0190a6c2-7f3e-4c41-b1de-5f0c2f6a3b11",
            "0190a6c2-7f3e-7c41-71de-5f0c2f6a3b11",
            "0190a6c27f3e7c41b1de5f0c2f6a3b11",
            "190a6c2-7f3e-7c41-b1de-5f0c2f6a3b11",
            "0190a6c2-7f3e-7c41-b1de-f0c2f6a3b11",
            "+190a6c2-7f3e-7c41-b1de-5f0c2f6a3b11",
            "0190a6c2-7f3e-7c41-b1de-5f0c2f6a3b11\n",
            "1-1-7001-8001-1"
        }) {
            assertThatIllegalArgumentException().as(text).isThrownBy(() -> OrderId.parse(text));
        }
    }
}
