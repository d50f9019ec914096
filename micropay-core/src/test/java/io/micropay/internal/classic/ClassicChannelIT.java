package io.micropay.internal.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micropay.classic.ClassicCertificates;
import io.micropay.error.AuthenticationException;
import io.micropay.error.ConnectionException;
import io.micropay.error.MicropayException;
import io.micropay.internal.classic.ClassicChannel.Arrived;
import io.micropay.internal.crypto.TlsHandshake.ClassicOffer;
import io.micropay.keys.KeyMaterial;
import io.micropay.model.StatusCode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
class ClassicChannelIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final ClassicLimits LIMITS = ClassicLimits.DEFAULT;
    private static final int SMALL = 4096;
    private static final ClassicLimits HURRY =
            new ClassicLimits(PATIENCE, PATIENCE, Duration.ofMillis(500), Duration.ofMillis(500));

    @TempDir
    Path directory;

    private final ScheduledExecutorService timer = Executors.newScheduledThreadPool(1);
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private ServerSocket listening;
    private KeyMaterial left;
    private KeyMaterial right;
    private ClassicSocket leftSocket;
    private ClassicSocket rightSocket;

    @BeforeEach
    void listen() throws IOException {
        listening = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void close() throws IOException {
        listening.close();
        timer.shutdownNow();
        threads.shutdownNow();
    }

    private void connect(ClassicOffer offer) throws Exception {
        ClassicCertificates certificates = ClassicCertificates.in(directory);
        left = certificates.create("left0", Clock.systemUTC());
        right = certificates.create("right", Clock.systemUTC());
        Future<ClassicSocket> accepted = threads.submit(() -> tls(right).accept(listening.accept(), PATIENCE));
        leftSocket = tls(left).connect(address(), offer, PATIENCE);
        rightSocket = accepted.get(20, TimeUnit.SECONDS);
    }

    private InetSocketAddress address() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), listening.getLocalPort());
    }

    private ClassicTls tls(KeyMaterial own) {
        return new ClassicTls(own, ClassicCertificates.in(directory), Clock.systemUTC(), timer);
    }

    private ClassicChannel channel(ClassicSocket socket, KeyMaterial own, ClassicLimits limits) {
        return new ClassicChannel(socket, own, timer, limits);
    }

    private ClassicChannel leftChannel() {
        return channel(leftSocket, left, LIMITS);
    }

    private ClassicChannel rightChannel() {
        return channel(rightSocket, right, LIMITS);
    }

    private String receive(ClassicChannel channel) {
        return channel.receive(PATIENCE).flatMap(Arrived::text).orElseThrow();
    }

    private byte[] block(String text) {
        return ClassicBlock.encode(text, left).toByteArray();
    }

    private void write(byte[] bytes, int from, int to) throws IOException {
        OutputStream out = leftSocket.tls().getOutputStream();
        out.write(bytes, from, to - from);
        out.flush();
    }

    @Test
    void connection_inEitherVersion_showsBothCertificatesAndNoAlpn() throws Exception {
        for (ClassicOffer offer : List.of(ClassicOffer.USUAL, ClassicOffer.CONFIRMED)) {
            connect(offer);

            assertThat(leftSocket.peer()).isEqualTo(right.certificate());
            assertThat(rightSocket.peer()).isEqualTo(left.certificate());
            assertThat(leftSocket.tls().getApplicationProtocol()).isEmpty();
            assertThat(leftSocket.tls().getSession().getProtocol())
                    .isEqualTo(offer.versions().get(0));
        }
    }

    @Test
    void send_ofTwoTexts_arrivesInOrderWithARecordForEach() throws Exception {
        connect(ClassicOffer.USUAL);

        leftChannel().send("TRANSACTION", "alice#5#bob");

        byte[] record = new byte[2000];
        assertThat(rightSocket.tls().getInputStream().read(record)).isEqualTo(ClassicBlock.SIZE);
        assertThat(rightSocket.tls().getInputStream().read(record)).isEqualTo(ClassicBlock.SIZE);
    }

    @Test
    void send_bySeveralThreads_keepsPairsTogether() throws Exception {
        connect(ClassicOffer.USUAL);
        ClassicChannel sender = leftChannel();
        ClassicChannel receiver = rightChannel();
        int count = 20;
        List<Future<?>> sending = new ArrayList<>();
        for (int number = 0; number < count; number++) {
            String text = "number " + number;
            sending.add(threads.submit(() -> sender.send("first of " + text, text)));
        }

        for (int pair = 0; pair < count; pair++) {
            String first = receive(receiver);
            assertThat(first).isEqualTo("first of " + receive(receiver));
        }
        assertThat(sending).allSatisfy(it -> assertThat(it).succeedsWithin(PATIENCE));
        assertThat(sender.bytesWritten()).isEqualTo(2L * count * ClassicBlock.SIZE);
        assertThat(receiver.bytesRead()).isEqualTo(2L * count * ClassicBlock.SIZE);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 100, 255, 256, 257, 258, 400, 512, 513})
    void receive_ofTwoBlocksCutAnywhere_givesBoth(int cut) throws Exception {
        connect(ClassicOffer.USUAL);
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(block("first"));
        both.writeBytes(block("second"));
        write(both.toByteArray(), 0, cut);
        write(both.toByteArray(), cut, both.size());
        ClassicChannel receiver = rightChannel();

        assertThat(receive(receiver)).isEqualTo("first");
        assertThat(receive(receiver)).isEqualTo("second");
    }

    @Test
    void receive_ofBlocksWithoutTheByteThatPads_givesThem() throws Exception {
        connect(ClassicOffer.USUAL);
        ClassicChannel receiver = rightChannel();

        for (String text : List.of("first", "second", "third")) {
            write(block(text), 0, ClassicBlock.RSA_SIZE);
            assertThat(receive(receiver)).isEqualTo(text);
        }
        write(block("fourth"), 0, ClassicBlock.SIZE);
        assertThat(receive(receiver)).isEqualTo("fourth");
    }

    @Test
    void receive_ofAnotherKeysBlock_tellsThatItCannotBeRead() throws Exception {
        connect(ClassicOffer.USUAL);
        ClassicChannel receiver = rightChannel();
        write(ClassicBlock.encode("List", right).toByteArray(), 0, ClassicBlock.SIZE);
        write(block("List"), 0, ClassicBlock.SIZE);

        Arrived unreadable = receiver.receive(PATIENCE).orElseThrow();
        assertThat(unreadable.text()).isEmpty();
        assertThat(receive(receiver)).isEqualTo("List");
    }

    @Test
    void receive_ofHalfABlock_endsInBoundedTime() throws Exception {
        connect(ClassicOffer.USUAL);
        ClassicChannel receiver = channel(rightSocket, right, HURRY);
        write(block("List"), 0, 100);

        assertThatExceptionOfType(ConnectionException.class)
                .isThrownBy(() -> receiver.receive(Duration.ZERO))
                .extracting(MicropayException::status)
                .isEqualTo(StatusCode.TIMED_OUT);
    }

    @Test
    void receive_afterTheOtherSideClosed_givesNothing() throws Exception {
        connect(ClassicOffer.USUAL);
        leftChannel().close();

        assertThat(rightChannel().receive(PATIENCE)).isEqualTo(Optional.empty());
    }

    @Test
    void send_toSomebodyWhoDoesNotRead_endsInBoundedTime() throws Exception {
        connect(ClassicOffer.USUAL);
        rightSocket.raw().setReceiveBufferSize(SMALL);
        leftSocket.raw().setSendBufferSize(SMALL);
        ClassicChannel sender = channel(leftSocket, left, HURRY);

        assertThatExceptionOfType(ConnectionException.class).isThrownBy(() -> {
            while (true) {
                sender.send("List");
            }
        });
    }

    @Test
    void handshake_withSomebodyWhoIsNotInTheDirectory_isRefused(@TempDir Path elsewhere) throws Exception {
        right = ClassicCertificates.in(directory).create("right", Clock.systemUTC());
        KeyMaterial stranger = ClassicCertificates.in(elsewhere).create("right", Clock.systemUTC());
        Future<ClassicSocket> accepted = threads.submit(() -> tls(stranger).accept(listening.accept(), PATIENCE));

        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> tls(right).connect(address(), ClassicOffer.USUAL, PATIENCE))
                .withMessageContaining("CA.pem");
        assertThat(accepted).failsWithin(PATIENCE);
    }

    @Test
    void handshake_withSomebodyWhoSaysNothing_endsInBoundedTime() throws Exception {
        right = ClassicCertificates.in(directory).create("right", Clock.systemUTC());

        assertThatExceptionOfType(MicropayException.class)
                .isThrownBy(() -> tls(right).connect(address(), ClassicOffer.USUAL, Duration.ofMillis(300)));
    }
}
