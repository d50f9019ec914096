package io.micropay.internal.message;

import io.micropay.model.Bytes;
import io.micropay.model.Outcome;
import io.micropay.model.PaymentOrder;
import io.micropay.model.PaymentRequest;
import io.micropay.model.Purpose;
import io.micropay.model.SessionGrant;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.BiFunction;
import java.util.function.Function;

/** The statements that are signed: what exactly their bytes are. Each begins with a version and a kind. */
public final class Statements {
    private static final int VERSION = 1;

    private static final int ORDER = 1;
    private static final int GRANT = 2;
    private static final int REGISTRATION = 3;
    private static final int VOID = 4;
    private static final int OUTCOME = 5;
    private static final int OPENING = 6;
    private static final int HOLD = 7;
    private static final int CAPTURE = 8;
    private static final int ACT = 9;
    private static final int BINDING = 10;
    private static final int REQUEST = 11;
    private static final int REQUESTED_ORDER = 12;
    private static final int REFUND = 13;

    private Statements() {}

    /** The statement of an order: of one kind for each thing that it may be for, so that none passes for another. */
    public static Bytes encode(PaymentOrder order) {
        return encode(kind(order), order, (out, value) -> {
            Structures.write(out, value.serverKey());
            Structures.write(out, value.id());
            Structures.write(out, value.payer());
            Structures.write(out, value.payee());
            Structures.write(out, value.payeeKey());
            out.u64(value.amount());
            Structures.write(out, value.issuedAt());
            Structures.write(out, value.expiresAt());
            Structures.write(out, value.memoDigest());
            value.captureBy().ifPresent(moment -> Structures.write(out, moment));
            value.purpose().ifPresent(purpose -> write(out, purpose));
        });
    }

    private static int kind(PaymentOrder order) {
        if (order.isHold()) {
            return HOLD;
        }
        return order.purpose()
                .map(purpose -> purpose instanceof Purpose.Refund ? REFUND : REQUESTED_ORDER)
                .orElse(ORDER);
    }

    private static void write(WireWriter out, Purpose purpose) {
        if (purpose instanceof Purpose.Refund refund) {
            Structures.write(out, refund.payment());
        } else {
            Structures.write(out, ((Purpose.Requested) purpose).request());
        }
    }

    private static Optional<Purpose> readPurpose(int kind, WireReader in) {
        return switch (kind) {
            case REFUND -> Optional.of(new Purpose.Refund(Structures.readOrderId(in)));
            case REQUESTED_ORDER -> Optional.of(new Purpose.Requested(Structures.readDigest(in)));
            default -> Optional.empty();
        };
    }

    /** The order of a statement. */
    public static PaymentOrder decodeOrder(Bytes statement) {
        return decode(
                List.of(ORDER, HOLD, REQUESTED_ORDER, REFUND),
                statement,
                (kind, in) -> new PaymentOrder(
                        Structures.readKeyId(in),
                        Structures.readOrderId(in),
                        Structures.readAccount(in),
                        Structures.readAccount(in),
                        Structures.readKeyId(in),
                        in.u64(),
                        Structures.readInstant(in),
                        Structures.readInstant(in),
                        Structures.readDigest(in),
                        kind == HOLD ? Optional.of(Structures.readInstant(in)) : Optional.empty(),
                        readPurpose(kind, in)));
    }

    /** The statement of a payment request. */
    public static Bytes encode(PaymentRequest request) {
        return encode(REQUEST, request, (out, value) -> {
            Structures.write(out, value.serverKey());
            Structures.write(out, value.id());
            Structures.write(out, value.payee());
            Structures.write(out, value.payeeKey());
            out.u64(value.amount());
            Structures.write(out, value.issuedAt());
            Structures.write(out, value.expiresAt());
            Structures.write(out, value.memoDigest());
        });
    }

    /** The payment request of a statement. */
    public static PaymentRequest decodeRequest(Bytes statement) {
        return decode(
                REQUEST,
                statement,
                in -> new PaymentRequest(
                        Structures.readKeyId(in),
                        Structures.readDigest(in),
                        Structures.readAccount(in),
                        Structures.readKeyId(in),
                        in.u64(),
                        Structures.readInstant(in),
                        Structures.readInstant(in),
                        Structures.readDigest(in)));
    }

    /** The statement of a session grant. */
    public static Bytes encode(SessionGrant grant) {
        return encode(GRANT, grant, (out, value) -> {
            Structures.write(out, value.serverKey());
            Structures.write(out, value.account());
            Structures.write(out, value.sessionKey());
            Structures.write(out, value.sealingKey());
            Structures.write(out, value.from());
            Structures.write(out, value.until());
        });
    }

    /** The session grant of a statement. */
    public static SessionGrant decodeGrant(Bytes statement) {
        return decode(
                GRANT,
                statement,
                in -> new SessionGrant(
                        Structures.readKeyId(in),
                        Structures.readAccount(in),
                        Structures.readKeyId(in),
                        Structures.readKeyId(in),
                        Structures.readInstant(in),
                        Structures.readInstant(in)));
    }

    /** The statement of a registration. */
    public static Bytes encode(Registration registration) {
        return encode(REGISTRATION, registration, (out, value) -> {
            Structures.write(out, value.serverKey());
            Structures.write(out, value.account());
            Structures.write(out, value.accountKey());
            Structures.write(out, value.sealingKey());
            Structures.write(out, value.sessionKey());
        });
    }

    /** The registration of a statement. */
    public static Registration decodeRegistration(Bytes statement) {
        return decode(
                REGISTRATION,
                statement,
                in -> new Registration(
                        Structures.readKeyId(in),
                        Structures.readAccount(in),
                        Structures.readKeyId(in),
                        Structures.readKeyId(in),
                        Structures.readKeyId(in)));
    }

    /** The statement of a void request. */
    public static Bytes encode(VoidRequest request) {
        return encode(VOID, request, (out, value) -> {
            Structures.write(out, value.serverKey());
            Structures.write(out, value.order());
            Structures.write(out, value.orderDigest());
            Structures.write(out, value.payer());
        });
    }

    /** The void request of a statement. */
    public static VoidRequest decodeVoid(Bytes statement) {
        return decode(
                VOID,
                statement,
                in -> new VoidRequest(
                        Structures.readKeyId(in),
                        Structures.readOrderId(in),
                        Structures.readDigest(in),
                        Structures.readAccount(in)));
    }

    /** The statement of an outcome, which a receipt signs. */
    public static Bytes encode(Outcome outcome) {
        return encode(OUTCOME, outcome, (out, value) -> {
            out.u64(value.sequence());
            Structures.write(out, value.orderId());
            Structures.write(out, value.orderDigest());
            Structures.write(out, value.status());
            Structures.write(out, value.settledAt());
        });
    }

    /** The outcome of a statement. */
    public static Outcome decodeOutcome(Bytes statement) {
        return decode(OUTCOME, statement, in -> {
            long sequence = in.u64();
            return new Outcome(
                    Structures.readOrderId(in),
                    Structures.readDigest(in),
                    Structures.readStatus(in),
                    sequence,
                    Structures.readInstant(in));
        });
    }

    /** The statement of an opening. */
    public static Bytes encode(Opening opening) {
        return encode(OPENING, opening, (out, value) -> {
            out.u64(value.sequence());
            Structures.write(out, value.account());
            Structures.write(out, value.accountKey());
            Structures.write(out, value.sealingKey());
            out.u64(value.amount());
            Structures.write(out, value.at());
        });
    }

    /** The opening of a statement. */
    public static Opening decodeOpening(Bytes statement) {
        return decode(
                OPENING,
                statement,
                in -> new Opening(
                        in.u64(),
                        Structures.readAccount(in),
                        Structures.readKeyId(in),
                        Structures.readKeyId(in),
                        in.u64(),
                        Structures.readInstant(in)));
    }

    /** The statement of a capture. */
    public static Bytes encode(CaptureRequest request) {
        return encode(CAPTURE, request, (out, value) -> {
            Structures.write(out, value.serverKey());
            Structures.write(out, value.hold());
            Structures.write(out, value.holdDigest());
            Structures.write(out, value.payee());
            out.u64(value.amount());
        });
    }

    /** The capture of a statement. */
    public static CaptureRequest decodeCapture(Bytes statement) {
        return decode(
                CAPTURE,
                statement,
                in -> new CaptureRequest(
                        Structures.readKeyId(in),
                        Structures.readOrderRef(in),
                        Structures.readDigest(in),
                        Structures.readAccount(in),
                        in.u64()));
    }

    /** The statement of an operator's act, at its place in the journal. */
    public static Bytes encode(ActRecord record) {
        return encode(ACT, record, (out, value) -> {
            out.u64(value.sequence());
            Structures.write(out, value.act());
            Structures.write(out, value.at());
        });
    }

    /** The operator's act of a statement. */
    public static ActRecord decodeAct(Bytes statement) {
        return decode(
                ACT, statement, in -> new ActRecord(in.u64(), Structures.readAct(in), Structures.readInstant(in)));
    }

    /** The statement of a binding. */
    public static Bytes encode(Binding binding) {
        return encode(BINDING, binding, (out, value) -> {
            out.u64(value.sequence());
            Structures.write(out, value.account());
            Structures.write(out, value.accountKey());
            Structures.write(out, value.sealingKey());
            Structures.write(out, value.at());
        });
    }

    /** The binding of a statement. */
    public static Binding decodeBinding(Bytes statement) {
        return decode(
                BINDING,
                statement,
                in -> new Binding(
                        in.u64(),
                        Structures.readAccount(in),
                        Structures.readKeyId(in),
                        Structures.readKeyId(in),
                        Structures.readInstant(in)));
    }

    private static <T> Bytes encode(int kind, T value, BiConsumer<WireWriter, T> fields) {
        WireWriter out = new WireWriter().u8(VERSION).u8(kind);
        fields.accept(out, value);
        return out.toBytes();
    }

    private static <T> T decode(int kind, Bytes statement, Function<WireReader, T> fields) {
        return decode(List.of(kind), statement, (found, in) -> fields.apply(in));
    }

    private static <T> T decode(List<Integer> kinds, Bytes statement, BiFunction<Integer, WireReader, T> fields) {
        return WireReader.readAll(statement, in -> {
            int version = in.u8();
            int found = in.u8();
            if (version != VERSION || !kinds.contains(found)) {
                throw WireReader.malformed("statement of version " + version + " and kind " + found + " where version "
                        + VERSION + " and kind " + kinds + " is due");
            }
            return fields.apply(found, in);
        });
    }
}
