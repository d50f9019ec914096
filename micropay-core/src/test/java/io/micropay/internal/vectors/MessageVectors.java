package io.micropay.internal.vectors;

import static io.micropay.internal.vectors.Json.object;

import io.micropay.internal.crypto.SigningContext;
import io.micropay.internal.message.ActRecord;
import io.micropay.internal.message.CaptureRequest;
import io.micropay.internal.message.ClientMessage;
import io.micropay.internal.message.Message;
import io.micropay.internal.message.MessageCodec;
import io.micropay.internal.message.OrderResult;
import io.micropay.internal.message.PeerMessage;
import io.micropay.internal.message.Ping;
import io.micropay.internal.message.Pong;
import io.micropay.internal.message.ServerMessage;
import io.micropay.internal.message.Statements;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.EntryKind;
import io.micropay.model.OrderRef;
import io.micropay.model.Outcome;
import io.micropay.model.Peer;
import io.micropay.model.RequestState;
import io.micropay.model.Statement;
import io.micropay.model.StatementLine;
import io.micropay.model.StatusCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes {@code messages.json}. */
final class MessageVectors {
    private final World world;
    private final List<Object> invalid = new ArrayList<>();

    MessageVectors(World world) {
        this.world = world;
    }

    Map<String, Object> make() {
        List<Object> valid = new ArrayList<>();
        for (Message message : messages()) {
            Bytes body = MessageCodec.encode(message);
            String name = message.getClass().getSimpleName().replaceAll("^Status$", "StatusQuery");
            valid.add(object(
                    "name",
                    name,
                    "type",
                    (long) MessageCodec.type(message),
                    "body",
                    body.hex(),
                    "fields",
                    Fields.of(message),
                    "text",
                    message.text()));
            bad(name + ": a byte too many", MessageCodec.type(message), body.hex() + "00");
            if (body.size() > 0) {
                bad(
                        name + ": first byte missing",
                        MessageCodec.type(message),
                        body.hex().substring(2));
                bad(
                        name + ": cut off",
                        MessageCodec.type(message),
                        body.hex().substring(0, body.hex().length() - 2));
            }
        }
        addInvalid();
        return object(
                "about",
                "Message bodies (PROTOCOL.md, section 8). All signatures verify at 2026-11-22T12:00:00Z with the keys of "
                        + "signatures.json. In fields, statements appear both decoded and as the signed bytes.",
                "valid",
                valid,
                "invalid",
                invalid);
    }

    private List<Message> messages() {
        Bytes registration = Statements.encode(world.registration);
        Bytes request = Statements.encode(world.voidRequest);
        Peer brian = new Peer(World.BRIAN, "192.0.2.1", 57609);
        Peer ta = new Peer(World.TA, "2001:db8:0:0:0:0:0:1", 9001);
        return List.of(
                new ClientMessage.Hello(List.of(1), "example"),
                new ClientMessage.Hello(List.of(2, 1), ""),
                new ClientMessage.Register(
                        world.registration,
                        registration,
                        World.sign(world.brianAccount, SigningContext.REGISTRATION, registration),
                        World.handle(world.brianAccount).encoded(),
                        World.handle(world.brianSealing).encoded()),
                new ClientMessage.Login(world.grant, world.credential.statement(), world.credential.signature(), 57609),
                new ClientMessage.ListPeers(Optional.empty(), 512),
                new ClientMessage.ListPeers(Optional.of(World.BRIAN), 1),
                new ClientMessage.Lookup(World.TA),
                new ClientMessage.Submit(List.of(world.signedWithMemo, world.signedWithoutMemo)),
                new ClientMessage.Submit(List.of(world.signed(world.order(3, -1, world.withoutMemo.memoDigest())))),
                new ClientMessage.VoidOrder(
                        world.voidRequest, request, World.sign(world.brianSession, SigningContext.VOID, request)),
                new ClientMessage.Status(
                        List.of(new OrderRef(World.BRIAN, World.id(1)), new OrderRef(World.TA, World.id(2)))),
                new ClientMessage.Submit(List.of(world.hold)),
                capture(world.capture),
                capture(world.release),
                new ClientMessage.Submit(List.of(world.requested)),
                new ClientMessage.Submit(List.of(world.refund)),
                new ClientMessage.RequestPayment(world.request),
                new ClientMessage.RequestQuery(World.TA, world.request.request().id()),
                new ClientMessage.HoldQuery(world.capture.hold()),
                new ClientMessage.StatementQuery(0, 256),
                new ClientMessage.StatementQuery(5, 1),
                new ClientMessage.Exit(),
                new Ping(),
                new Pong(),
                new ServerMessage.Welcome(1, "\u20ac", 2, World.NOON, 14),
                new ServerMessage.Waiting(3),
                new ServerMessage.Done(StatusCode.REGISTERED),
                new ServerMessage.Refused(StatusCode.AUTHENTICATION_FAILED, "no such account"),
                new ServerMessage.PeerPage(8000, 2, List.of(brian, ta)),
                new ServerMessage.PeerPage(0, 1, List.of()),
                new ServerMessage.Entry(brian, world.credential),
                new ServerMessage.Results(List.of(
                        OrderResult.decided(world.receipt(world.settled)),
                        OrderResult.undecided(World.id(9), StatusCode.ORDER_UNKNOWN))),
                new ServerMessage.HoldReport(
                        Statements.encode(world.capture), Optional.of(world.receipt(world.captured))),
                new ServerMessage.HoldReport(
                        Statements.encode(world.release), Optional.of(world.receipt(world.released))),
                new ServerMessage.HoldReport(Bytes.EMPTY, Optional.of(world.receipt(world.expired))),
                new ServerMessage.HoldReport(Bytes.EMPTY, Optional.empty()),
                report(RequestState.Progress.OPEN, Optional.empty()),
                report(RequestState.Progress.PAID, Optional.of(paid())),
                report(RequestState.Progress.PAID, Optional.empty()),
                report(RequestState.Progress.EXPIRED, Optional.empty()),
                new ServerMessage.StatementPage(new Statement(7250, 0, lines())),
                new ServerMessage.StatementPage(new Statement(0, 0, List.of())),
                new ServerMessage.Decided(world.receipt(world.rejected)),
                new ServerMessage.Closing(StatusCode.SHUTTING_DOWN, "maintenance"),
                new PeerMessage.PeerHello(List.of(1), World.BRIAN),
                new PeerMessage.PeerWelcome(1),
                new PeerMessage.OfferOrder(world.signedWithMemo, world.sealedMemo),
                new PeerMessage.OfferOrder(world.signedWithoutMemo, Bytes.EMPTY),
                new PeerMessage.OfferOrder(world.requested, Bytes.EMPTY),
                new PeerMessage.Accepted(),
                new PeerMessage.Delivered(world.receipt(world.settled)),
                new PeerMessage.Declined(StatusCode.DECLINED, "no, thank you"));
    }

    private ClientMessage.Capture capture(CaptureRequest request) {
        Bytes statement = Statements.encode(request);
        return new ClientMessage.Capture(
                request, statement, World.sign(world.taSession, SigningContext.CAPTURE, statement));
    }

    private ServerMessage.RequestReport report(RequestState.Progress progress, Optional<ServerMessage.Paid> payment) {
        return new ServerMessage.RequestReport(world.request, world.taCredential, progress, payment);
    }

    private ServerMessage.Paid paid() {
        return new ServerMessage.Paid(world.payment(), world.credential);
    }

    /** The history of brian, the newest entry first, as the journal of the vectors tells it. */
    private List<StatementLine> lines() {
        return List.of(
                line(world.expired, EntryKind.EXPIRY, 0, -2000, 7250),
                line(13, EntryKind.HOLD, 6, 0, 2000, 7250),
                line(world.released, EntryKind.RELEASE, 0, -2000, 7250),
                line(11, EntryKind.HOLD, 5, 0, 2000, 7250),
                line(world.unfreeze, EntryKind.UNFREEZE, 0, 7250),
                line(world.freeze, EntryKind.FREEZE, 0, 7250),
                line(world.issue, EntryKind.ISSUE, 500, 7250),
                line(world.captured, EntryKind.CAPTURE, -1500, -2000, 6750),
                line(world.authorized, EntryKind.HOLD, 0, 2000, 8250),
                line(world.refundSettled, EntryKind.PAYMENT, 500, 0, 8250),
                line(world.requestedSettled, EntryKind.PAYMENT, -250, 0, 7750),
                line(world.rejected, EntryKind.REJECTION, 0, 0, 8000),
                line(world.settled, EntryKind.PAYMENT, -2000, 0, 8000),
                new StatementLine(
                        1, EntryKind.OPENING, AccountId.ISSUANCE, 10_000, 0, 10_000, Optional.empty(), World.NOON));
    }

    private static StatementLine line(Outcome outcome, EntryKind kind, long amount, long held, long balance) {
        return new StatementLine(
                outcome.sequence(),
                kind,
                World.TA,
                amount,
                held,
                balance,
                Optional.of(outcome.orderId()),
                outcome.settledAt());
    }

    private static StatementLine line(long sequence, EntryKind kind, int id, long amount, long held, long balance) {
        return new StatementLine(
                sequence, kind, World.TA, amount, held, balance, Optional.of(World.id(id)), World.NOON.plusSeconds(1));
    }

    private static StatementLine line(ActRecord record, EntryKind kind, long amount, long balance) {
        return new StatementLine(
                record.sequence(),
                kind,
                AccountId.ISSUANCE,
                amount,
                0,
                balance,
                Optional.of(record.act().id()),
                record.at());
    }

    private void bad(String reason, int type, String body) {
        invalid.add(object("reason", reason, "type", (long) type, "body", body, "status", 400L));
    }

    private void addInvalid() {
        for (int type : new int[] {0x00, 0x11, 0x40, 0x4b, 0x50, 0x53, 0x60, 0x67, 0xff}) {
            invalid.add(object("reason", "unknown type", "type", (long) type, "body", "", "status", 402L));
        }
        texts();
        numbers();
        names();
        hosts();
        signatures();
        statements();
        holds();
        requests();
        history();
    }

    private void texts() {
        bad("Hello: no version", 0x01, "0000");
        bad("Hello: 17 versions", 0x01, "11" + "01".repeat(17) + "00");
        bad("Hello: agent is not UTF-8", 0x01, "010101ff");
        bad("Hello: agent in overlong UTF-8", 0x01, "010102c080");
        bad("Hello: agent with a surrogate", 0x01, "010103eda080");
        bad("Hello: agent ends within a character", 0x01, "010102e282");
        bad("Hello: agent beyond U+10FFFF", 0x01, "010104f4908080");
    }

    private void numbers() {
        bad("ListPeers: limit 0", 0x04, "00000000");
        bad("ListPeers: limit 513", 0x04, "00000201");
        bad("ListPeers: two names to begin after", 0x04, "0002" + "0161" + "0162" + "0001");
        bad("Submit: no order", 0x06, "0000");
        bad("Submit: 33 orders", 0x06, "0021");
        bad("StatusQuery: no id", 0x08, "0000");
        bad(
                "StatusQuery: 33 ids",
                0x08,
                new Raw().u16(33).hex(idHex().repeat(33)).toHex());
        bad("StatusQuery: UUID of version 4", 0x08, "0001" + idHex().replace("7c41", "4c41"));
        bad("StatusQuery: UUID of another variant", 0x08, "0001" + idHex().replace("b1de", "c1de"));
        bad("Welcome: 19 decimals", 0x41, "01" + "00" + "13" + "00".repeat(16));
        bad(
                "Welcome: time after the year 9999",
                0x41,
                new Raw().hex("010000").number(8, 253_402_300_800_000L).zeros(8).toHex());
        bad("Welcome: time with the highest bit", 0x41, "010000" + "8000000000000000" + "00".repeat(8));
        bad("Welcome: journal of 2^63", 0x41, "010000" + "00".repeat(8) + "8000000000000000");
        bad("Waiting: 2^31", 0x42, "80000000");
        bad("PeerPage: 2^31 online", 0x45, "0000000000000000" + "80000000" + "0000");
        bad("PeerPage: 513 peers", 0x45, "0000000000000000" + "00000001" + "0201");
        bad("Done: unknown status 999", 0x43, "03e7");
        bad("Done: status 0", 0x43, "0000");
        bad("Results: no result", 0x47, "0000");
        bad("Results: kind 2", 0x47, "0001" + "02" + idHex() + "0136");
        String offer = MessageCodec.encode(new PeerMessage.OfferOrder(world.signedWithoutMemo, Bytes.EMPTY))
                .hex();
        String order = offer.substring(0, offer.length() - 4);
        bad("OfferOrder: sealed memo of 2049 bytes", 0x63, order + "0801" + "00".repeat(2049));
        bad("OfferOrder: sealed memo shorter than its length", 0x63, order + "0002" + "00");
        String login = MessageCodec.encode(new ClientMessage.Login(
                        world.grant, world.credential.statement(), world.credential.signature(), 1))
                .hex();
        bad("Login: port 0", 0x03, login.substring(0, login.length() - 4) + "0000");
        String register = registerWithoutKeys();
        bad("Register: empty account key", 0x02, register + "0000" + "000100");
        bad("Register: account key of 1025 bytes", 0x02, register + "0401" + "00".repeat(1025) + "000100");
    }

    private String registerWithoutKeys() {
        Bytes statement = Statements.encode(world.registration);
        String hex = MessageCodec.encode(new ClientMessage.Register(
                        world.registration,
                        statement,
                        World.sign(world.brianAccount, SigningContext.REGISTRATION, statement),
                        Bytes.of(new byte[1]),
                        Bytes.of(new byte[1])))
                .hex();
        return hex.substring(0, hex.length() - "000100000100".length());
    }

    private static String idHex() {
        return World.id(1).toString().replace("-", "");
    }

    private void names() {
        bad("Lookup: empty name", 0x05, "00");
        for (String name : List.of(".a", "_a", "-a", "a b", "a#b", "brian\n", "a".repeat(33))) {
            bad(
                    "Lookup: not a name: " + name.replace("\n", "(line feed)"),
                    0x05,
                    new Raw().text8(name).toHex());
        }
        bad("Lookup: name with a byte above 127", 0x05, "02" + "61e9");
        bad("Lookup: name ends with a zero byte", 0x05, "02" + "6100");
        bad("PeerHello: no version", 0x61, "00" + "0161");
    }

    private void hosts() {
        for (String host : List.of(
                "example.org",
                "256.0.0.1",
                "1.2.3",
                "1.2.3.4.5",
                "001.2.3.4",
                "fe80::1%eth0",
                "[::1]",
                " 1.2.3.4",
                "")) {
            bad(
                    "PeerPage: host is no IP address: " + host,
                    0x45,
                    new Raw()
                            .zeros(8)
                            .u32(1)
                            .u16(1)
                            .text8("ta")
                            .text8(host)
                            .u16(9001)
                            .toHex());
        }
        bad(
                "PeerPage: port 0",
                0x45,
                new Raw()
                        .zeros(8)
                        .u32(1)
                        .u16(1)
                        .text8("ta")
                        .text8("192.0.2.1")
                        .u16(0)
                        .toHex());
    }

    /** A batch signature of these parts, whatever they are. */
    private static String signature(int previous, long treeSize, long leafIndex, int path, int signature) {
        return new Raw()
                .zeros(32)
                .u8(previous)
                .zeros(previous)
                .u32(treeSize)
                .u32(leafIndex)
                .u8(path)
                .zeros(32 * path)
                .u16(signature)
                .zeros(signature)
                .toHex();
    }

    private void signatures() {
        Bytes request = Statements.encode(world.voidRequest);
        String statement = new Raw().u16(request.size()).bytes(request).toHex();
        bad("VoidOrder: previous of 1 byte", 0x07, statement + signature(1, 1, 0, 0, 256));
        bad("VoidOrder: previous of 31 bytes", 0x07, statement + signature(31, 1, 0, 0, 256));
        bad("VoidOrder: previous of 33 bytes", 0x07, statement + signature(33, 1, 0, 0, 256));
        bad("VoidOrder: tree size 0", 0x07, statement + signature(0, 0, 0, 0, 256));
        bad("VoidOrder: tree size 65537", 0x07, statement + signature(0, 65_537, 0, 0, 256));
        bad("VoidOrder: tree size with the highest bit", 0x07, statement + signature(0, 0x80000001L, 0, 0, 256));
        bad("VoidOrder: leaf index = tree size", 0x07, statement + signature(0, 2, 2, 1, 256));
        bad("VoidOrder: audit path of 17", 0x07, statement + signature(0, 65_536, 0, 17, 256));
        bad("VoidOrder: signature of 255 bytes", 0x07, statement + signature(0, 1, 0, 0, 255));
        bad("VoidOrder: signature of 513 bytes", 0x07, statement + signature(0, 1, 0, 0, 513));
    }

    private void voiding(String reason, Bytes statement) {
        bad(
                "VoidOrder: " + reason,
                0x07,
                new Raw().u16(statement.size()).bytes(statement).toHex() + signature(0, 1, 0, 0, 256));
    }

    private void statements() {
        String request = Statements.encode(world.voidRequest).hex();
        voiding("empty statement", Bytes.EMPTY);
        voiding("statement of 513 bytes", Bytes.of(new byte[513]));
        voiding("statement of version 2", Bytes.ofHex("02" + request.substring(2)));
        voiding("statement of version 0", Bytes.ofHex("00" + request.substring(2)));
        voiding("statement of another kind", Statements.encode(world.grant));
        voiding("statement with the number of another kind", Bytes.ofHex("0101" + request.substring(4)));
        voiding("trailing byte within the statement", Bytes.ofHex(request + "00"));
        voiding("statement cut off", Bytes.ofHex(request.substring(0, request.length() - 2)));
    }

    private void holds() {
        String capture = Statements.encode(world.capture).hex();
        String release = Statements.encode(world.release).hex();
        String receipt = MessageCodec.encode(new ServerMessage.Decided(world.receipt(world.captured)))
                .hex();
        String request = sized(capture);
        bad("Capture: statement of another kind", 0x0c, sized(voidHex()) + signature(0, 1, 0, 0, 256));
        bad(
                "Capture: statement with the number of another kind",
                0x0c,
                sized("0104" + capture.substring(4)) + signature(0, 1, 0, 0, 256));
        bad("Capture: trailing byte within the statement", 0x0c, sized(capture + "00") + signature(0, 1, 0, 0, 256));
        bad("HoldReport: ended by its payee, but no receipt", 0x48, request + "0000");
        bad(
                "HoldReport: a negative amount",
                0x48,
                sized(Statements.encode(world.capture(4, -1)).hex()) + "0001" + receipt);
        bad("HoldReport: two receipts", 0x48, request + "0002" + receipt + receipt);
        bad("HoldReport: statement of another kind", 0x48, sized(voidHex()) + "0001" + receipt);
        bad("HoldReport: trailing byte within the statement", 0x48, sized(release + "00") + "0001" + receipt);
        bad("HoldReport: statement of 513 bytes", 0x48, sized("00".repeat(513)) + "0001" + receipt);
        bad("HoldQuery: UUID of version 4", 0x0d, "05627269616e" + idHex().replace("7c41", "4c41"));
    }

    private void requests() {
        String request = world.request.statement().hex();
        String requested = world.requested.statement().hex();
        String refund = world.refund.statement().hex();
        String forged = signature(0, 1, 0, 0, 256);
        bad("RequestPayment: statement of another kind", 0x0f, sized(requested) + forged);
        bad("RequestPayment: trailing byte within the statement", 0x0f, sized(request + "00") + forged);
        bad("RequestPayment: statement cut off", 0x0f, sized(cut(request)) + forged);
        bad("RequestPayment: empty statement", 0x0f, "0000" + forged);
        bad("RequestQuery: empty name", 0x10, "00" + "00".repeat(32));
        bad("Submit: a payment request in place of an order", 0x06, "0001" + sized(request) + forged);
        bad("Submit: a requested order as an order to pay", 0x06, renumbered(requested, 1));
        bad("Submit: a requested order as a refund", 0x06, renumbered(requested, 13));
        bad("Submit: a refund as an order to pay", 0x06, renumbered(refund, 1));
        bad("Submit: a refund as a requested order", 0x06, renumbered(refund, 12));
        bad(
                "Submit: a hold that is a refund",
                0x06,
                renumbered(world.hold.statement().hex() + idHex(), 7));
        reports();
    }

    private static String renumbered(String statement, int kind) {
        return "0001" + sized("01" + new Raw().u8(kind).toHex() + statement.substring(4)) + signature(0, 1, 0, 0, 256);
    }

    private static String cut(String hex) {
        return hex.substring(0, hex.length() - 2);
    }

    private void reports() {
        String open = MessageCodec.encode(report(RequestState.Progress.OPEN, Optional.empty()))
                .hex();
        String head = open.substring(0, open.length() - 6);
        String paid = MessageCodec.encode(report(RequestState.Progress.PAID, Optional.of(paid())))
                .hex();
        String payment = paid.substring(open.length());
        bad("RequestReport: progress 3", 0x4a, head + "03" + "0000");
        bad("RequestReport: open, with a payment", 0x4a, head + "00" + "0001" + payment);
        bad("RequestReport: expired, with a payment", 0x4a, head + "02" + "0001" + payment);
        bad("RequestReport: two payments", 0x4a, head + "01" + "0002" + payment + payment);
        String receipt = MessageCodec.encode(new ServerMessage.Decided(world.receipt(world.settled)))
                .hex();
        String good = MessageCodec.encode(
                        new ServerMessage.Decided(world.payment().receipt()))
                .hex();
        bad("RequestReport: the receipt of another order", 0x4a, head + "01" + "0001" + payment.replace(good, receipt));
        String request = world.request.statement().hex();
        bad(
                "RequestReport: an order in place of the request",
                0x4a,
                sized(world.requested.statement().hex()) + open.substring(4 + request.length()));
    }

    private String voidHex() {
        return Statements.encode(world.voidRequest).hex();
    }

    /** A statement with its length before it. */
    private static String sized(String statement) {
        return new Raw().u16(statement.length() / 2).hex(statement).toHex();
    }

    private void history() {
        bad("StatementQuery: before 2^63", 0x0e, "8000000000000000" + "0001");
        bad("StatementQuery: limit 0", 0x0e, "00".repeat(8) + "0000");
        bad("StatementQuery: limit 257", 0x0e, "00".repeat(8) + "0101");
        bad("StatementPage: negative held amount", 0x49, "00".repeat(8) + "ffffffffffffffff" + "0000");
        bad(
                "StatementPage: 257 lines",
                0x49,
                "00".repeat(16) + "0101" + line(1, 3, 0, 0).repeat(257));
        bad("StatementPage: sequence 0", 0x49, "00".repeat(16) + "0001" + line(0, 3, 0, 0));
        bad("StatementPage: sequence 2^63", 0x49, "00".repeat(16) + "0001" + line(Long.MIN_VALUE, 3, 0, 0));
        bad("StatementPage: kind 12", 0x49, "00".repeat(16) + "0001" + line(1, 12, 0, 0));
        bad("StatementPage: two orders in a line", 0x49, "00".repeat(16) + "0001" + line(1, 3, 2, 0));
        bad("StatementPage: time with the highest bit", 0x49, "00".repeat(16) + "0001" + line(1, 3, 1, Long.MIN_VALUE));
    }

    private static String line(long sequence, int kind, int orders, long at) {
        return new Raw()
                .number(8, sequence)
                .u8(kind)
                .text8("ta")
                .zeros(24)
                .u16(orders)
                .hex(idHex().repeat(orders))
                .number(8, at)
                .toHex();
    }
}
