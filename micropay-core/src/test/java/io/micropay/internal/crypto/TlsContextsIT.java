package io.micropay.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micropay.error.AuthenticationException;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.TestKeys;
import io.micropay.model.StatusCode;
import java.io.IOException;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Mutual TLS over the loopback, with our key manager and our judge on both sides. */
@Timeout(60)
class TlsContextsIT {
    @Test
    void handshake_betweenAcceptableKeys_showsEachTheOthersCertificate() throws Exception {
        AtomicReference<X509Certificate> seenByClient = new AtomicReference<>();
        AtomicReference<X509Certificate> seenByServer = new AtomicReference<>();

        int answer = talk(TestKeys.one(), seenByServer::set, TestKeys.two(), seenByClient::set);

        assertThat(answer).isEqualTo(42);
        assertThat(seenByClient).hasValue(TestKeys.one().certificate());
        assertThat(seenByServer).hasValue(TestKeys.two().certificate());
    }

    @Test
    void handshake_refusedByTheClientsJudge_failsWithItsReason() {
        Consumer<X509Certificate> judge = refusing("not the server that was meant");

        assertThatThrownBy(() -> talk(TestKeys.one(), TlsContextsIT::anybody, TestKeys.two(), judge))
                .isInstanceOf(SSLException.class)
                .hasRootCauseInstanceOf(AuthenticationException.class)
                .hasRootCauseMessage("not the server that was meant");
    }

    @Test
    void handshake_refusedByTheServersJudge_givesTheClientNothing() {
        assertThatThrownBy(() -> talk(TestKeys.one(), refusing("a stranger"), TestKeys.two(), TlsContextsIT::anybody))
                .isInstanceOf(IOException.class);
    }

    static Stream<KeyMaterial> unacceptable() {
        return Stream.of(TestKeys.tooSmall(), TestKeys.exponentThree());
    }

    @ParameterizedTest
    @MethodSource("unacceptable")
    void handshake_withAKeyOutOfBounds_failsOnEitherSide(KeyMaterial keys) {
        assertThatThrownBy(() -> talk(keys, TlsContextsIT::anybody, TestKeys.two(), TlsContextsIT::anybody))
                .isInstanceOf(SSLException.class);
        assertThatThrownBy(() -> talk(TestKeys.one(), TlsContextsIT::anybody, keys, TlsContextsIT::anybody))
                .isInstanceOf(IOException.class);
    }

    private static void anybody(X509Certificate certificate) {}

    private static Consumer<X509Certificate> refusing(String why) {
        return certificate -> {
            throw new AuthenticationException(StatusCode.AUTHENTICATION_FAILED, why);
        };
    }

    /** Lets a server send one byte to a client, and returns what the client read. */
    private static int talk(
            KeyMaterial serverKeys,
            Consumer<X509Certificate> serverJudge,
            KeyMaterial clientKeys,
            Consumer<X509Certificate> clientJudge)
            throws Exception {
        try (SSLServerSocket listening = (SSLServerSocket) TlsContexts.create(serverKeys, serverJudge)
                .getServerSocketFactory()
                .createServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            listening.setNeedClientAuth(true);
            FutureTask<Void> server = new FutureTask<>(() -> {
                try (SSLSocket socket = (SSLSocket) listening.accept()) {
                    socket.getOutputStream().write(42);
                }
                return null;
            });
            Thread thread = new Thread(server, "server");
            thread.start();
            try (SSLSocket socket = (SSLSocket) TlsContexts.create(clientKeys, clientJudge)
                    .getSocketFactory()
                    .createSocket(InetAddress.getLoopbackAddress(), listening.getLocalPort())) {
                socket.startHandshake();
                int answer = socket.getInputStream().read();
                assertThat(socket.getSession().getProtocol()).isEqualTo("TLSv1.3");
                server.get(30, TimeUnit.SECONDS);
                return answer;
            } catch (ExecutionException e) {
                throw new IOException("the server failed", e.getCause());
            } finally {
                thread.join();
            }
        }
    }
}
