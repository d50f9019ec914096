package io.micropay.internal.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micropay.error.ProtocolException;
import io.micropay.internal.message.WireArbitraries.Kind;
import io.micropay.model.Bytes;
import io.micropay.model.PaymentOrder;
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
                    .limit(50)
                    .forEach(statement -> numbers.add(statement.toByteArray()[1]));
        }

        assertThat(covered).isEqualTo(decoded);
        assertThat(numbers).as("orders are of two kinds").hasSize(decoded.size() + 1);
    }

    /** What was signed to be set aside cannot be passed off as a payment, nor the reverse. */
    @Property(tries = 100, edgeCases = EdgeCasesMode.NONE)
    void decode_ofAnOrderAsTheOtherKindOfOrder_isRefused(@ForAll("orders") PaymentOrder order) {
        Kind<?> kind = WireArbitraries.kinds().get(0);
        byte[] bytes = Statements.encode(order).toByteArray();
        assertThat(bytes[1]).isEqualTo((byte) (order.isHold() ? 7 : 1));
        bytes[1] ^= 1 ^ 7;
        assertRefused(kind, Bytes.of(bytes));
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
            bytes[1] = (byte) (1 + Math.floorMod(bytes[1], 9));
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
