package io.micropay.benchmarks;

import io.micropay.internal.crypto.BatchSigner;
import io.micropay.internal.crypto.BatchVerifier;
import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.crypto.SigningContext;
import io.micropay.internal.crypto.TlsContexts;
import io.micropay.internal.crypto.TlsHandshake;
import io.micropay.internal.framing.Frame;
import io.micropay.internal.framing.FrameDecoder;
import io.micropay.internal.message.ClientMessage;
import io.micropay.internal.message.ClientMessage.Hello;
import io.micropay.internal.message.ClientMessage.Login;
import io.micropay.internal.message.ClientMessage.Submit;
import io.micropay.internal.message.Message;
import io.micropay.internal.message.MessageCodec;
import io.micropay.internal.message.OrderResult;
import io.micropay.internal.message.Registration;
import io.micropay.internal.message.ServerMessage.Decided;
import io.micropay.internal.message.ServerMessage.Done;
import io.micropay.internal.message.ServerMessage.Results;
import io.micropay.internal.message.ServerMessage.Welcome;
import io.micropay.internal.message.Statements;
import io.micropay.model.Bytes;
import io.micropay.model.Credential;
import io.micropay.model.KeyId;
import io.micropay.model.Receipt;
import io.micropay.model.SignedOrder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A member's connection to a server, driven by one thread: it submits orders that pay the member, many at a time, and
 * takes the replies, and the receipts that are pushed because the member is a payer, too. Both are checked after the
 * time is taken, so that the load costs the server as little of this machine as may be.
 */
final class LoadConnection implements AutoCloseable {
    private static final int MAX_FRAME = 64 << 10;
    private static final int READ_SIZE = 64 << 10;
    private static final int PEER_PORT = 1;

    private final Member member;
    private final TlsHandshake tls;
    private final FrameDecoder decoder = new FrameDecoder(MAX_FRAME);
    private final byte[] buffer = new byte[READ_SIZE];
    private final List<Frame> replies = new ArrayList<>();
    private final List<Frame> pushes = new ArrayList<>();
    private List<byte[]> requests = List.of();

    private LoadConnection(Member member, TlsHandshake tls) {
        this.member = member;
        this.tls = tls;
    }

    /** Connects, registers and logs in. */
    static LoadConnection open(Member member, int port, KeyId server) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setTcpNoDelay(true);
        TlsHandshake tls = TlsHandshake.over(
                socket,
                TlsContexts.create(member.sessionKey(), certificate -> {
                    if (!PublicKeyHandle.of(certificate).id().equals(server)) {
                        throw new IllegalArgumentException("another server than the one that was started");
                    }
                }),
                "micropay/1",
                TlsHandshake.Role.CLIENT);
        LoadConnection connection = new LoadConnection(member, tls);
        connection.expect(Welcome.class, new Hello(List.of(1), "benchmark"));
        connection.expect(Done.class, connection.registration());
        connection.expect(Done.class, connection.login());
        return connection;
    }

    private ClientMessage registration() {
        PublicKeyHandle key = PublicKeyHandle.of(member.accountKey().certificate());
        Registration registration = new Registration(
                tls.peerKey().id(),
                member.id(),
                key.id(),
                key.id(),
                member.sessionKey().keyId());
        Bytes statement = Statements.encode(registration);
        return new ClientMessage.Register(
                registration,
                statement,
                new BatchSigner(member.accountKey(), SigningContext.REGISTRATION).sign(statement),
                key.encoded(),
                key.encoded());
    }

    private ClientMessage login() {
        Credential credential = member.credential(tls.peerKey().id());
        return new Login(credential.grant(), credential.statement(), credential.signature(), PEER_PORT);
    }

    private void expect(Class<? extends Message> type, Message request) throws IOException {
        write(List.of(frame(1, request)));
        read(1, 0);
        Message reply = decode(replies.remove(0));
        if (!type.isInstance(reply)) {
            throw new IllegalStateException(member.id() + " asked " + request.text() + " and got " + reply.text());
        }
    }

    /** Encodes what {@link #run} will send. */
    void prepare(List<SignedOrder> orders, int perSubmit) {
        List<byte[]> encoded = new ArrayList<>();
        for (int from = 0; from < orders.size(); from += perSubmit) {
            List<SignedOrder> some = orders.subList(from, Math.min(from + perSubmit, orders.size()));
            encoded.add(frame(encoded.size() + 1, new Submit(some)));
        }
        requests = encoded;
    }

    /**
     * Sends what is prepared, and takes all that is due for it.
     *
     * @param window how many requests are under way at most
     * @param duePushes how many receipts are pushed, for what other members submit
     */
    void run(int window, int duePushes) throws IOException {
        int sent = 0;
        while (replies.size() < requests.size()) {
            int free = window - (sent - replies.size());
            int next = Math.min(sent + free, requests.size());
            // Half a window at a time: many requests go into one record, as they would from a busy client.
            if (next > sent && (free >= window / 2 || next == requests.size())) {
                write(requests.subList(sent, next));
                sent = next;
            }
            read(replies.size() + 1, 0);
        }
        read(requests.size(), duePushes);
    }

    private void write(List<byte[]> frames) throws IOException {
        ByteArrayOutputStream piece = new ByteArrayOutputStream();
        frames.forEach(piece::writeBytes);
        tls.socket().getOutputStream().write(piece.toByteArray());
    }

    private void read(int dueReplies, int duePushes) throws IOException {
        InputStream in = tls.socket().getInputStream();
        take();
        while (replies.size() < dueReplies || pushes.size() < duePushes) {
            int count = in.read(buffer);
            if (count < 0) {
                throw new IOException("the server has closed the connection of " + member.id());
            }
            decoder.feed(buffer, count);
            take();
        }
    }

    private void take() {
        for (Optional<Frame> frame = decoder.next(); frame.isPresent(); frame = decoder.next()) {
            (frame.get().requestId() == 0 ? pushes : replies).add(frame.get());
        }
    }

    /** Checks everything that came: the status of each order, and each receipt's signature. Returns how many settled. */
    int check() {
        BatchVerifier verifier = new BatchVerifier();
        int settled = 0;
        for (Frame reply : replies) {
            for (OrderResult result : ((Results) decode(reply)).results()) {
                verify(verifier, result.receipt().orElseThrow());
                settled++;
            }
        }
        pushes.forEach(push -> verify(verifier, ((Decided) decode(push)).receipt()));
        return settled;
    }

    private void verify(BatchVerifier verifier, Receipt receipt) {
        if (!receipt.outcome().isSettled()) {
            throw new IllegalStateException("an order was not settled: " + receipt.outcome());
        }
        verifier.verify(SigningContext.CHECKPOINT, tls.peerKey(), receipt.statement(), receipt.signature());
    }

    private static byte[] frame(int requestId, Message message) {
        return new Frame(MessageCodec.type(message), requestId, MessageCodec.encode(message)).encode();
    }

    private static Message decode(Frame frame) {
        return MessageCodec.decode(frame.type(), frame.body());
    }

    @Override
    public void close() throws IOException {
        tls.socket().close();
    }
}
