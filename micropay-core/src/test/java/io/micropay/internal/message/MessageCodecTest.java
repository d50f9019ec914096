package io.micropay.internal.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micropay.error.ProtocolException;
import io.micropay.internal.message.ClientMessage.Capture;
import io.micropay.internal.message.ClientMessage.Exit;
import io.micropay.internal.message.ClientMessage.Hello;
import io.micropay.internal.message.ClientMessage.HoldQuery;
import io.micropay.internal.message.ClientMessage.ListPeers;
import io.micropay.internal.message.ClientMessage.Login;
import io.micropay.internal.message.ClientMessage.Lookup;
import io.micropay.internal.message.ClientMessage.Register;
import io.micropay.internal.message.ClientMessage.RequestPayment;
import io.micropay.internal.message.ClientMessage.RequestQuery;
import io.micropay.internal.message.ClientMessage.StatementQuery;
import io.micropay.internal.message.ClientMessage.Status;
import io.micropay.internal.message.ClientMessage.Submit;
import io.micropay.internal.message.PeerMessage.Declined;
import io.micropay.internal.message.PeerMessage.OfferOrder;
import io.micropay.internal.message.PeerMessage.PeerHello;
import io.micropay.internal.message.PeerMessage.PeerWelcome;
import io.micropay.internal.message.ServerMessage.Decided;
import io.micropay.internal.message.ServerMessage.Done;
import io.micropay.internal.message.ServerMessage.HoldReport;
import io.micropay.internal.message.ServerMessage.Paid;
import io.micropay.internal.message.ServerMessage.PeerPage;
import io.micropay.internal.message.ServerMessage.Refused;
import io.micropay.internal.message.ServerMessage.RequestReport;
import io.micropay.internal.message.ServerMessage.Results;
import io.micropay.internal.message.ServerMessage.StatementPage;
import io.micropay.internal.message.ServerMessage.Waiting;
import io.micropay.internal.message.ServerMessage.Welcome;
import io.micropay.model.AccountId;
import io.micropay.model.BatchSignature;
import io.micropay.model.Bytes;
import io.micropay.model.Credential;
import io.micropay.model.Digest;
import io.micropay.model.EntryKind;
import io.micropay.model.KeyId;
import io.micropay.model.OrderId;
import io.micropay.model.OrderRef;
import io.micropay.model.Outcome;
import io.micropay.model.Payment;
import io.micropay.model.PaymentOrder;
import io.micropay.model.PaymentRequest;
import io.micropay.model.Peer;
import io.micropay.model.Purpose;
import io.micropay.model.Receipt;
import io.micropay.model.RequestState;
import io.micropay.model.SessionGrant;
import io.micropay.model.SignedOrder;
import io.micropay.model.SignedRequest;
import io.micropay.model.Statement;
import io.micropay.model.StatementLine;
import io.micropay.model.StatusCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Known encodings and text forms, and what has no encoding. */
class MessageCodecTest {
    private static final AccountId BRIAN = new AccountId("brian");
    private static final AccountId TA = new AccountId("ta");
    private static final KeyId KEY = new KeyId(Digest.NONE);
    private static final OrderId ID = OrderId.parse("0190a6c2-7f3e-7c41-b1de-5f0c2f6a3b11");
    private static final Instant NOON = Instant.ofEpochMilli(0x0102030405L);
    private static final Bytes PUBLIC_KEY = Bytes.of(new byte[294]);
    private static final BatchSignature SIGNATURE = signature(256);
    private static final PaymentOrder ORDER = order(Optional.empty(), Optional.empty());
    private static final SignedOrder SIGNED = new SignedOrder(ORDER, Statements.encode(ORDER), SIGNATURE);
    private static final Outcome OUTCOME = new Outcome(ID, Digest.NONE, StatusCode.SETTLED, 1, NOON);
    private static final Receipt RECEIPT = new Receipt(OUTCOME, Statements.encode(OUTCOME), SIGNATURE);
    private static final SessionGrant GRANT = new SessionGrant(KEY, BRIAN, KEY, KEY, NOON, NOON);
    private static final Registration REGISTRATION = new Registration(KEY, BRIAN, KEY, KEY, KEY);
    private static final Digest REQUEST_ID = new Digest(Bytes.ofHex("11".repeat(32)));
    private static final Digest MEMO_DIGEST = new Digest(Bytes.ofHex("22".repeat(32)));
    private static final PaymentRequest REQUEST =
            new PaymentRequest(KEY, REQUEST_ID, TA, KEY, 250, NOON, NOON.plusMillis(1), MEMO_DIGEST);
    private static final SignedRequest SIGNED_REQUEST =
            new SignedRequest(REQUEST, Statements.encode(REQUEST), SIGNATURE);
    private static final Credential CREDENTIAL =
            new Credential(GRANT, Statements.encode(GRANT), SIGNATURE, PUBLIC_KEY, PUBLIC_KEY, PUBLIC_KEY);
    private static final Payment PAYMENT = new Payment(SIGNED, RECEIPT);
    private static final Paid PAID = new Paid(PAYMENT, CREDENTIAL);

    private static final List<RequestState.Progress> PROGRESS =
            List.of(RequestState.Progress.OPEN, RequestState.Progress.PAID, RequestState.Progress.EXPIRED);

    private static BatchSignature signature(int size) {
        return new BatchSignature(KEY, Optional.empty(), 1, 0, List.of(), Bytes.of(new byte[size]));
    }

    private static Login login(int port) {
        return new Login(GRANT, Statements.encode(GRANT), SIGNATURE, port);
    }

    private static Register register(Bytes statement, Bytes accountKey) {
        return new Register(REGISTRATION, statement, SIGNATURE, accountKey, PUBLIC_KEY);
    }

    private static StatementLine line(long sequence) {
        return new StatementLine(sequence, EntryKind.HOLD, TA, 0, 5, 10, Optional.of(ID), NOON);
    }

    private static PaymentOrder order(Optional<Instant> captureBy, Optional<Purpose> purpose) {
        return new PaymentOrder(KEY, ID, BRIAN, TA, KEY, 2000, NOON, NOON, Digest.NONE, captureBy, purpose);
    }

    private static RequestReport report(RequestState.Progress progress, Optional<Paid> payment) {
        return new RequestReport(SIGNED_REQUEST, CREDENTIAL, progress, payment);
    }

    private static String hex(long number) {
        return String.format("%016x", number);
    }

    /** What a caller can put together although the protocol has no bytes for it. */
    static Stream<Message> unencodable() {
        return Stream.of(
                new Hello(List.of(), ""),
                new Hello(Collections.nCopies(17, 1), ""),
                new Hello(List.of(256), ""),
                new Hello(List.of(-1), ""),
                new Hello(List.of(1), "a".repeat(256)),
                new Hello(List.of(1), "\u00e4".repeat(128)),
                register(Bytes.EMPTY, PUBLIC_KEY),
                register(Bytes.of(new byte[513]), PUBLIC_KEY),
                register(Statements.encode(REGISTRATION), Bytes.EMPTY),
                register(Statements.encode(REGISTRATION), Bytes.of(new byte[1025])),
                login(0),
                login(-1),
                login(65_536),
                login(65_536 + 80),
                new Login(GRANT, Statements.encode(GRANT), signature(255), 1),
                new Login(GRANT, Statements.encode(GRANT), signature(513), 1),
                new ListPeers(Optional.empty(), 0),
                new ListPeers(Optional.empty(), 513),
                new ListPeers(Optional.empty(), 65_537),
                new Submit(List.of()),
                new Submit(Collections.nCopies(33, SIGNED)),
                new Status(List.of()),
                new Status(Collections.nCopies(33, new OrderRef(new AccountId("alice"), ID))),
                new Welcome(256, "NTD", 2, NOON, 7),
                new Welcome(1, "NTD", 19, NOON, 7),
                new Welcome(1, "NTD", -1, NOON, 7),
                new Welcome(1, "N".repeat(256), 2, NOON, 7),
                new Welcome(1, "NTD", 2, NOON.plusNanos(1), 7),
                new Welcome(1, "NTD", 2, Instant.ofEpochMilli(-1), 7),
                new Welcome(1, "NTD", 2, Instant.parse("+10000-01-01T00:00:00Z"), 7),
                new Welcome(1, "NTD", 2, NOON, -1),
                new StatementQuery(-1, 1),
                new StatementQuery(Long.MIN_VALUE, 1),
                new StatementQuery(0, 0),
                new StatementQuery(0, 257),
                new StatementPage(new Statement(0, -1, List.of())),
                new StatementPage(new Statement(0, 0, Collections.nCopies(257, line(1)))),
                new StatementPage(new Statement(0, 0, List.of(line(0)))),
                new StatementPage(new Statement(0, 0, List.of(line(-1)))),
                new Waiting(-1),
                new Refused(StatusCode.MALFORMED, "a".repeat(256)),
                new PeerPage(0, -1, List.of()),
                new PeerPage(0, 0, Collections.nCopies(513, new Peer(BRIAN, "::1", 1))),
                new Results(List.of()),
                new Results(Collections.nCopies(33, OrderResult.decided(RECEIPT))),
                new RequestPayment(new SignedRequest(REQUEST, Bytes.EMPTY, SIGNATURE)),
                new RequestPayment(new SignedRequest(REQUEST, Bytes.of(new byte[513]), SIGNATURE)),
                new RequestPayment(new SignedRequest(REQUEST, Statements.encode(REQUEST), signature(255))),
                new RequestReport(
                        new SignedRequest(REQUEST, Bytes.EMPTY, SIGNATURE),
                        CREDENTIAL,
                        RequestState.Progress.OPEN,
                        Optional.empty()),
                new PeerHello(List.of(), BRIAN),
                new PeerWelcome(256),
                new OfferOrder(SIGNED, Bytes.of(new byte[PeerMessage.MAX_SEALED_MEMO + 1])),
                new Declined(StatusCode.DECLINED, "a".repeat(70_000)));
    }

    /** Whoever sends it hears of it: no bytes leave that the other side would refuse or read differently. */
    @ParameterizedTest
    @MethodSource("unencodable")
    void encode_ofWhatTheProtocolCannotSay_isMisuse(Message message) {
        assertThatIllegalArgumentException().isThrownBy(() -> MessageCodec.encode(message));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "fee.de",
                "cafe",
                "127.0.0.1.",
                "1",
                "127.1",
                "256.0.0.1",
                "1.2.3.1000",
                "0x7f.0.0.1",
                "....",
                " 127.0.0.1",
                "fe80::1%eth0",
                "[::1]",
                "\u0661.1.1.1",
                "0000:0000:0000:0000:0000:0000:0000:0000:000000"
            })
    void peer_whoseHostIsNoAddress_isNeitherSentNorTaken(String host) {
        PeerPage page = new PeerPage(1, 1, List.of(new Peer(BRIAN, host, 80)));
        assertThatIllegalArgumentException().isThrownBy(() -> MessageCodec.encode(page));

        byte[] name = host.getBytes(StandardCharsets.UTF_8);
        WireWriter out = new WireWriter().u64(1).u32(1).u16(1);
        Structures.write(out, BRIAN);
        Bytes body = out.u8(name.length).fixed(Bytes.of(name)).u16(80).toBytes();
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> MessageCodec.decode(0x45, body));
    }

    @Test
    void results_thatContradictTheirReceipt_areMisuse() {
        OrderId other = OrderId.parse("0190a6c2-7f3e-7c41-b1de-5f0c2f6a3b12");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OrderResult(other, StatusCode.SETTLED, Optional.of(RECEIPT)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OrderResult(ID, StatusCode.VOIDED, Optional.of(RECEIPT)));
    }

    @ParameterizedTest
    @ValueSource(ints = {Integer.MIN_VALUE, -1, 0, 0x11, 0x40, 0x4b, 0x50, 0x53, 0x60, 0x67, 0xff, 256, 0x101})
    void decode_ofUnknownType_isRefusedAsUnexpected(int type) {
        ProtocolException refusal =
                catchThrowableOfType(ProtocolException.class, () -> MessageCodec.decode(type, Bytes.EMPTY));

        assertThat(refusal.status()).isEqualTo(StatusCode.UNEXPECTED_MESSAGE);
        assertThat(refusal).hasMessageContaining(String.valueOf(type));
    }

    @Test
    void encode_ofKnownMessages_isAsSpecified() {
        assertThat(MessageCodec.encode(new Hello(List.of(1, 255), "\u00e4")))
                .hasToString("02" + "01ff" + "02" + "c3a4");
        assertThat(MessageCodec.encode(new ListPeers(Optional.of(TA), 512)))
                .hasToString("0001" + "02" + "7461" + "0200");
        assertThat(MessageCodec.encode(new Welcome(1, "NTD", 2, NOON, 7)))
                .hasToString("01" + "03" + "4e5444" + "02" + "0000000102030405" + "0000000000000007");
        assertThat(MessageCodec.encode(new Done(StatusCode.LOGGED_OUT))).hasToString("0078");
        assertThat(MessageCodec.encode(new PeerPage(-2, 1, List.of(new Peer(TA, "::1", 258)))))
                .hasToString("fffffffffffffffe" + "00000001" + "0001" + "02" + "7461" + "03" + "3a3a31" + "0102");
        assertThat(MessageCodec.encode(new Results(List.of(OrderResult.undecided(ID, StatusCode.ORDER_UNKNOWN)))))
                .hasToString("0001" + "00" + "0190a6c27f3e7c41b1de5f0c2f6a3b11" + "0136");
        assertThat(MessageCodec.encode(new Exit())).isEqualTo(Bytes.EMPTY);
    }

    @Test
    void encode_ofMessagesAboutHolds_isAsSpecified() {
        String ref = "05" + "627269616e" + "0190a6c27f3e7c41b1de5f0c2f6a3b11";
        CaptureRequest request = new CaptureRequest(KEY, ORDER.ref(), Digest.NONE, TA, 2);
        Bytes statement = Statements.encode(request);
        String receipt = "0044" + RECEIPT.statement() + KEY;

        assertThat(MessageCodec.encode(new HoldQuery(ORDER.ref()))).hasToString(ref);
        assertThat(statement).hasToString("0108" + "00".repeat(32) + ref + "00".repeat(32) + "027461" + hex(2));
        assertThat(MessageCodec.encode(new Capture(request, statement, SIGNATURE))
                        .hex())
                .startsWith("0063" + statement + KEY);
        assertThat(MessageCodec.encode(new HoldReport(Bytes.EMPTY, Optional.empty())))
                .hasToString("0000" + "0000");
        assertThat(MessageCodec.encode(new HoldReport(statement, Optional.of(RECEIPT)))
                        .hex())
                .startsWith("0063" + statement + "0001" + receipt);
    }

    @Test
    void encode_ofMessagesAboutRequests_isAsSpecified() {
        String signature = KEY + "00" + "00000001" + "00000000" + "00" + "0100" + "00".repeat(256);
        String request = "009d" + SIGNED_REQUEST.statement() + signature;
        String grant = "0078" + CREDENTIAL.statement() + signature;
        String credential = grant + ("0126" + PUBLIC_KEY).repeat(3);
        String order = "0093" + SIGNED.statement() + signature;
        String receipt = "0044" + RECEIPT.statement() + signature;

        assertThat(MessageCodec.encode(new RequestPayment(SIGNED_REQUEST))).hasToString(request);
        assertThat(MessageCodec.encode(new RequestQuery(TA, REQUEST_ID))).hasToString("027461" + REQUEST_ID);
        assertThat(MessageCodec.encode(report(RequestState.Progress.OPEN, Optional.empty())))
                .hasToString(request + credential + "00" + "0000");
        assertThat(MessageCodec.encode(report(RequestState.Progress.PAID, Optional.of(PAID))))
                .hasToString(request + credential + "01" + "0001" + order + receipt + credential);
        assertThat(MessageCodec.encode(report(RequestState.Progress.EXPIRED, Optional.empty())))
                .hasToString(request + credential + "02" + "0000");
    }

    @Test
    void typesOfMessagesAboutRequests_areAsSpecified() {
        assertThat(MessageCodec.type(new RequestPayment(SIGNED_REQUEST))).isEqualTo(0x0f);
        assertThat(MessageCodec.type(new RequestQuery(TA, REQUEST_ID))).isEqualTo(0x10);
        assertThat(MessageCodec.type(report(RequestState.Progress.OPEN, Optional.empty())))
                .isEqualTo(0x4a);
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "PAID")
    void requestReport_ofWhatIsNotPaid_hasNoPayment(RequestState.Progress progress) {
        assertThatIllegalArgumentException().isThrownBy(() -> report(progress, Optional.of(PAID)));

        String paid = MessageCodec.encode(report(RequestState.Progress.PAID, Optional.of(PAID)))
                .hex();
        int at = MessageCodec.encode(report(progress, Optional.empty())).hex().length() - 6;
        Bytes body = Bytes.ofHex(paid.substring(0, at) + "0" + PROGRESS.indexOf(progress) + paid.substring(at + 2));
        ProtocolException refusal =
                catchThrowableOfType(ProtocolException.class, () -> MessageCodec.decode(0x4a, body));
        assertThat(refusal.status()).isEqualTo(StatusCode.MALFORMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"030000", "ff0000", "000001", "010002"})
    void requestReport_withAnEndOutOfBounds_isMalformed(String end) {
        String open = MessageCodec.encode(report(RequestState.Progress.OPEN, Optional.empty()))
                .hex();
        Bytes body = Bytes.ofHex(open.substring(0, open.length() - 6) + end);

        ProtocolException refusal =
                catchThrowableOfType(ProtocolException.class, () -> MessageCodec.decode(0x4a, body));
        assertThat(refusal.status()).isEqualTo(StatusCode.MALFORMED);
    }

    /** Whatever else is signed: only a payment request can stand where one is due, and only an order where one is. */
    @Test
    void statementOfAnotherKind_inPlaceOfARequestOrAnOrder_isMalformed() {
        String signature = MessageCodec.encode(new RequestPayment(SIGNED_REQUEST))
                .hex()
                .substring(2 * (2 + SIGNED_REQUEST.statement().size()));
        Bytes asRequest = Bytes.ofHex("0093" + SIGNED.statement() + signature);
        Bytes asOrder = Bytes.ofHex("0001" + "009d" + SIGNED_REQUEST.statement() + signature);

        for (Throwable refusal : List.of(
                catchThrowable(() -> MessageCodec.decode(0x0f, asRequest)),
                catchThrowable(() -> MessageCodec.decode(0x06, asOrder)))) {
            assertThat(refusal).isInstanceOf(ProtocolException.class).hasMessageContaining("kind");
        }
    }

    @Test
    void encode_ofAStatement_isAsSpecified() {
        assertThat(MessageCodec.encode(new StatementQuery(258, 256))).hasToString(hex(258) + "0100");
        assertThat(MessageCodec.encode(new StatementPage(new Statement(-1, 5, List.of(line(9))))))
                .hasToString(hex(-1) + hex(5) + "0001" + hex(9) + "03" + "027461" + hex(0) + hex(5) + hex(10) + "0001"
                        + "0190a6c27f3e7c41b1de5f0c2f6a3b11" + "0000000102030405");
    }

    /** The numbers are for ever: a kind that was put between others would rewrite everybody's history. */
    @ParameterizedTest
    @CsvSource({
        "OPENING, 0",
        "PAYMENT, 1",
        "REJECTION, 2",
        "HOLD, 3",
        "CAPTURE, 4",
        "RELEASE, 5",
        "EXPIRY, 6",
        "ISSUE, 7",
        "FREEZE, 8",
        "UNFREEZE, 9",
        "CLOSURE, 10",
        "BINDING, 11"
    })
    void encode_ofALine_numbersItsKind(EntryKind kind, int number) {
        StatementLine line = new StatementLine(1, kind, TA, 0, 0, 0, Optional.empty(), NOON);
        byte[] body = MessageCodec.encode(new StatementPage(new Statement(0, 0, List.of(line))))
                .toByteArray();

        assertThat(body[8 + 8 + 2 + 8]).isEqualTo((byte) number);
    }

    @Test
    void longestPageOfAStatement_fitsIntoAFrame() {
        AccountId longest = new AccountId("a".repeat(AccountId.MAX_LENGTH));
        StatementLine line =
                new StatementLine(Long.MAX_VALUE, EntryKind.CLOSURE, longest, -1, -1, -1, Optional.of(ID), NOON);
        Message page = new StatementPage(new Statement(1, 1, Collections.nCopies(ClientMessage.MAX_LINES, line)));

        assertThat(5 + MessageCodec.encode(page).size()).isLessThanOrEqualTo(64 << 10);
    }

    @Test
    void holdReport_thatContradictsItself_isMisuse() {
        Bytes statement = Statements.encode(new CaptureRequest(KEY, ORDER.ref(), Digest.NONE, TA, 1));
        Bytes negative = Statements.encode(new CaptureRequest(KEY, ORDER.ref(), Digest.NONE, TA, -1));

        assertThatIllegalArgumentException().isThrownBy(() -> new HoldReport(statement, Optional.empty()));
        assertThatIllegalArgumentException().isThrownBy(() -> new HoldReport(negative, Optional.of(RECEIPT)));
        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(() -> new HoldReport(RECEIPT.statement(), Optional.of(RECEIPT)));
        assertThat(new HoldReport(statement, Optional.of(RECEIPT)).request())
                .hasValueSatisfying(request -> assertThat(request.amount()).isEqualTo(1));
        assertThat(new HoldReport(Bytes.EMPTY, Optional.of(RECEIPT)).request()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void act_withAnAmount_isAnIssueOrMisuse(OperatorAct.Kind kind) {
        if (kind == OperatorAct.Kind.ISSUE) {
            assertThat(new OperatorAct(ID, kind, BRIAN, -1, "").amount()).isEqualTo(-1);
        } else {
            assertThatIllegalArgumentException().isThrownBy(() -> new OperatorAct(ID, kind, BRIAN, 1, ""));
        }
    }

    @Test
    void statement_ofAnAct_isAsSpecified() {
        OperatorAct act = new OperatorAct(ID, OperatorAct.Kind.CLOSE, TA, 0, "left");

        assertThat(Statements.encode(new ActRecord(3, act, NOON)))
                .hasToString("0109" + hex(3) + "0190a6c27f3e7c41b1de5f0c2f6a3b11" + "04" + "027461" + hex(0) + "04"
                        + "6c656674" + "0000000102030405");
        assertThat(Archive.decodeAct(Archive.encode(act))).isEqualTo(act);
    }

    @Test
    void statement_ofAHold_endsWithItsTime() {
        PaymentOrder hold = order(Optional.of(NOON.plusMillis(1)), Optional.empty());
        String order = Statements.encode(ORDER).hex();

        assertThat(Statements.encode(hold)).hasToString("0107" + order.substring(4) + "0000000102030406");
    }

    @Test
    void statement_ofAnOrderWithAPurpose_endsWithIt() {
        String order = Statements.encode(ORDER).hex();
        OrderId payment = OrderId.parse("0190a6c2-7f3e-7c41-b1de-5f0c2f6a3b12");

        assertThat(Statements.encode(order(Optional.empty(), Optional.of(new Purpose.Requested(REQUEST_ID)))))
                .hasToString("010c" + order.substring(4) + "11".repeat(32));
        assertThat(Statements.encode(order(Optional.empty(), Optional.of(new Purpose.Refund(payment)))))
                .hasToString("010d" + order.substring(4) + "0190a6c27f3e7c41b1de5f0c2f6a3b12");
    }

    @Test
    void statement_ofARequest_isAsSpecified() {
        String zeros = "00".repeat(32);

        assertThat(SIGNED_REQUEST.statement())
                .hasToString("010b" + zeros + "11".repeat(32) + "027461" + zeros + hex(250) + "0000000102030405"
                        + "0000000102030406" + "22".repeat(32));
        assertThat(Archive.decodeRequest(Archive.encode(SIGNED_REQUEST))).isEqualTo(SIGNED_REQUEST);
    }

    @Test
    void statement_ofAnOrder_isAsSpecified() {
        String zeros = "00".repeat(32);

        assertThat(Statements.encode(ORDER))
                .hasToString("0101" + zeros + "0190a6c27f3e7c41b1de5f0c2f6a3b11" + "05627269616e" + "027461" + zeros
                        + "00000000000007d0" + "0000000102030405".repeat(2) + zeros);
    }

    @Test
    void statement_ofAnOutcome_isAsSpecified() {
        assertThat(Statements.encode(OUTCOME))
                .hasToString("0105" + "0000000000000001" + "0190a6c27f3e7c41b1de5f0c2f6a3b11" + "00".repeat(32) + "0082"
                        + "0000000102030405");
    }

    @Test
    void text_ofMessages_isAsInTheManual() {
        assertThat(register(Statements.encode(REGISTRATION), PUBLIC_KEY).text()).isEqualTo("REGISTER#brian");
        assertThat(login(57_609).text()).isEqualTo("brian#57609");
        assertThat(new ListPeers(Optional.empty(), 1).text()).isEqualTo("List");
        assertThat(new Submit(List.of(SIGNED)).text()).isEqualTo("brian#2000#ta");
        assertThat(new OfferOrder(SIGNED, Bytes.EMPTY).text()).isEqualTo("brian#2000#ta");
        assertThat(new Exit().text()).isEqualTo("Exit");
        assertThat(new Lookup(TA).text()).isEqualTo("LOOKUP#ta");
        CaptureRequest capture = new CaptureRequest(KEY, ORDER.ref(), Digest.NONE, TA, 7);
        assertThat(new Capture(capture, Statements.encode(capture), SIGNATURE).text())
                .isEqualTo("CAPTURE#" + ID + "/brian#7");
        assertThat(new HoldQuery(ORDER.ref()).text()).isEqualTo("HOLD#" + ID + "/brian");
        assertThat(new StatementQuery(17, 1).text()).isEqualTo("STATEMENT#17");
        assertThat(new HoldReport(Bytes.EMPTY, Optional.empty()).text()).isEqualTo("OPEN");
        assertThat(new HoldReport(Bytes.EMPTY, Optional.of(RECEIPT)).text()).isEqualTo("130 transfer OK");
        assertThat(new StatementPage(new Statement(8, 2, List.of(line(1)))).text())
                .isEqualTo("8 1 lines");
        assertThat(new RequestPayment(SIGNED_REQUEST).text()).isEqualTo("REQUEST#ta?250");
        assertThat(new RequestQuery(TA, REQUEST_ID).text()).isEqualTo("REQUEST#ta");
        assertThat(report(RequestState.Progress.OPEN, Optional.empty()).text()).isEqualTo("ta?250 OPEN");
        assertThat(new Decided(RECEIPT).text()).isEqualTo("130 transfer OK");
        assertThat(new PeerPage(10_000, 1, List.of(new Peer(TA, "::1", 258))).text())
                .isEqualTo("10000 1 ta#::1#258");
    }
}
