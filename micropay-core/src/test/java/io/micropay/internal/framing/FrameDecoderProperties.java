package io.micropay.internal.framing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micropay.error.ProtocolException;
import io.micropay.model.Bytes;
import io.micropay.model.StatusCode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What a decoder owes, whatever arrives and in whatever pieces. */
class FrameDecoderProperties {
    private static final int LIMIT = 3_000;
    private static final int FIRST_CAPACITY = 1_024;

    @Provide
    Arbitrary<Frame> frames() {
        Arbitrary<Integer> types = Arbitraries.integers().between(0, 255);
        Arbitrary<Bytes> bodies = noise(LIMIT - Frame.HEADER_SIZE).map(Bytes::of);
        return Combinators.combine(types, Arbitraries.integers(), bodies).as(Frame::new);
    }

    /** Quickly made, and shrinking in size only. */
    private static Arbitrary<byte[]> noise(int maxSize) {
        return Combinators.combine(Arbitraries.integers().between(0, maxSize), Arbitraries.longs())
                .as((size, seed) -> {
                    byte[] content = new byte[size];
                    new Random(seed).nextBytes(content);
                    return content;
                });
    }

    /** Bytes of any kind, and bytes that begin like frames. */
    @Provide
    Arbitrary<byte[]> streams() {
        Arbitrary<byte[]> noise = noise(2 * LIMIT);
        Arbitrary<byte[]> framed = Combinators.combine(Arbitraries.integers().between(-2, LIMIT + 10), noise)
                .as((length, rest) -> ByteBuffer.allocate(4 + rest.length)
                        .putInt(length)
                        .put(rest)
                        .array());
        return Arbitraries.oneOf(noise, framed, framed.list().ofMaxSize(4).map(FrameDecoderProperties::joined));
    }

    @Property(tries = 300)
    void decode_ofEncodedFrames_inAnyPieces_givesTheSameFrames(
            @ForAll @Size(max = 5) List<@From("frames") Frame> frames,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = LIMIT) Integer> pieces) {
        byte[] stream = joined(frames.stream().map(Frame::encode).toList());
        FrameDecoder decoder = new FrameDecoder(LIMIT);

        assertThat(feed(decoder, stream, pieces)).isEqualTo(frames);
        assertThat(decoder.isMidFrame()).isFalse();
    }

    @Property(tries = 50)
    void decode_ofEncodedFrames_byteByByte_givesEachFrameWithItsLastByte(@ForAll("frames") Frame frame) {
        byte[] stream = frame.encode();
        FrameDecoder decoder = new FrameDecoder(LIMIT);
        for (int i = 0; i < stream.length - 1; i++) {
            decoder.feed(new byte[] {stream[i]}, 1);
            assertThat(decoder.next()).isEmpty();
            assertThat(decoder.isMidFrame()).isTrue();
        }
        decoder.feed(new byte[] {stream[stream.length - 1]}, 1);

        assertThat(decoder.next()).contains(frame);
        assertThat(decoder.next()).isEmpty();
    }

    @Property(tries = 500)
    void decode_ofAnyBytes_inAnyPieces_keepsWithinItsBoundAndAgreesWithOnePiece(
            @ForAll("streams") byte[] stream,
            @ForAll @Size(min = 1, max = 8) List<@IntRange(min = 1, max = 500) Integer> pieces) {
        Run whole = run(stream, List.of(Math.max(1, stream.length)));
        Run inPieces = run(stream, pieces);

        assertThat(inPieces.frames).isEqualTo(whole.frames);
        assertThat(inPieces.failed).isEqualTo(whole.failed);
        assertThat(inPieces.largest).isLessThanOrEqualTo(LIMIT + Frame.LENGTH_SIZE + 500);
        byte[] used = joined(whole.frames.stream().map(Frame::encode).toList());
        assertThat(used).isEqualTo(Arrays.copyOf(stream, used.length));
    }

    @Property(tries = 300)
    void next_withLengthOutOfBounds_isRefusedAtOnceAndEverAfter(@ForAll int length) {
        FrameDecoder decoder = new FrameDecoder(LIMIT);
        byte[] head = ByteBuffer.allocate(4).putInt(length).array();
        decoder.feed(head, head.length);

        if (length >= Frame.HEADER_SIZE && length <= LIMIT) {
            assertThat(decoder.next()).isEmpty();
        } else {
            assertRefused(decoder, length);
            assertRefused(decoder, length);
        }
        assertThat(decoder.retainedSize()).isEqualTo(FIRST_CAPACITY);
    }

    @Example
    void next_withLengthsAroundTheBounds_acceptsExactlyWhatIsWithin() {
        for (int length : new int[] {Integer.MIN_VALUE, -1, 0, 1, 4, LIMIT + 1, 1 << 30, Integer.MAX_VALUE}) {
            assertRefused(fed(new FrameDecoder(LIMIT), new byte[0], length), length);
        }
        for (int length : new int[] {Frame.HEADER_SIZE, LIMIT}) {
            FrameDecoder decoder = fed(new FrameDecoder(LIMIT), new byte[length], length);
            assertThat(decoder.next()).map(frame -> frame.body().size()).contains(length - Frame.HEADER_SIZE);
        }
    }

    @Example
    void limit_changedBetweenFrames_countsForTheNextFrame() {
        Frame small = new Frame(1, 1, Bytes.of(new byte[10]));
        Frame large = new Frame(2, 2, Bytes.of(new byte[100]));
        byte[] stream = joined(List.of(small.encode(), large.encode(), large.encode()));
        FrameDecoder decoder = new FrameDecoder(20);
        decoder.feed(stream, stream.length);

        assertThat(decoder.next()).contains(small);
        assertRefused(decoder, 105);
        decoder.limit(105);
        assertThat(decoder.next()).contains(large);
        decoder.limit(104);
        assertRefused(decoder, 105);
    }

    @Example
    void limit_atTheLargestNumber_stillWaitsForTheBytesBeforeMakingRoom() {
        for (int length : new int[] {Integer.MAX_VALUE, Integer.MAX_VALUE - 3, 1 << 30}) {
            FrameDecoder decoder = fed(new FrameDecoder(Integer.MAX_VALUE), new byte[100], length);

            assertThat(decoder.next()).isEmpty();
            assertThat(decoder.retainedSize()).isEqualTo(FIRST_CAPACITY);
        }
    }

    @Example
    void limit_belowAHeader_isMisuse() {
        assertThatIllegalArgumentException().isThrownBy(() -> new FrameDecoder(Frame.HEADER_SIZE - 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new FrameDecoder(LIMIT).limit(-1));
    }

    @Property(tries = 200)
    void frame_ofAnyType_encodesItOrIsMisuse(@ForAll int type, @ForAll int requestId) {
        if (type >= 0 && type <= 255) {
            assertThat(new Frame(type, requestId, Bytes.EMPTY).encode()).hasSize(9);
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> new Frame(type, requestId, Bytes.EMPTY));
        }
    }

    @Example
    void encode_ofAKnownFrame_isAsSpecified() {
        Frame frame = new Frame(0xfe, 0x01020304, Bytes.ofHex("aabb"));

        assertThat(Bytes.of(frame.encode())).isEqualTo(Bytes.ofHex("00000007fe01020304aabb"));
    }

    private record Run(List<Frame> frames, boolean failed, int largest) {}

    private static Run run(byte[] stream, List<Integer> pieces) {
        FrameDecoder decoder = new FrameDecoder(LIMIT);
        List<Frame> frames = new ArrayList<>();
        int largest = 0;
        boolean failed = false;
        int piece = 0;
        for (int from = 0; from < stream.length && !failed; ) {
            int to = Math.min(stream.length, from + pieces.get(piece++ % pieces.size()));
            byte[] part = Arrays.copyOfRange(stream, from, to);
            decoder.feed(part, part.length);
            largest = Math.max(largest, decoder.retainedSize());
            from = to;
            try {
                drain(decoder, frames);
            } catch (ProtocolException e) {
                failed = true;
            }
        }
        return new Run(frames, failed, largest);
    }

    private static List<Frame> feed(FrameDecoder decoder, byte[] stream, List<Integer> pieces) {
        List<Frame> frames = new ArrayList<>();
        byte[] buffer = new byte[LIMIT];
        int piece = 0;
        for (int from = 0; from < stream.length; ) {
            int length = Math.min(stream.length - from, pieces.get(piece++ % pieces.size()));
            System.arraycopy(stream, from, buffer, 0, length);
            decoder.feed(buffer, length);
            Arrays.fill(buffer, (byte) 0x5a);
            drain(decoder, frames);
            from += length;
        }
        return frames;
    }

    private static void drain(FrameDecoder decoder, List<Frame> into) {
        for (Optional<Frame> next = decoder.next(); next.isPresent(); next = decoder.next()) {
            into.add(next.get());
        }
    }

    private static FrameDecoder fed(FrameDecoder decoder, byte[] content, int length) {
        byte[] head = ByteBuffer.allocate(4).putInt(length).array();
        decoder.feed(head, head.length);
        decoder.feed(content, content.length);
        return decoder;
    }

    private static void assertRefused(FrameDecoder decoder, int length) {
        ProtocolException refusal = catchThrowableOfType(ProtocolException.class, decoder::next);
        assertThat(refusal).hasMessageContaining(Integer.toUnsignedString(length));
        assertThat(refusal.status()).isEqualTo(StatusCode.FRAME_TOO_LARGE);
    }

    private static byte[] joined(List<byte[]> parts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        parts.forEach(all::writeBytes);
        return all.toByteArray();
    }
}
