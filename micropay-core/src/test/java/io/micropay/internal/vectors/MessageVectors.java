package io.micropay.internal.vectors;

import static io.micropay.internal.vectors.Json.object;

import io.micropay.internal.crypto.SigningContext;
import io.micropay.internal.message.ClientMessage;
import io.micropay.internal.message.Message;
import io.micropay.internal.message.MessageCodec;
import io.micropay.internal.message.OrderResult;
import io.micropay.internal.message.PeerMessage;
import io.micropay.internal.message.Ping;
import io.micropay.internal.message.Pong;
import io.micropay.internal.message.ServerMessage;
import io.micropay.internal.message.Statements;
import io.micropay.model.Bytes;
import io.micropay.model.OrderRef;
import io.micropay.model.Peer;
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
                new ClientMessage.Exit(),
                new Ping(),
                new Pong(),
                new ServerMessage.Welcome(1, "\u20ac", 2, World.NOON),
                new ServerMessage.Waiting(3),
                new ServerMessage.Done(StatusCode.REGISTERED),
                new ServerMessage.Refused(StatusCode.AUTHENTICATION_FAILED, "no such account"),
                new ServerMessage.PeerPage(8000, 2, List.of(brian, ta)),
                new ServerMessage.PeerPage(0, 1, List.of()),
                new ServerMessage.Entry(brian, world.credential),
                new ServerMessage.Results(List.of(
                        OrderResult.decided(world.receipts.get(0)),
                        OrderResult.undecided(World.id(9), StatusCode.ORDER_UNKNOWN))),
                new ServerMessage.Decided(world.receipts.get(1)),
                new ServerMessage.Closing(StatusCode.SHUTTING_DOWN, "maintenance"),
                new PeerMessage.PeerHello(List.of(1), World.BRIAN),
                new PeerMessage.PeerWelcome(1),
                new PeerMessage.OfferOrder(world.signedWithMemo, world.sealedMemo),
                new PeerMessage.OfferOrder(world.signedWithoutMemo, Bytes.EMPTY),
                new PeerMessage.Accepted(),
                new PeerMessage.Delivered(world.receipts.get(0)),
                new PeerMessage.Declined(StatusCode.DECLINED, "no, thank you"));
    }

    private void bad(String reason, int type, String body) {
        invalid.add(object("reason", reason, "type", (long) type, "body", body, "status", 400L));
    }

    private void addInvalid() {
        for (int type : new int[] {0x00, 0x0c, 0x40, 0x48, 0x50, 0x53, 0x60, 0x67, 0xff}) {
            invalid.add(object("reason", "unknown type", "type", (long) type, "body", "", "status", 402L));
        }
        texts();
        numbers();
        names();
        hosts();
        signatures();
        statements();
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
        bad("Welcome: 19 decimals", 0x41, "01" + "00" + "13" + "0000000000000000");
        bad(
                "Welcome: time after the year 9999",
                0x41,
                new Raw().hex("010000").number(8, 253_402_300_800_000L).toHex());
        bad("Welcome: time with the highest bit", 0x41, "010000" + "8000000000000000");
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
}
