package io.micropay.internal.message;

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
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Every message and every signed statement that the protocol allows, for properties in any package.
 *
 * <p>Signatures and keys are noise of the right size: nothing verifies. Statements are those of their records.
 */
public final class WireArbitraries {
    private static final long MAX_MILLIS = 253_402_300_799_999L;
    private static final String ALPHANUMERIC = "ABCXYZabcxyz0189";

    private WireArbitraries() {}

    /**
     * A kind of signed statement.
     *
     * @param name the name of its record
     * @param values all of its records
     * @param encode from record to statement
     * @param decode from statement to record
     */
    public record Kind<T>(String name, Arbitrary<T> values, Function<T, Bytes> encode, Function<Bytes, T> decode) {
        /** All statements of this kind. */
        public Arbitrary<Bytes> statements() {
            return values.map(encode);
        }

        /** What the statement decodes to, encoded anew. */
        public Bytes reencode(Bytes statement) {
            return encode.apply(decode.apply(statement));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    /** Every kind of signed statement. */
    public static List<Kind<?>> kinds() {
        return List.of(
                new Kind<>("order", orders(), Statements::encode, Statements::decodeOrder),
                new Kind<>("grant", grants(), Statements::encode, Statements::decodeGrant),
                new Kind<>("registration", registrations(), Statements::encode, Statements::decodeRegistration),
                new Kind<>("void", voidRequests(), Statements::encode, Statements::decodeVoid),
                new Kind<>("outcome", outcomes(), Statements::encode, Statements::decodeOutcome),
                new Kind<>("opening", openings(), Statements::encode, Statements::decodeOpening),
                new Kind<>("capture", captures(), Statements::encode, Statements::decodeCapture),
                new Kind<>("act", actRecords(), Statements::encode, Statements::decodeAct),
                new Kind<>("binding", bindings(), Statements::encode, Statements::decodeBinding),
                new Kind<>("request", requests(), Statements::encode, Statements::decodeRequest));
    }

    /** Every kind of message, by its class. */
    public static Map<Class<? extends Message>, Arbitrary<? extends Message>> messages() {
        return Map.ofEntries(
                Map.entry(Ping.class, Arbitraries.create(Ping::new)),
                Map.entry(Pong.class, Arbitraries.create(Pong::new)),
                Map.entry(
                        ClientMessage.Hello.class,
                        Combinators.combine(versions(), texts()).as(ClientMessage.Hello::new)),
                Map.entry(ClientMessage.Register.class, registers()),
                Map.entry(ClientMessage.Login.class, logins()),
                Map.entry(
                        ClientMessage.ListPeers.class,
                        Combinators.combine(
                                        accountIds().optional(),
                                        Arbitraries.integers().between(1, ClientMessage.MAX_PEERS))
                                .as(ClientMessage.ListPeers::new)),
                Map.entry(ClientMessage.Lookup.class, accountIds().map(ClientMessage.Lookup::new)),
                Map.entry(
                        ClientMessage.Submit.class,
                        few(signedOrders(), 1, ClientMessage.MAX_ORDERS).map(ClientMessage.Submit::new)),
                Map.entry(
                        ClientMessage.VoidOrder.class,
                        Combinators.combine(voidRequests(), batchSignatures())
                                .as((request, signature) ->
                                        new ClientMessage.VoidOrder(request, Statements.encode(request), signature))),
                Map.entry(
                        ClientMessage.Status.class,
                        few(orderRefs(), 1, ClientMessage.MAX_STATUS_IDS).map(ClientMessage.Status::new)),
                Map.entry(
                        ClientMessage.Capture.class,
                        Combinators.combine(captures(), batchSignatures())
                                .as((request, signature) ->
                                        new ClientMessage.Capture(request, Statements.encode(request), signature))),
                Map.entry(ClientMessage.HoldQuery.class, orderRefs().map(ClientMessage.HoldQuery::new)),
                Map.entry(ClientMessage.RequestPayment.class, signedRequests().map(ClientMessage.RequestPayment::new)),
                Map.entry(
                        ClientMessage.RequestQuery.class,
                        Combinators.combine(accountIds(), digests()).as(ClientMessage.RequestQuery::new)),
                Map.entry(
                        ClientMessage.StatementQuery.class,
                        Combinators.combine(
                                        sequencesFrom(0), Arbitraries.integers().between(1, ClientMessage.MAX_LINES))
                                .as(ClientMessage.StatementQuery::new)),
                Map.entry(ClientMessage.Exit.class, Arbitraries.create(ClientMessage.Exit::new)),
                Map.entry(
                        ServerMessage.Welcome.class,
                        Combinators.combine(
                                        octets(),
                                        texts(),
                                        Arbitraries.integers().between(0, 18),
                                        instants(),
                                        sequencesFrom(0))
                                .as(ServerMessage.Welcome::new)),
                Map.entry(ServerMessage.Waiting.class, counts().map(ServerMessage.Waiting::new)),
                Map.entry(ServerMessage.Done.class, statusCodes().map(ServerMessage.Done::new)),
                Map.entry(
                        ServerMessage.Refused.class,
                        Combinators.combine(statusCodes(), texts()).as(ServerMessage.Refused::new)),
                Map.entry(
                        ServerMessage.PeerPage.class,
                        Combinators.combine(Arbitraries.longs(), counts(), few(peers(), 0, ClientMessage.MAX_PEERS))
                                .as(ServerMessage.PeerPage::new)),
                Map.entry(
                        ServerMessage.Entry.class,
                        Combinators.combine(peers(), credentials()).as(ServerMessage.Entry::new)),
                Map.entry(
                        ServerMessage.Results.class,
                        few(results(), 1, ClientMessage.MAX_ORDERS).map(ServerMessage.Results::new)),
                Map.entry(ServerMessage.HoldReport.class, holdReports()),
                Map.entry(ServerMessage.RequestReport.class, requestReports()),
                Map.entry(
                        ServerMessage.StatementPage.class,
                        Combinators.combine(
                                        Arbitraries.longs(),
                                        sequencesFrom(0),
                                        few(statementLines(), 0, ClientMessage.MAX_LINES))
                                .as(Statement::new)
                                .map(ServerMessage.StatementPage::new)),
                Map.entry(ServerMessage.Decided.class, receipts().map(ServerMessage.Decided::new)),
                Map.entry(
                        ServerMessage.Closing.class,
                        Combinators.combine(statusCodes(), texts()).as(ServerMessage.Closing::new)),
                Map.entry(
                        PeerMessage.PeerHello.class,
                        Combinators.combine(versions(), accountIds()).as(PeerMessage.PeerHello::new)),
                Map.entry(PeerMessage.PeerWelcome.class, octets().map(PeerMessage.PeerWelcome::new)),
                Map.entry(
                        PeerMessage.OfferOrder.class,
                        Combinators.combine(signedOrders(), bytes(0, PeerMessage.MAX_SEALED_MEMO))
                                .as(PeerMessage.OfferOrder::new)),
                Map.entry(PeerMessage.Accepted.class, Arbitraries.create(PeerMessage.Accepted::new)),
                Map.entry(PeerMessage.Delivered.class, receipts().map(PeerMessage.Delivered::new)),
                Map.entry(
                        PeerMessage.Declined.class,
                        Combinators.combine(statusCodes(), texts()).as(PeerMessage.Declined::new)));
    }

    /** Any message; every kind as likely as any other. */
    public static Arbitrary<Message> anyMessage() {
        return Arbitraries.oneOf(messages().values().stream()
                .map(each -> each.map(Message.class::cast))
                .toList());
    }

    /** Any payer with any id. */
    public static Arbitrary<OrderRef> orderRefs() {
        return Combinators.combine(accountIds(), orderIds()).as(OrderRef::new);
    }

    /** One message of each kind. */
    public static Arbitrary<List<Message>> oneOfEach() {
        return Combinators.combine(messages().values().stream()
                        .map(each -> each.map(Message.class::cast))
                        .toList())
                .as(list -> list);
    }

    /** Orders that just pay, hold, pay a request, and refund: each as likely as any other. */
    public static Arbitrary<PaymentOrder> orders() {
        Arbitrary<List<AccountId>> accounts = accountIds().list().ofSize(2);
        Arbitrary<List<Instant>> times = instants().list().ofSize(2);
        return Combinators.combine(
                        keyIds(), orderIds(), accounts, keyIds(), Arbitraries.longs(), times, digests(), intents())
                .as((server, id, parties, payeeKey, amount, validity, memo, intent) -> new PaymentOrder(
                        server,
                        id,
                        parties.get(0),
                        parties.get(1),
                        payeeKey,
                        amount,
                        validity.get(0),
                        validity.get(1),
                        memo,
                        intent.captureBy(),
                        intent.purpose()));
    }

    /** What tells the kinds of orders apart. */
    private record Intent(Optional<Instant> captureBy, Optional<Purpose> purpose) {}

    private static Arbitrary<Intent> intents() {
        return Arbitraries.oneOf(
                Arbitraries.just(new Intent(Optional.empty(), Optional.empty())),
                instants().map(moment -> new Intent(Optional.of(moment), Optional.empty())),
                digests().map(request -> new Intent(Optional.empty(), Optional.of(new Purpose.Requested(request)))),
                orderIds().map(payment -> new Intent(Optional.empty(), Optional.of(new Purpose.Refund(payment)))));
    }

    /** Payment requests of any amount, for any time: what makes sense is for the rules. */
    public static Arbitrary<PaymentRequest> requests() {
        return Combinators.combine(
                        keyIds(),
                        digests(),
                        accountIds(),
                        keyIds(),
                        Arbitraries.longs(),
                        instants(),
                        instants(),
                        digests())
                .as(PaymentRequest::new);
    }

    public static Arbitrary<SessionGrant> grants() {
        return Combinators.combine(keyIds(), accountIds(), keyIds(), keyIds(), instants(), instants())
                .as(SessionGrant::new);
    }

    public static Arbitrary<Registration> registrations() {
        return Combinators.combine(keyIds(), accountIds(), keyIds(), keyIds(), keyIds())
                .as(Registration::new);
    }

    public static Arbitrary<VoidRequest> voidRequests() {
        return Combinators.combine(keyIds(), orderIds(), digests(), accountIds())
                .as(VoidRequest::new);
    }

    public static Arbitrary<Outcome> outcomes() {
        return Combinators.combine(
                        orderIds(),
                        digests(),
                        Arbitraries.of(Stream.of(StatusCode.values())
                                .filter(StatusCode::isFinal)
                                .toList()),
                        Arbitraries.longs().between(1, Long.MAX_VALUE),
                        instants())
                .as(Outcome::new);
    }

    public static Arbitrary<Opening> openings() {
        return Combinators.combine(
                        Arbitraries.longs().between(1, Long.MAX_VALUE),
                        accountIds(),
                        keyIds(),
                        keyIds(),
                        Arbitraries.longs().between(0, Long.MAX_VALUE),
                        instants())
                .as(Opening::new);
    }

    public static Arbitrary<Binding> bindings() {
        return Combinators.combine(sequencesFrom(1), accountIds(), keyIds(), keyIds(), instants())
                .as(Binding::new);
    }

    public static Arbitrary<CaptureRequest> captures() {
        return Combinators.combine(keyIds(), orderRefs(), digests(), accountIds(), Arbitraries.longs())
                .as(CaptureRequest::new);
    }

    public static Arbitrary<OperatorAct> acts() {
        return Combinators.combine(
                        orderIds(), Arbitraries.of(OperatorAct.Kind.class), accountIds(), Arbitraries.longs(), texts())
                .as((id, kind, account, amount, reason) ->
                        new OperatorAct(id, kind, account, kind == OperatorAct.Kind.ISSUE ? amount : 0, reason));
    }

    public static Arbitrary<ActRecord> actRecords() {
        return Combinators.combine(sequencesFrom(1), acts(), instants()).as(ActRecord::new);
    }

    /** Lines of any kind with any numbers: a codec does not add up. */
    public static Arbitrary<StatementLine> statementLines() {
        return Combinators.combine(
                        sequencesFrom(1),
                        Arbitraries.of(EntryKind.class),
                        accountIds(),
                        Arbitraries.longs(),
                        Arbitraries.longs(),
                        Arbitraries.longs(),
                        orderIds().optional(),
                        instants())
                .as(StatementLine::new);
    }

    public static Arbitrary<SignedOrder> signedOrders() {
        return Combinators.combine(orders(), batchSignatures())
                .as((order, signature) -> new SignedOrder(order, Statements.encode(order), signature));
    }

    public static Arbitrary<SignedRequest> signedRequests() {
        return Combinators.combine(requests(), batchSignatures())
                .as((request, signature) -> new SignedRequest(request, Statements.encode(request), signature));
    }

    /** Orders, with receipts that name their ids; nothing else of them fits together. */
    public static Arbitrary<Payment> payments() {
        return Combinators.combine(signedOrders(), outcomes(), batchSignatures())
                .as((order, like, signature) -> {
                    Outcome outcome = new Outcome(
                            order.order().id(), like.orderDigest(), like.status(), like.sequence(), like.settledAt());
                    return new Payment(order, new Receipt(outcome, Statements.encode(outcome), signature));
                });
    }

    public static Arbitrary<Receipt> receipts() {
        return Combinators.combine(outcomes(), batchSignatures())
                .as((outcome, signature) -> new Receipt(outcome, Statements.encode(outcome), signature));
    }

    public static Arbitrary<Credential> credentials() {
        return Combinators.combine(grants(), batchSignatures(), keys(), keys(), keys())
                .as((grant, signature, account, session, sealing) ->
                        new Credential(grant, Statements.encode(grant), signature, account, session, sealing));
    }

    public static Arbitrary<Peer> peers() {
        return Combinators.combine(accountIds(), hosts(), Arbitraries.integers().between(1, 65_535))
                .as(Peer::new);
    }

    public static Arbitrary<BatchSignature> batchSignatures() {
        Arbitrary<Integer> sizes =
                Arbitraries.oneOf(Arbitraries.just(1), Arbitraries.integers().between(1, 65_536));
        Arbitrary<List<Digest>> paths = digests().list().ofMaxSize(BatchSignature.MAX_PATH_LENGTH);
        Arbitrary<Bytes> signatures =
                Arbitraries.oneOf(Arbitraries.of(256, 384, 512).flatMap(size -> bytes(size, size)), bytes(256, 512));
        return sizes.flatMap(size -> Combinators.combine(
                        keyIds(), digests().optional(), Arbitraries.integers().between(0, size - 1), paths, signatures)
                .as((signer, previous, index, path, signature) ->
                        new BatchSignature(signer, previous, size, index, path, signature)));
    }

    public static Arbitrary<AccountId> accountIds() {
        Arbitrary<Character> first = Arbitraries.chars().with(ALPHANUMERIC.toCharArray());
        Arbitrary<String> rest = Arbitraries.strings()
                .withChars(ALPHANUMERIC.toCharArray())
                .withChars('_', '.', '-')
                .ofMaxLength(AccountId.MAX_LENGTH - 1);
        return Combinators.combine(first, rest).as((head, tail) -> new AccountId(head + tail));
    }

    public static Arbitrary<OrderId> orderIds() {
        return Combinators.combine(Arbitraries.longs(), Arbitraries.longs())
                .as((most, least) ->
                        new OrderId(new UUID((most & ~0xf000L) | 0x7000L, (least >>> 2) | Long.MIN_VALUE)));
    }

    public static Arbitrary<Digest> digests() {
        return bytes(Digest.SIZE, Digest.SIZE).map(Digest::new);
    }

    public static Arbitrary<KeyId> keyIds() {
        return digests().map(KeyId::new);
    }

    public static Arbitrary<StatusCode> statusCodes() {
        return Arbitraries.of(StatusCode.class);
    }

    /** Whole milliseconds from 1970 to 9999. */
    public static Arbitrary<Instant> instants() {
        return Arbitraries.longs().between(0, MAX_MILLIS).map(Instant::ofEpochMilli);
    }

    /** Text whose UTF-8 has at most 255 bytes. */
    public static Arbitrary<String> texts() {
        Arbitrary<String> any = Arbitraries.strings()
                .ofMaxLength(85)
                .map(text -> new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));
        return Arbitraries.oneOf(any, Arbitraries.strings().ascii().ofMaxLength(255));
    }

    /** Noise: quickly made, and shrinking in size only. */
    public static Arbitrary<Bytes> bytes(int minSize, int maxSize) {
        return Combinators.combine(Arbitraries.integers().between(minSize, maxSize), Arbitraries.longs())
                .as((size, seed) -> {
                    byte[] content = new byte[size];
                    if (seed != 0) {
                        new Random(seed).nextBytes(content);
                    }
                    return Bytes.of(content);
                });
    }

    private static Arbitrary<ClientMessage.Register> registers() {
        return Combinators.combine(registrations(), batchSignatures(), keys(), keys())
                .as((registration, signature, account, sealing) -> new ClientMessage.Register(
                        registration, Statements.encode(registration), signature, account, sealing));
    }

    private static Arbitrary<ClientMessage.Login> logins() {
        return Combinators.combine(
                        grants(), batchSignatures(), Arbitraries.integers().between(1, 65_535))
                .as((grant, signature, port) ->
                        new ClientMessage.Login(grant, Statements.encode(grant), signature, port));
    }

    private static Arbitrary<ServerMessage.HoldReport> holdReports() {
        return Arbitraries.oneOf(
                Combinators.combine(
                                captures()
                                        .filter(request -> request.amount() >= 0)
                                        .map(Statements::encode),
                                receipts().map(Optional::of))
                        .as(ServerMessage.HoldReport::new),
                receipts().optional().map(receipt -> new ServerMessage.HoldReport(Bytes.EMPTY, receipt)));
    }

    private static Arbitrary<ServerMessage.RequestReport> requestReports() {
        Arbitrary<RequestState.Progress> all = Arbitraries.of(RequestState.Progress.class);
        return Arbitraries.oneOf(
                Combinators.combine(signedRequests(), credentials(), all)
                        .as((request, signer, progress) ->
                                new ServerMessage.RequestReport(request, signer, progress, Optional.empty())),
                Combinators.combine(signedRequests(), credentials(), payments(), credentials())
                        .as((request, signer, payment, payer) -> new ServerMessage.RequestReport(
                                request,
                                signer,
                                RequestState.Progress.PAID,
                                Optional.of(new ServerMessage.Paid(payment, payer)))));
    }

    private static Arbitrary<OrderResult> results() {
        return Arbitraries.oneOf(
                receipts().map(OrderResult::decided),
                Combinators.combine(orderIds(), statusCodes().filter(status -> !status.isFinal()))
                        .as(OrderResult::undecided));
    }

    private static Arbitrary<String> hosts() {
        return Arbitraries.of(
                "0.0.0.0",
                "127.0.0.1",
                "255.255.255.255",
                "::",
                "::1",
                "2001:db8::17",
                "fe80:0:0:0:1:2:3:4",
                "::ffff:192.0.2.128",
                "FFFF:FFFF:FFFF:FFFF:FFFF:FFFF:255.255.255.255");
    }

    private static Arbitrary<Bytes> keys() {
        return bytes(1, 1024);
    }

    private static Arbitrary<List<Integer>> versions() {
        return octets().list().ofMinSize(1).ofMaxSize(16);
    }

    private static Arbitrary<Integer> octets() {
        return Arbitraries.integers().between(0, 255);
    }

    private static Arbitrary<Long> sequencesFrom(long first) {
        return Arbitraries.longs().between(first, Long.MAX_VALUE);
    }

    private static Arbitrary<Integer> counts() {
        return Arbitraries.integers().between(0, Integer.MAX_VALUE);
    }

    /** Mostly a few, sometimes as many as allowed. */
    private static <T> Arbitrary<List<T>> few(Arbitrary<T> element, int min, int max) {
        return Arbitraries.frequencyOf(
                Tuple.of(20, element.list().ofMinSize(min).ofMaxSize(min + 3)),
                Tuple.of(1, element.map(each -> Collections.nCopies(max, each))));
    }
}
