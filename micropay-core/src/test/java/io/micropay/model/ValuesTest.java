package io.micropay.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The bounds and text forms of the small records. */
class ValuesTest {
    private static final Digest DIGEST = new Digest(Bytes.of(new byte[32]));
    private static final KeyId KEY = new KeyId(DIGEST);
    private static final OrderId ID = OrderId.parse("0190a6c2-7f3e-7c41-b1de-5f0c2f6a3b11");
    private static final OrderId OTHER_ID = OrderId.parse("0190a6c2-7f3e-7c41-b1de-5f0c2f6a3b12");
    private static final AccountId BRIAN = new AccountId("brian");
    private static final AccountId TA = new AccountId("ta");
    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
    private static final Bytes STATEMENT = Bytes.of((byte) 1);
    private static final BatchSignature SIGNATURE =
            new BatchSignature(KEY, Optional.empty(), 1, 0, List.of(), Bytes.EMPTY);
    private static final PaymentOrder ORDER = order(Optional.empty(), Optional.empty());
    private static final SignedOrder SIGNED = new SignedOrder(ORDER, STATEMENT, SIGNATURE);
    private static final Outcome OUTCOME = new Outcome(ID, DIGEST, StatusCode.SETTLED, 1, NOON);
    private static final Receipt RECEIPT = new Receipt(OUTCOME, STATEMENT, SIGNATURE);
    private static final PaymentRequest REQUEST =
            new PaymentRequest(KEY, DIGEST, TA, KEY, 250, NOON, NOON.plusSeconds(60), Digest.NONE);
    private static final SessionGrant GRANT = new SessionGrant(KEY, BRIAN, KEY, KEY, NOON, NOON.plusSeconds(60));

    private static PaymentOrder order(Optional<Instant> captureBy, Optional<Purpose> purpose) {
        return new PaymentOrder(
                KEY, ID, BRIAN, TA, KEY, 2000, NOON, NOON.plusSeconds(120), Digest.NONE, captureBy, purpose);
    }

    static Stream<Record> records() {
        return Stream.of(
                BRIAN,
                SIGNATURE,
                new Credential(GRANT, STATEMENT, SIGNATURE, STATEMENT, STATEMENT, STATEMENT),
                DIGEST,
                KEY,
                new HoldOutcome(ORDER.ref(), 1, RECEIPT),
                new Listing(BRIAN, 1, 0, List.of()),
                new Offer(SIGNED, Optional.empty()),
                ID,
                ORDER.ref(),
                OUTCOME,
                new Payment(SIGNED, RECEIPT),
                new PaymentLink(TA, 250, Bytes.of(new byte[16]), Optional.empty()),
                ORDER,
                REQUEST,
                new Peer(BRIAN, "127.0.0.1", 1),
                RECEIPT,
                new Purpose.Refund(ID),
                new Purpose.Requested(DIGEST),
                new RequestState(REQUEST, RequestState.Progress.OPEN, Optional.empty()),
                GRANT,
                SIGNED,
                new SignedRequest(REQUEST, STATEMENT, SIGNATURE),
                new Statement(1, 0, List.of()),
                new StatementLine(1, EntryKind.OPENING, BRIAN, 1, 0, 1, Optional.empty(), NOON));
    }

    @ParameterizedTest
    @MethodSource("records")
    void record_withAnyComponentNull_isRefused(Record record) throws ReflectiveOperationException {
        RecordComponent[] components = record.getClass().getRecordComponents();
        List<Class<?>> types = new ArrayList<>();
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : components) {
            types.add(component.getType());
            values.add(component.getAccessor().invoke(record));
        }
        Constructor<?> constructor = record.getClass().getDeclaredConstructor(types.toArray(Class[]::new));
        for (int i = 0; i < components.length; i++) {
            if (!components[i].getType().isPrimitive()) {
                Object[] arguments = values.toArray();
                arguments[i] = null;
                assertThatCode(() -> constructor.newInstance(arguments))
                        .as(components[i].toString())
                        .isInstanceOf(InvocationTargetException.class)
                        .hasCauseInstanceOf(NullPointerException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 31, 33, 64})
    void digest_ofOtherSize_isRefused(int size) {
        Bytes bytes = Bytes.of(new byte[size]);

        assertThatIllegalArgumentException().isThrownBy(() -> new Digest(bytes)).withMessageContaining("" + size);
        assertThatIllegalArgumentException().isThrownBy(() -> KeyId.of(bytes));
    }

    @Test
    void text_ofDigestAndKeyId_isHexadecimal() {
        Bytes bytes = Bytes.ofHex("00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff");

        assertThat(new Digest(bytes)).hasToString(bytes.hex());
        assertThat(KeyId.of(bytes)).hasToString(bytes.hex());
        assertThat(KeyId.of(bytes).bytes()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 65_536, Integer.MAX_VALUE})
    void peer_withPortOutOfBounds_isRefused(int port) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Peer(BRIAN, "127.0.0.1", port))
                .withMessageContaining("" + port);
    }

    @Test
    void text_ofPeerAndOrder_isAsInTheManual() {
        assertThat(new Peer(BRIAN, "127.0.0.1", 57_609)).hasToString("brian#127.0.0.1#57609");
        assertThat(new Peer(BRIAN, "::1", 65_535)).hasToString("brian#::1#65535");
        assertThat(ORDER).hasToString("brian#2000#ta");
        assertThat(SIGNED).hasToString("brian#2000#ta");
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MIN_VALUE, -1, 0})
    void outcome_withSequenceBelowOne_isRefused(long sequence) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Outcome(ID, DIGEST, StatusCode.SETTLED, sequence, NOON))
                .withMessageContaining("" + sequence);
    }

    @ParameterizedTest
    @EnumSource
    void outcome_ofAnyStatus_isAcceptedExactlyIfFinal(StatusCode status) {
        if (status.isFinal()) {
            Outcome outcome = new Outcome(ID, DIGEST, status, Long.MAX_VALUE, NOON);
            assertThat(outcome.isSettled()).isEqualTo(status == StatusCode.SETTLED);
            assertThat(outcome.isAccepted()).isEqualTo(status == StatusCode.SETTLED || status == StatusCode.AUTHORIZED);
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> new Outcome(ID, DIGEST, status, 1, NOON));
        }
    }

    @Test
    void order_withATimeToCapture_isAHold() {
        PaymentOrder hold = order(Optional.of(NOON), Optional.empty());

        assertThat(hold.isHold()).isTrue();
        assertThat(ORDER.isHold()).isFalse();
        assertThat(hold).hasToString("brian#2000#ta").isNotEqualTo(ORDER);
        assertThat(hold.ref()).isEqualTo(ORDER.ref()).hasToString(ID + "/brian");
    }

    @Test
    void order_withAPurpose_isAnotherOrderAndNoHold() {
        Optional<Purpose> requested = Optional.of(new Purpose.Requested(DIGEST));
        Optional<Purpose> refund = Optional.of(new Purpose.Refund(OTHER_ID));

        assertThat(order(Optional.empty(), requested))
                .isNotEqualTo(ORDER)
                .isNotEqualTo(order(Optional.empty(), refund))
                .hasToString("brian#2000#ta");
        assertThat(order(Optional.empty(), refund).isHold()).isFalse();
        assertThatIllegalArgumentException().isThrownBy(() -> order(Optional.of(NOON), requested));
        assertThatIllegalArgumentException().isThrownBy(() -> order(Optional.of(NOON), refund));
    }

    @Test
    void text_ofARequest_isShortAndWithoutSignature() {
        assertThat(REQUEST).hasToString("ta?250");
        assertThat(new SignedRequest(REQUEST, STATEMENT, SIGNATURE)).hasToString("ta?250");
    }

    @Test
    void payment_withReceiptOfAnotherOrder_isRefused() {
        Outcome other = new Outcome(OTHER_ID, DIGEST, StatusCode.SETTLED, 1, NOON);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Payment(SIGNED, new Receipt(other, STATEMENT, SIGNATURE)));
        Payment payment = new Payment(SIGNED, RECEIPT);
        assertThat(payment.payer()).isEqualTo(BRIAN);
        assertThat(payment.payee()).isEqualTo(TA);
        assertThat(payment.amount()).isEqualTo(2000);
        assertThat(payment.id()).isEqualTo(ID);
    }

    @Test
    void grant_atItsEdges_coversBoth() {
        assertThat(GRANT.covers(GRANT.from())).isTrue();
        assertThat(GRANT.covers(GRANT.until())).isTrue();
        assertThat(GRANT.covers(GRANT.from().minusNanos(1))).isFalse();
        assertThat(GRANT.covers(GRANT.until().plusNanos(1))).isFalse();
    }

    @Test
    void batchSignature_atItsBounds_isAcceptedAndBeyondThemRefused() {
        List<Digest> longest = Stream.generate(() -> DIGEST).limit(16).toList();
        List<Digest> tooLong = Stream.generate(() -> DIGEST).limit(17).toList();

        assertThatCode(() -> signature(1, 0, List.of())).doesNotThrowAnyException();
        assertThatCode(() -> signature(65_536, 65_535, longest)).doesNotThrowAnyException();
        assertThatIllegalArgumentException().isThrownBy(() -> signature(0, 0, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> signature(65_537, 0, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> signature(-1, -1, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> signature(5, 5, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> signature(5, -1, List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> signature(65_536, 0, tooLong));
    }

    @Test
    void records_withLists_keepCopies() {
        List<Digest> path = new ArrayList<>();
        BatchSignature signature = signature(2, 0, path);
        List<Peer> peers = new ArrayList<>();
        Listing listing = new Listing(BRIAN, 0, 0, peers);
        List<StatementLine> lines = new ArrayList<>();
        Statement statement = new Statement(0, 0, lines);
        path.add(DIGEST);
        peers.add(new Peer(BRIAN, "::1", 1));
        lines.add(new StatementLine(1, EntryKind.OPENING, BRIAN, 1, 0, 1, Optional.empty(), NOON));

        assertThat(signature.auditPath()).isEmpty();
        assertThat(listing.peers()).isEmpty();
        assertThat(statement.lines()).isEmpty();
        assertThatNullPointerException().isThrownBy(() -> new Listing(BRIAN, 0, 0, null));
    }

    private static BatchSignature signature(int treeSize, int leafIndex, List<Digest> path) {
        return new BatchSignature(KEY, Optional.empty(), treeSize, leafIndex, path, Bytes.EMPTY);
    }
}
