package io.micropay.internal.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micropay.ClassicClient;
import io.micropay.classic.ClassicCertificates;
import io.micropay.classic.ClassicListener;
import io.micropay.classic.ClassicListing;
import io.micropay.classic.ClassicPeer;
import io.micropay.error.AuthenticationException;
import io.micropay.error.ConnectionException;
import io.micropay.error.MicropayException;
import io.micropay.error.OrderRejectedException;
import io.micropay.error.OutcomeUnknownException;
import io.micropay.error.ProtocolException;
import io.micropay.error.RequestRefusedException;
import io.micropay.internal.crypto.TlsHandshake.ClassicOffer;
import io.micropay.keys.InMemoryKeys;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.KeySpec;
import io.micropay.keys.Wallet;
import io.micropay.model.StatusCode;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ClassicClientIT {
    private static final Clock CLOCK = Clock.systemUTC();

    /** All at the same time, however few processors there are. */
    private static final Executor THREADS = task -> new Thread(task).start();

    private static final Duration SHORT = Duration.ofMillis(700);
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path directory;

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final Deque<ClassicClient> clients = new ArrayDeque<>();
    private ClassicCertificates certificates;
    private StubServer server;

    /** What a client was told. */
    private static final class Heard implements ClassicListener {
        final BlockingQueue<String> announced = new LinkedBlockingQueue<>();
        final BlockingQueue<String> dropped = new LinkedBlockingQueue<>();
        final BlockingQueue<String> late = new LinkedBlockingQueue<>();
        final BlockingQueue<StatusCode> ends = new LinkedBlockingQueue<>();
        final BlockingQueue<Boolean> waits = new LinkedBlockingQueue<>();

        @Override
        public void announced(String payer, long amount) {
            announced.add(payer + " " + amount);
        }

        @Override
        public void dropped(String reason) {
            dropped.add(reason);
        }

        @Override
        public void lateReply(String text) {
            late.add(text);
        }

        @Override
        public void disconnected(StatusCode status, String reason) {
            ends.add(status);
        }

        @Override
        public void waiting() {
            waits.add(true);
        }
    }

    @BeforeEach
    void start() throws IOException {
        certificates = ClassicCertificates.in(directory);
        server = new StubServer(certificates, certificates.create("server", CLOCK));
    }

    @AfterEach
    void stop() throws IOException {
        clients.forEach(ClassicClient::close);
        server.close();
        timer.shutdownNow();
    }

    private ClassicClient.Builder builder() {
        return ClassicClient.builder("127.0.0.1", server.port(), certificates);
    }

    private ClassicClient connect(ClassicClient.Builder builder) {
        ClassicClient client = builder.connect();
        clients.push(client);
        return client;
    }

    private ClassicClient join(String name, ClassicListener listener) {
        return join(name, builder().listener(listener));
    }

    private ClassicClient join(String name, ClassicClient.Builder builder) {
        ClassicClient client = connect(builder);
        client.register(name);
        client.login(name, 0);
        return client;
    }

    private static String next(BlockingQueue<String> queue) throws InterruptedException {
        return String.valueOf(queue.poll(20, TimeUnit.SECONDS));
    }

    private List<String> clientFiles() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.contains("_client") && !name.startsWith("server"))
                    .toList();
        }
    }

    private static StatusCode refusal(Runnable request) {
        try {
            request.run();
        } catch (MicropayException e) {
            return e.status();
        }
        throw new AssertionError("was not refused");
    }

    /** A payer of the dialect that can say anything. */
    private void say(ClassicClient payee, KeyMaterial payer, String text) {
        ClassicTls tls = new ClassicTls(payer, certificates, CLOCK, timer);
        InetSocketAddress address = new InetSocketAddress(
                InetAddress.getLoopbackAddress(), payee.peerPort().orElseThrow());
        ClassicSocket socket = tls.connect(address, ClassicOffer.CONFIRMED, PATIENCE);
        try (ClassicChannel channel = new ClassicChannel(socket, payer, timer, ClassicLimits.DEFAULT)) {
            channel.send(text);
        }
    }

    @Test
    void session_ofTwo_movesMoneyAndLeavesNothingBehind() throws Exception {
        Heard bobHeard = new Heard();
        ClassicClient alice = connect(builder());
        alice.register("alice");
        ClassicListing first = alice.login("alice", 0);
        ClassicClient bob = join("bob", bobHeard);

        alice.pay("bob", 2000);

        assertThat(first.balance()).isEqualTo(10_000);
        assertThat(first.peers())
                .containsExactly(
                        new ClassicPeer("alice", "127.0.0.1", alice.peerPort().orElseThrow()));
        assertThat(next(bobHeard.announced)).isEqualTo("alice 2000");
        assertThat(alice.list().balance()).isEqualTo(8000);
        assertThat(bob.list().balance()).isEqualTo(12_000);
        assertThat(bob.list().find("alice")).isPresent();
        assertThat(alice.account()).contains("alice");
        assertThat(alice.bytesWritten()).isEqualTo(4L * ClassicBlock.SIZE);
        assertThat(alice.bytesRead()).isEqualTo(5L * ClassicBlock.SIZE);
        assertThat(clientFiles()).hasSize(4).contains(alice.certificateId() + "_client.key");

        alice.close();
        alice.close();
        bob.close();

        assertThat(server.requests).endsWith("Exit", "Exit");
        assertThat(clientFiles()).isEmpty();
        assertThat(certificates.trusted()).hasSize(1);
        assertThat(bobHeard.ends).isEmpty();
        assertThat(server.provocations).isEmpty();
    }

    @Test
    void requests_thatTheServerRefuses_failWithItsStatus() {
        join("alice", ClassicListener.NONE);
        ClassicClient other = connect(builder());

        assertThat(refusal(other::list)).isEqualTo(StatusCode.NOT_LOGGED_IN);
        assertThat(refusal(() -> other.pay("alice", 5))).isEqualTo(StatusCode.NOT_LOGGED_IN);
        assertThat(refusal(() -> other.register("alice"))).isEqualTo(StatusCode.NAME_TAKEN);
        assertThat(refusal(() -> other.login("nobody", 0))).isEqualTo(StatusCode.AUTHENTICATION_FAILED);
        assertThat(refusal(() -> other.login("alice", 0))).isEqualTo(StatusCode.ALREADY_LOGGED_IN);
        other.register("other");
        other.login("other", 0);
        assertThat(refusal(() -> other.login("other", 0))).isEqualTo(StatusCode.ALREADY_LOGGED_IN);
    }

    @Test
    void names_thatTheDialectCannotWrite_areRefusedBeforeAnythingIsSent() {
        ClassicClient client = connect(builder());

        for (String name : List.of("", "a#b", "a\0b", "\u20ac", "x".repeat(236))) {
            assertThatIllegalArgumentException().isThrownBy(() -> client.register(name));
        }
        assertThatIllegalArgumentException().isThrownBy(() -> client.login("REGISTER", 0));
        assertThat(server.requests).isEmpty();
    }

    @Test
    void pay_ofWhatCannotBePaid_isRejectedBeforeThePayeeHears() throws Exception {
        Heard heard = new Heard();
        ClassicClient alice = join("alice", ClassicListener.NONE);
        join("bob", heard);

        assertThat(refusal(() -> alice.pay("alice", 5))).isEqualTo(StatusCode.PAYER_IS_PAYEE);
        assertThat(refusal(() -> alice.pay("bob", 0))).isEqualTo(StatusCode.AMOUNT_NOT_POSITIVE);
        assertThat(refusal(() -> alice.pay("bob", -5))).isEqualTo(StatusCode.AMOUNT_NOT_POSITIVE);
        assertThat(refusal(() -> alice.pay("carol", 5))).isEqualTo(StatusCode.UNKNOWN_PAYEE);
        assertThat(heard.announced).isEmpty();
        assertThat(server.requests).doesNotContain(Requests.TRANSACTION);
    }

    @Test
    void pay_withTooLittleMoney_isRejected() {
        ClassicClient alice = join("alice", ClassicListener.NONE);
        join("bob", ClassicListener.NONE);

        assertThatExceptionOfType(OrderRejectedException.class)
                .isThrownBy(() -> alice.pay("bob", 100_000))
                .extracting(MicropayException::status)
                .isEqualTo(StatusCode.INSUFFICIENT_FUNDS);
        assertThat(alice.list().balance()).isEqualTo(10_000);
    }

    @Test
    void pay_ofSomebodyWhoCannotBeReached_isRejectedAndNothingIsPaid() throws IOException {
        ClassicClient alice = join("alice", ClassicListener.NONE);
        try (ServerSocket closed = new ServerSocket(0)) {
            server.ghosts.add(new ClassicPeer("ghost", "127.0.0.1", closed.getLocalPort()));
        }

        assertThat(refusal(() -> alice.pay("ghost", 5))).isEqualTo(StatusCode.PAYEE_OFFLINE);
        alice.list();
    }

    @Test
    void pay_withoutTheServersWord_isUnknownAndTheLateWordAnswersNoOtherPayment() throws Exception {
        Heard heard = new Heard();
        ClassicClient alice = join("alice", builder().listener(heard).timeout(SHORT));
        join("bob", ClassicListener.NONE);
        server.isSilentOnTransfers = true;

        assertThatExceptionOfType(OutcomeUnknownException.class)
                .isThrownBy(() -> alice.pay("bob", 5))
                .withMessageContaining("alice#5#bob")
                .withMessageContaining("balance")
                .satisfies(unknown -> assertThat(unknown.order()).isEmpty());
        assertThatExceptionOfType(RequestRefusedException.class).isThrownBy(() -> alice.pay("bob", 6));
        server.isSilentOnTransfers = false;
        server.say("alice", Reply.TRANSFER_FAILED.text());

        assertThat(next(heard.late)).isEqualTo("transfer FAIL");
        alice.pay("bob", 7);
        assertThat(alice.list().balance()).isEqualTo(9993);
        assertThat(heard.late).isEmpty();
    }

    @Test
    void pay_whenTheConnectionBreaksAfterwards_isUnknownAtOnce() throws Exception {
        Heard heard = new Heard();
        ClassicClient alice = join("alice", heard);
        join("bob", ClassicListener.NONE);
        server.isBreakingOnTransfers = true;

        assertThatExceptionOfType(OutcomeUnknownException.class).isThrownBy(() -> alice.pay("bob", 5));
        assertThat(heard.ends.poll(20, TimeUnit.SECONDS)).isEqualTo(StatusCode.DISCONNECTED);
        assertThatExceptionOfType(ConnectionException.class).isThrownBy(alice::list);
    }

    @Test
    void payments_ofEachOtherAtOnce_allSettle() {
        ClassicClient alice = join("alice", ClassicListener.NONE);
        ClassicClient bob = join("bob", ClassicListener.NONE);

        List<CompletableFuture<Void>> payments = Stream.of(1, 2, 3, 4)
                .flatMap(amount -> Stream.of(
                        CompletableFuture.runAsync(() -> alice.pay("bob", amount), THREADS),
                        CompletableFuture.runAsync(() -> bob.pay("alice", 10L * amount), THREADS)))
                .toList();

        assertThat(payments).allSatisfy(payment -> assertThat(payment).succeedsWithin(PATIENCE));
        assertThat(alice.list().balance()).isEqualTo(10_090);
        assertThat(bob.list().balance()).isEqualTo(9910);
    }

    @Test
    void payee_whoIsToldWhatIsNoPaymentToIt_passesNothingOn() throws Exception {
        Heard heard = new Heard();
        ClassicClient bob = join("bob", heard);
        join("alice", ClassicListener.NONE);
        KeyMaterial stranger = certificates.create("strng", CLOCK);
        server.balances.put("offline", 5L);

        for (String text : List.of(
                "alice#5#carol",
                "alice#1.5#bob",
                "alice#1e3#bob",
                "alice#9223372036854775808#bob",
                "offline#5#bob",
                "nobody#5#bob",
                "bob#5#bob",
                "hello",
                "")) {
            say(bob, stranger, text);
            assertThat(next(heard.dropped)).as(text).isNotEqualTo("null");
        }
        assertThat(server.requests).doesNotContain(Requests.TRANSACTION);

        say(bob, stranger, "alice#-5#bob");
        say(bob, stranger, "alice#007#bob");

        assertThat(List.of(next(heard.announced), next(heard.announced)))
                .containsExactlyInAnyOrder("alice -5", "alice 7");
        assertThat(bob.list().balance()).isEqualTo(10_007);
        assertThat(server.requests).containsSubsequence(Requests.TRANSACTION, "alice#007#bob");
        assertThat(server.provocations).isEmpty();
        assertThat(heard.ends).isEmpty();
    }

    @Test
    void payee_whoMeetsSilentAndHostilePeers_servesTheOthers() throws Exception {
        Heard heard = new Heard();
        ClassicClient bob = join("bob", heard);
        ClassicClient alice = join("alice", ClassicListener.NONE);
        int port = bob.peerPort().orElseThrow();
        Deque<Socket> silent = new ArrayDeque<>();
        for (int number = 0; number < 20; number++) {
            silent.push(new Socket(InetAddress.getLoopbackAddress(), port));
        }
        silent.peek()
                .getOutputStream()
                .write("GET / HTTP/1.0\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));

        alice.pay("bob", 5);

        assertThat(next(heard.announced)).isEqualTo("alice 5");
        for (Socket socket : silent) {
            socket.close();
        }
    }

    @Test
    void list_thatCannotBeRead_isRefusedAndTheNextOneIsFine() {
        ClassicClient alice = join("alice", ClassicListener.NONE);
        server.isListTooLong = true;

        assertThatExceptionOfType(ProtocolException.class)
                .isThrownBy(alice::list)
                .extracting(MicropayException::status)
                .isEqualTo(StatusCode.FRAME_TOO_LARGE);
        assertThat(refusal(() -> alice.pay("bob", 5))).isEqualTo(StatusCode.FRAME_TOO_LARGE);
        server.isListTooLong = false;
        assertThat(alice.list().online()).isEqualTo(1);
    }

    @Test
    void login_whoseListCannotBeRead_isALoginAllTheSame() {
        ClassicClient alice = connect(builder());
        alice.register("alice");
        server.isListTooLong = true;

        assertThat(refusal(() -> alice.login("alice", 0))).isEqualTo(StatusCode.FRAME_TOO_LARGE);
        assertThat(alice.account()).contains("alice");
        server.isListTooLong = false;
        assertThat(alice.list().find("alice")).isPresent();
    }

    @Test
    void request_withoutAnAnswer_endsTheConnection() throws Exception {
        Heard heard = new Heard();
        ClassicClient alice = join("alice", builder().listener(heard).timeout(SHORT));
        server.isMute = true;

        assertThat(refusal(alice::list)).isEqualTo(StatusCode.TIMED_OUT);
        assertThat(heard.ends.poll(20, TimeUnit.SECONDS)).isEqualTo(StatusCode.TIMED_OUT);
        assertThatExceptionOfType(ConnectionException.class).isThrownBy(alice::list);
        assertThatExceptionOfType(ConnectionException.class).isThrownBy(() -> alice.pay("bob", 5));
    }

    @Test
    void connect_whileTheServerIsFull_waitsAndTells() throws Exception {
        Heard heard = new Heard();
        server.isFull = true;
        CompletableFuture<ClassicClient> connecting =
                CompletableFuture.supplyAsync(() -> connect(builder().listener(heard)));

        assertThat(heard.waits.poll(20, TimeUnit.SECONDS)).isTrue();
        assertThat(connecting).isNotDone();
        server.placeFree.countDown();

        assertThat(connecting).succeedsWithin(PATIENCE);
    }

    @Test
    void connect_toNobodyOrToAStranger_failsAndLeavesNothingBehind(@TempDir Path elsewhere) throws Exception {
        ClassicCertificates others = ClassicCertificates.in(elsewhere);
        int closed;
        try (ServerSocket socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        try (StubServer stranger = new StubServer(others, others.create("server", CLOCK))) {
            assertThatExceptionOfType(AuthenticationException.class)
                    .isThrownBy(() -> ClassicClient.builder("127.0.0.1", stranger.port(), certificates)
                            .connect());
        }
        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() ->
                        ClassicClient.builder("127.0.0.1", closed, certificates).connect());
        assertThat(clientFiles()).isEmpty();
    }

    @Test
    void upgrade_atAServerOfTheClassicDialectOnly_isRefusedAndHarmsNobody() {
        ClassicClient alice = connect(builder());
        KeySpec quick = KeySpec.session("alice");
        Wallet wallet = new Wallet(InMemoryKeys.generate(quick, CLOCK), InMemoryKeys.generate(quick, CLOCK));
        assertThat(refusal(() -> alice.upgrade(wallet))).isEqualTo(StatusCode.NOT_LOGGED_IN);
        alice.register("alice");
        alice.login("alice", 0);

        assertThat(refusal(() -> alice.upgrade(wallet))).isEqualTo(StatusCode.VERSION_UNSUPPORTED);

        assertThat(alice.list().balance()).isEqualTo(10_000);
        assertThat(server.requests).containsSubsequence("Exit", "List");
        assertThat(server.provocations).isEmpty();
    }
}
