package io.micropay.internal.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micropay.error.ProtocolException;
import io.micropay.model.Bytes;
import io.micropay.model.StatusCode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** What holds for every message: one encoding a value, and nothing but a protocol error for all other bytes. */
class MessageProperties {
    private static final int FRAME_HEADER = 5;
    private static final int LIMIT_BEFORE_LOGIN = 4 << 10;
    private static final int LIMIT = 64 << 10;

    @Provide
    Arbitrary<Message> messages() {
        return WireArbitraries.anyMessage();
    }

    @Provide
    Arbitrary<List<Message>> oneOfEach() {
        return WireArbitraries.oneOfEach();
    }

    @Provide
    Arbitrary<Bytes> noise() {
        return WireArbitraries.bytes(0, 700);
    }

    /** The encoding of a message, damaged. */
    @Provide
    Arbitrary<Typed> damaged() {
        Arbitrary<Typed> any = WireArbitraries.anyMessage().map(Typed::of);
        Arbitrary<Double> place = Arbitraries.doubles().between(0, 1);
        Arbitrary<Typed> flipped = Combinators.combine(
                        any, place, Arbitraries.integers().between(1, 255))
                .as(Typed::flipped);
        Arbitrary<Typed> truncated = Combinators.combine(any, place).as(Typed::truncated);
        Arbitrary<Typed> extended =
                Combinators.combine(any, WireArbitraries.bytes(1, 40)).as(Typed::extended);
        Arbitrary<Typed> spliced = Combinators.combine(any, any, place, place).as(Typed::spliced);
        Arbitrary<Typed> retyped =
                Combinators.combine(any, Arbitraries.integers().between(0, 255)).as(Typed::retyped);
        return Arbitraries.oneOf(flipped, truncated, extended, spliced, retyped);
    }

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void decode_ofAnEncoding_givesTheSameMessage(@ForAll("messages") Message message) {
        Typed encoded = Typed.of(message);

        assertThat(MessageCodec.decode(encoded.type, encoded.body)).isEqualTo(message);
    }

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void decode_ofAnyBytes_isRefusedOrTheOneEncoding(
            @ForAll @IntRange(min = -1, max = 256) int type, @ForAll("noise") Bytes body) {
        assertRefusedOrCanonical(new Typed(type, body));
    }

    @Property(tries = 3_000, edgeCases = EdgeCasesMode.NONE)
    void decode_ofADamagedEncoding_isRefusedOrTheOneEncodingOfAnotherMessage(@ForAll("damaged") Typed damaged) {
        assertRefusedOrCanonical(damaged);
    }

    @Property(tries = 2, edgeCases = EdgeCasesMode.NONE)
    void decode_ofEverySingleBitFlip_isRefusedOrAnotherMessage(@ForAll("oneOfEach") List<Message> messages) {
        for (Message message : messages) {
            byte[] body = MessageCodec.encode(message).toByteArray();
            for (int bit = 0; bit < Math.min(8 * body.length, 30_000); bit++) {
                body[bit / 8] ^= (byte) (1 << bit % 8);
                Optional<Message> found =
                        assertRefusedOrCanonical(new Typed(MessageCodec.type(message), Bytes.of(body)));
                body[bit / 8] ^= (byte) (1 << bit % 8);
                assertThat(found.filter(message::equals)).isEmpty();
            }
        }
    }

    @Property(tries = 2, edgeCases = EdgeCasesMode.NONE)
    void decode_ofEveryTruncationAndOfAByteMore_isRefused(@ForAll("oneOfEach") List<Message> messages) {
        for (Message message : messages) {
            Typed whole = Typed.of(message);
            byte[] body = whole.body.toByteArray();
            for (int size = 0; size < body.length; size++) {
                assertRefused(new Typed(whole.type, Bytes.of(Arrays.copyOf(body, size))));
            }
            assertRefused(new Typed(whole.type, Bytes.of(Arrays.copyOf(body, body.length + 1))));
        }
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void encode_ofAnyMessage_fitsIntoAFrame(@ForAll("messages") Message message) {
        boolean beforeLogin = message instanceof ClientMessage.Hello
                || message instanceof ClientMessage.Register
                || message instanceof ClientMessage.Login
                || message instanceof PeerMessage.PeerHello;

        assertThat(FRAME_HEADER + MessageCodec.encode(message).size())
                .isLessThanOrEqualTo(beforeLogin ? LIMIT_BEFORE_LOGIN : LIMIT);
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void text_ofAnyMessage_showsNeitherKeysNorSignatures(@ForAll("messages") Message message) {
        assertThat(message.text()).isNotEmpty().doesNotContainPattern("[0-9a-f]{40}");
    }

    @Example
    void arbitraries_coverEveryRecordAndEveryTypeOfTheTable() {
        assertThat(WireArbitraries.messages().keySet())
                .as("records that are messages")
                .containsExactlyInAnyOrderElementsOf(recordsUnder(Message.class).toList());

        Set<Integer> known = IntStream.rangeClosed(0, 255)
                .filter(type -> !isUnknown(type))
                .boxed()
                .collect(Collectors.toCollection(TreeSet::new));
        Set<Integer> covered = WireArbitraries.oneOfEach().sample().stream()
                .map(MessageCodec::type)
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(covered)
                .as("types that are decoded")
                .isEqualTo(known)
                .hasSize(WireArbitraries.messages().size());
    }

    private static boolean isUnknown(int type) {
        Throwable thrown = catchThrowable(() -> MessageCodec.decode(type, Bytes.of(new byte[1])));
        return thrown instanceof ProtocolException refusal && refusal.status() == StatusCode.UNEXPECTED_MESSAGE;
    }

    @SuppressWarnings("unchecked")
    private static Stream<Class<? extends Message>> recordsUnder(Class<?> type) {
        return type.isRecord()
                ? Stream.of((Class<? extends Message>) type)
                : Stream.of(type.getPermittedSubclasses()).flatMap(MessageProperties::recordsUnder);
    }

    /** A body and the type that it is sent under. */
    record Typed(int type, Bytes body) {
        static Typed of(Message message) {
            return new Typed(MessageCodec.type(message), MessageCodec.encode(message));
        }

        private int at(double place) {
            return (int) Math.min(body.size() - 1, place * body.size());
        }

        Typed flipped(double place, int bits) {
            byte[] bytes = body.toByteArray();
            if (bytes.length > 0) {
                bytes[at(place)] ^= (byte) bits;
            }
            return new Typed(type, Bytes.of(bytes));
        }

        Typed truncated(double place) {
            return new Typed(type, Bytes.of(Arrays.copyOf(body.toByteArray(), Math.max(0, at(place)))));
        }

        Typed extended(Bytes tail) {
            byte[] bytes = Arrays.copyOf(body.toByteArray(), body.size() + tail.size());
            tail.copyTo(bytes, body.size());
            return new Typed(type, Bytes.of(bytes));
        }

        Typed spliced(Typed other, double place, double otherPlace) {
            Bytes rest = Bytes.of(
                    Arrays.copyOfRange(other.body.toByteArray(), Math.max(0, other.at(otherPlace)), other.body.size()));
            return truncated(place).extended(rest);
        }

        Typed retyped(int newType) {
            return new Typed(newType, body);
        }
    }

    /** The law: a protocol error, or the message whose encoding these very bytes are. */
    private static Optional<Message> assertRefusedOrCanonical(Typed typed) {
        Message message;
        try {
            message = MessageCodec.decode(typed.type, typed.body);
        } catch (ProtocolException e) {
            assertThat(e.status()).isIn(StatusCode.MALFORMED, StatusCode.UNEXPECTED_MESSAGE);
            return Optional.empty();
        }
        if (!Typed.of(message).equals(typed)) {
            assertThat(Typed.of(message)).isEqualTo(typed);
        }
        return Optional.of(message);
    }

    private static void assertRefused(Typed typed) {
        Throwable thrown = catchThrowable(() -> MessageCodec.decode(typed.type, typed.body));
        if (!(thrown instanceof ProtocolException)) {
            assertThat(thrown).as(typed.toString()).isInstanceOf(ProtocolException.class);
        }
    }
}
