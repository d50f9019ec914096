package io.micropay.internal.message;

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
import io.micropay.internal.message.ClientMessage.VoidOrder;
import io.micropay.internal.message.PeerMessage.Accepted;
import io.micropay.internal.message.PeerMessage.Declined;
import io.micropay.internal.message.PeerMessage.Delivered;
import io.micropay.internal.message.PeerMessage.OfferOrder;
import io.micropay.internal.message.PeerMessage.PeerHello;
import io.micropay.internal.message.PeerMessage.PeerWelcome;
import io.micropay.internal.message.ServerMessage.Closing;
import io.micropay.internal.message.ServerMessage.Decided;
import io.micropay.internal.message.ServerMessage.Done;
import io.micropay.internal.message.ServerMessage.Entry;
import io.micropay.internal.message.ServerMessage.HoldReport;
import io.micropay.internal.message.ServerMessage.Paid;
import io.micropay.internal.message.ServerMessage.PeerPage;
import io.micropay.internal.message.ServerMessage.Refused;
import io.micropay.internal.message.ServerMessage.RequestReport;
import io.micropay.internal.message.ServerMessage.Results;
import io.micropay.internal.message.ServerMessage.StatementPage;
import io.micropay.internal.message.ServerMessage.Waiting;
import io.micropay.internal.message.ServerMessage.Welcome;
import io.micropay.model.Bytes;
import io.micropay.model.RequestState;
import io.micropay.model.Statement;
import io.micropay.model.StatusCode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** The table of message types: which number stands for which record, and what the body of each is. */
public final class MessageCodec {
    private static final int MAX_VERSIONS = 16;
    private static final int MAX_DECIMALS = 18;
    private static final int MAX_PORT = 65_535;

    /** The type of a void request, which the journal keeps as well. */
    static final int VOID = 0x07;

    /** The type of a capture, which the journal keeps as well. */
    static final int CAPTURE = 0x0c;

    /** How a payment request stands. The place of each is its number on the wire. */
    private static final List<RequestState.Progress> PROGRESS =
            List.of(RequestState.Progress.OPEN, RequestState.Progress.PAID, RequestState.Progress.EXPIRED);

    private static final Map<Integer, Layout<?>> BY_TYPE = new HashMap<>();
    private static final Map<Class<?>, Layout<?>> BY_CLASS = new HashMap<>();

    /** One message type: its number, and how its body is written and read. */
    private record Layout<T extends Message>(
            int type, Class<T> record, BiConsumer<WireWriter, T> writer, Function<WireReader, T> reader) {
        Bytes encode(Message message) {
            WireWriter out = new WireWriter();
            writer.accept(out, record.cast(message));
            return out.toBytes();
        }
    }

    static {
        clientMessages();
        requestMessages();
        serverMessages();
        peerMessages();
    }

    private MessageCodec() {}

    /** The type number of a message. */
    public static int type(Message message) {
        return layout(message).type();
    }

    /**
     * The body of a message.
     *
     * @throws IllegalArgumentException if the message is out of the bounds of the protocol, so that it has none
     */
    public static Bytes encode(Message message) {
        return layout(message).encode(message);
    }

    /**
     * The message of a body.
     *
     * @throws ProtocolException if the type is unknown or the body is not the one encoding of a message of that type
     */
    public static Message decode(int type, Bytes body) {
        Layout<?> layout = BY_TYPE.get(type);
        if (layout == null) {
            throw new ProtocolException(StatusCode.UNEXPECTED_MESSAGE, "unknown message type " + type);
        }
        return WireReader.readAll(body, layout.reader());
    }

    private static Layout<?> layout(Message message) {
        Layout<?> layout = BY_CLASS.get(message.getClass());
        if (layout == null) {
            throw new IllegalArgumentException("no layout for " + message.getClass());
        }
        return layout;
    }

    private static <T extends Message> void put(
            int type, Class<T> record, BiConsumer<WireWriter, T> writer, Function<WireReader, T> reader) {
        Layout<T> layout = new Layout<>(type, record, writer, reader);
        BY_TYPE.put(type, layout);
        BY_CLASS.put(record, layout);
    }

    private static void clientMessages() {
        put(
                0x01,
                Hello.class,
                (out, m) -> {
                    writeVersions(out, m.versions());
                    out.text8(m.agent());
                },
                in -> new Hello(readVersions(in), in.text8()));
        put(
                0x02,
                Register.class,
                (out, m) -> {
                    Structures.writeStatement(out, m.statement());
                    Structures.write(out, m.signature());
                    Structures.writeKey(out, m.accountKey());
                    Structures.writeKey(out, m.sealingKey());
                },
                in -> {
                    Bytes statement = Structures.readStatement(in);
                    return new Register(
                            Statements.decodeRegistration(statement),
                            statement,
                            Structures.readBatchSignature(in),
                            Structures.readKey(in),
                            Structures.readKey(in));
                });
        put(
                0x03,
                Login.class,
                (out, m) -> {
                    Structures.writeStatement(out, m.statement());
                    Structures.write(out, m.signature());
                    out.u16(WireWriter.within(m.peerPort(), 1, MAX_PORT));
                },
                in -> {
                    Bytes statement = Structures.readStatement(in);
                    return new Login(
                            Statements.decodeGrant(statement),
                            statement,
                            Structures.readBatchSignature(in),
                            WireReader.length(in.u16(), 1, MAX_PORT));
                });
        put(
                0x04,
                ListPeers.class,
                (out, m) -> {
                    out.list16(m.after().stream().toList(), 0, 1, Structures::write);
                    out.u16(WireWriter.within(m.limit(), 1, ClientMessage.MAX_PEERS));
                },
                in -> new ListPeers(
                        in.list16(0, 1, Structures::readAccount).stream().findFirst(),
                        WireReader.length(in.u16(), 1, ClientMessage.MAX_PEERS)));
        put(
                0x05,
                Lookup.class,
                (out, m) -> Structures.write(out, m.account()),
                in -> new Lookup(Structures.readAccount(in)));
        put(
                0x06,
                Submit.class,
                (out, m) -> out.list16(m.orders(), 1, ClientMessage.MAX_ORDERS, Structures::write),
                in -> new Submit(in.list16(1, ClientMessage.MAX_ORDERS, Structures::readSignedOrder)));
        put(
                VOID,
                VoidOrder.class,
                (out, m) -> {
                    Structures.writeStatement(out, m.statement());
                    Structures.write(out, m.signature());
                },
                in -> {
                    Bytes statement = Structures.readStatement(in);
                    return new VoidOrder(
                            Statements.decodeVoid(statement), statement, Structures.readBatchSignature(in));
                });
        put(
                0x08,
                Status.class,
                (out, m) -> out.list16(m.orders(), 1, ClientMessage.MAX_STATUS_IDS, Structures::write),
                in -> new Status(in.list16(1, ClientMessage.MAX_STATUS_IDS, Structures::readOrderRef)));
        put(0x09, Exit.class, (out, m) -> {}, in -> new Exit());
        put(0x0a, Ping.class, (out, m) -> {}, in -> new Ping());
        put(0x0b, Pong.class, (out, m) -> {}, in -> new Pong());
        put(
                CAPTURE,
                Capture.class,
                (out, m) -> {
                    Structures.writeStatement(out, m.statement());
                    Structures.write(out, m.signature());
                },
                in -> {
                    Bytes statement = Structures.readStatement(in);
                    return new Capture(
                            Statements.decodeCapture(statement), statement, Structures.readBatchSignature(in));
                });
        put(
                0x0d,
                HoldQuery.class,
                (out, m) -> Structures.write(out, m.hold()),
                in -> new HoldQuery(Structures.readOrderRef(in)));
        put(
                0x0e,
                StatementQuery.class,
                (out, m) -> out.u64From(0, m.before()).u16(WireWriter.within(m.limit(), 1, ClientMessage.MAX_LINES)),
                in -> new StatementQuery(in.u64From(0), WireReader.length(in.u16(), 1, ClientMessage.MAX_LINES)));
    }

    private static void requestMessages() {
        put(
                0x0f,
                RequestPayment.class,
                (out, m) -> Structures.write(out, m.request()),
                in -> new RequestPayment(Structures.readSignedRequest(in)));
        put(
                0x10,
                RequestQuery.class,
                (out, m) -> {
                    Structures.write(out, m.payee());
                    Structures.write(out, m.request());
                },
                in -> new RequestQuery(Structures.readAccount(in), Structures.readDigest(in)));
        put(
                0x4a,
                RequestReport.class,
                (out, m) -> {
                    Structures.write(out, m.request());
                    Structures.write(out, m.signer());
                    out.u8(PROGRESS.indexOf(m.progress()));
                    out.list16(m.payment().stream().toList(), 0, 1, MessageCodec::writePaid);
                },
                in -> new RequestReport(
                        Structures.readSignedRequest(in),
                        Structures.readCredential(in),
                        PROGRESS.get(WireReader.length(in.u8(), 0, PROGRESS.size() - 1)),
                        in.list16(0, 1, MessageCodec::readPaid).stream().findFirst()));
    }

    private static void serverMessages() {
        put(
                0x41,
                Welcome.class,
                (out, m) -> {
                    out.u8(m.version()).text8(m.currency()).u8(WireWriter.within(m.decimals(), 0, MAX_DECIMALS));
                    Structures.write(out, m.serverTime());
                    out.u64From(0, m.journal());
                },
                in -> new Welcome(
                        in.u8(),
                        in.text8(),
                        WireReader.length(in.u8(), 0, MAX_DECIMALS),
                        Structures.readInstant(in),
                        in.u64From(0)));
        put(0x42, Waiting.class, (out, m) -> out.u32(m.ahead()), in -> new Waiting(in.u32UpTo(Integer.MAX_VALUE)));
        put(0x43, Done.class, (out, m) -> Structures.write(out, m.status()), in -> new Done(Structures.readStatus(in)));
        put(
                0x44,
                Refused.class,
                (out, m) -> {
                    Structures.write(out, m.status());
                    out.text8(m.reason());
                },
                in -> new Refused(Structures.readStatus(in), in.text8()));
        put(
                0x45,
                PeerPage.class,
                (out, m) -> out.u64(m.balance())
                        .u32(m.online())
                        .list16(m.peers(), 0, ClientMessage.MAX_PEERS, Structures::write),
                in -> new PeerPage(
                        in.u64(),
                        in.u32UpTo(Integer.MAX_VALUE),
                        in.list16(0, ClientMessage.MAX_PEERS, Structures::readPeer)));
        put(
                0x46,
                Entry.class,
                (out, m) -> {
                    Structures.write(out, m.peer());
                    Structures.write(out, m.credential());
                },
                in -> new Entry(Structures.readPeer(in), Structures.readCredential(in)));
        put(
                0x47,
                Results.class,
                (out, m) -> out.list16(m.results(), 1, ClientMessage.MAX_ORDERS, MessageCodec::writeResult),
                in -> new Results(in.list16(1, ClientMessage.MAX_ORDERS, MessageCodec::readResult)));
        put(
                0x48,
                HoldReport.class,
                (out, m) -> {
                    out.opaque16(m.statement(), 0, Structures.MAX_STATEMENT_SIZE);
                    out.list16(m.receipt().stream().toList(), 0, 1, Structures::write);
                },
                in -> new HoldReport(
                        in.opaque16(0, Structures.MAX_STATEMENT_SIZE),
                        in.list16(0, 1, Structures::readReceipt).stream().findFirst()));
        put(
                0x49,
                StatementPage.class,
                (out, m) -> out.u64(m.statement().balance())
                        .u64From(0, m.statement().held())
                        .list16(m.statement().lines(), 0, ClientMessage.MAX_LINES, Structures::write),
                in -> new StatementPage(new Statement(
                        in.u64(), in.u64From(0), in.list16(0, ClientMessage.MAX_LINES, Structures::readLine))));
        put(
                0x51,
                Decided.class,
                (out, m) -> Structures.write(out, m.receipt()),
                in -> new Decided(Structures.readReceipt(in)));
        put(
                0x52,
                Closing.class,
                (out, m) -> {
                    Structures.write(out, m.status());
                    out.text8(m.reason());
                },
                in -> new Closing(Structures.readStatus(in), in.text8()));
    }

    private static void peerMessages() {
        put(
                0x61,
                PeerHello.class,
                (out, m) -> {
                    writeVersions(out, m.versions());
                    Structures.write(out, m.account());
                },
                in -> new PeerHello(readVersions(in), Structures.readAccount(in)));
        put(0x62, PeerWelcome.class, (out, m) -> out.u8(m.version()), in -> new PeerWelcome(in.u8()));
        put(
                0x63,
                OfferOrder.class,
                (out, m) -> {
                    Structures.write(out, m.order());
                    out.opaque16(m.sealedMemo(), 0, PeerMessage.MAX_SEALED_MEMO);
                },
                in -> new OfferOrder(Structures.readSignedOrder(in), in.opaque16(0, PeerMessage.MAX_SEALED_MEMO)));
        put(0x64, Accepted.class, (out, m) -> {}, in -> new Accepted());
        put(
                0x65,
                Delivered.class,
                (out, m) -> Structures.write(out, m.receipt()),
                in -> new Delivered(Structures.readReceipt(in)));
        put(
                0x66,
                Declined.class,
                (out, m) -> {
                    Structures.write(out, m.status());
                    out.text8(m.reason());
                },
                in -> new Declined(Structures.readStatus(in), in.text8()));
    }

    private static void writeVersions(WireWriter out, List<Integer> versions) {
        out.u8(WireWriter.within(versions.size(), 1, MAX_VERSIONS));
        versions.forEach(out::u8);
    }

    private static List<Integer> readVersions(WireReader in) {
        return in.list(WireReader.length(in.u8(), 1, MAX_VERSIONS), WireReader::u8);
    }

    private static void writePaid(WireWriter out, Paid paid) {
        Structures.write(out, paid.payment());
        Structures.write(out, paid.payer());
    }

    private static Paid readPaid(WireReader in) {
        return new Paid(Structures.readPayment(in), Structures.readCredential(in));
    }

    private static void writeResult(WireWriter out, OrderResult result) {
        if (result.receipt().isPresent()) {
            out.u8(1);
            Structures.write(out, result.receipt().get());
        } else {
            out.u8(0);
            Structures.write(out, result.order());
            Structures.write(out, result.status());
        }
    }

    private static OrderResult readResult(WireReader in) {
        return switch (in.u8()) {
            case 0 -> OrderResult.undecided(Structures.readOrderId(in), Structures.readStatus(in));
            case 1 -> OrderResult.decided(Structures.readReceipt(in));
            default -> throw WireReader.malformed("neither a status nor a receipt");
        };
    }
}
