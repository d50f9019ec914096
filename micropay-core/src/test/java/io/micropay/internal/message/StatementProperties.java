package io.micropay.internal.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micropay.error.ProtocolException;
import io.micropay.internal.message.WireArbitraries.Kind;
import io.micropay.model.Bytes;
import io.micropay.model.PaymentOrder;
import io.micropay.model.Purpose;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds for the statements that are signed. */
class StatementProperties {
    private static final List<Byte> ORDERS = List.of((byte) 1, (byte) 7, (byte) 12, (byte) 13);
    private static final int LAST_KIND = 13;

    @Provide
    Arbitrary<Sample<?>> samples() {
        return Arbitraries.of(WireArbitraries.kinds()).flatMap(kind -> sampleOf(kind));
    }

    @Provide
    Arbitrary<Bytes> noise() {
        return WireArbitraries.bytes(0, 300).map(StatementProperties::withPlausibleHead);
    }

    @Property(tries = 1_000)
    void decode_ofAStatement_givesTheSameRecord(@ForAll("samples") Sample<?> sample) {
        assertThat(sample.kind.decode().apply(sample.statement)).isEqualTo(sample.value);
        assertThat(sample.statement.size()).isLessThanOrEqualTo(Structures.MAX_STATEMENT_SIZE);
    }

    @Property(tries = 500)
    void decode_asAnyOtherKind_isRefused(@ForAll("samples") Sample<?> sample) {
        for (Kind<?> other : WireArbitraries.kinds()) {
            if (!other.name().equals(sample.kind.name())) {
                assertRefused(other, sample.statement);
            }
        }
    }

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void decode_ofAnyBytes_isRefusedOrTheOneEncoding(@ForAll("noise") Bytes statement) {
        WireArbitraries.kinds().forEach(kind -> assertRefusedOrCanonical(kind, statement));
    }

    @Property(tries = 25, edgeCases = EdgeCasesMode.NONE)
    void decode_ofEverySingleBitFlip_isRefusedOrAnotherRecord(@ForAll("samples") Sample<?> sample) {
        byte[] bytes = sample.statement.toByteArray();
        for (int bit = 0; bit < 8 * bytes.length; bit++) {
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            Bytes flipped = Bytes.of(bytes);
            bytes[bit / 8] ^= (byte) (1 << bit % 8);
            WireArbitraries.kinds().forEach(kind -> assertRefusedOrCanonical(kind, flipped));
        }
    }

    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void decode_ofEveryTruncationAndOfAByteMore_isRefused(@ForAll("samples") Sample<?> sample) {
        byte[] bytes = sample.statement.toByteArray();
        for (int size = 0; size <= bytes.length + 1; size++) {
            if (size != bytes.length) {
                assertRefused(sample.kind, Bytes.of(Arrays.copyOf(bytes, size)));
            }
        }
    }

    @Property(tries = 20, edgeCases = EdgeCasesMode.NONE)
    void decode_ofAnyOtherVersionOrKind_isRefused(@ForAll("samples") Sample<?> sample) {
        byte[] bytes = sample.statement.toByteArray();
        for (int difference = 1; difference <= 255; difference++) {
            byte[] version = bytes.clone();
            version[0] ^= (byte) difference;
            assertRefused(sample.kind, Bytes.of(version));
            byte[] kind = bytes.clone();
            kind[1] ^= (byte) difference;
            assertRefused(sample.kind, Bytes.of(kind));
        }
    }

    @Example
    void arbitraries_coverEveryKindThatIsDecoded() {
        Set<Class<?>> decoded = new HashSet<>(Stream.of(Statements.class.getMethods())
                .filter(method -> method.getName().startsWith("decode"))
                .map(Method::getReturnType)
                .toList());
        Set<Class<?>> covered = new HashSet<>();
        Set<Byte> numbers = new HashSet<>();
        for (Kind<?> kind : WireArbitraries.kinds()) {
            covered.add(kind.decode().apply(kind.statements().sample()).getClass());
            kind.statements()
                    .sampleStream()
                    .limit(100)
                    .forEach(statement -> numbers.add(statement.toByteArray()[1]));
        }

        assertThat(covered).isEqualTo(decoded);
        assertThat(numbers).as("orders are of four kinds").hasSize(decoded.size() + ORDERS.size() - 1);
        assertThat(numbers.stream().mapToInt(Byte::intValue).max()).hasValue(LAST_KIND);
    }

    /** What was signed for one thing cannot be passed off as signed for another. */
    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void decode_ofAnOrderAsAnyOtherKindOfOrder_isRefused(@ForAll("orders") PaymentOrder order) {
        Kind<?> kind = WireArbitraries.kinds().get(0);
        byte[] bytes = Statements.encode(order).toByteArray();
        assertThat(bytes[1]).isEqualTo(kindOf(order));
        for (byte other : ORDERS) {
            if (other != kindOf(order)) {
                bytes[1] = other;
                assertRefused(kind, Bytes.of(bytes));
            }
        }
    }

    private static byte kindOf(PaymentOrder order) {
        if (order.isHold()) {
            return 7;
        }
        return order.purpose()
                .map(purpose -> (byte) (purpose instanceof Purpose.Refund ? 13 : 12))
                .orElse((byte) 1);
    }

    @Provide
    Arbitrary<PaymentOrder> orders() {
        return WireArbitraries.orders();
    }

    /** A record with its statement. */
    record Sample<T>(Kind<T> kind, T value, Bytes statement) {}

    private static <T> Arbitrary<Sample<?>> sampleOf(Kind<T> kind) {
        return kind.values()
                .map(value -> new Sample<>(kind, value, kind.encode().apply(value)));
    }

    /** Half of the noise begins as a statement does, so that more than its head is read. */
    private static Bytes withPlausibleHead(Bytes noise) {
        byte[] bytes = noise.toByteArray();
        if (bytes.length > 2 && bytes[0] % 2 == 0) {
            bytes[0] = 1;
            bytes[1] = (byte) (1 + Math.floorMod(bytes[1], LAST_KIND));
        }
        return Bytes.of(bytes);
    }

    private static void assertRefusedOrCanonical(Kind<?> kind, Bytes statement) {
        Bytes again;
        try {
            again = kind.reencode(statement);
        } catch (ProtocolException e) {
            return;
        }
        if (!again.equals(statement)) {
            assertThat(again).as(kind.name()).isEqualTo(statement);
        }
    }

    private static void assertRefused(Kind<?> kind, Bytes statement) {
        Throwable thrown = catchThrowable(() -> kind.decode().apply(statement));
        if (!(thrown instanceof ProtocolException)) {
            assertThat(thrown).as(List.of(kind, statement).toString()).isInstanceOf(ProtocolException.class);
        }
    }
}
