package io.micropay.classic;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * The peer port of a classic client: an {@code openssl s_server} that takes one payment after the other. What it receives
 * is then claimed by {@link ScriptedClassicClient#claim}. For use by one thread.
 *
 * <p>It fails the test where the other program would crash or misunderstand: a payer who is not in {@code CA.pem} when
 * the payment is received, and a block that is not one TLS record. A payer has to close before the next one is served.
 */
public final class ScriptedPayee implements AutoCloseable {
    private static final int START_ATTEMPTS = 5;
    private static final Duration PROBE_INTERVAL = Duration.ofMillis(10);

    /**
     * A payment that came.
     *
     * @param text what it says, {@code payer#amount#payee}
     * @param payer the certificate of the connection that it came on
     */
    public record Payment(String text, X509Certificate payer) {}

    private final ScriptedIdentity identity;
    private final int port;
    private final OpensslTls tls;
    private int served;

    private ScriptedPayee(ScriptedIdentity identity, int port, OpensslTls tls) {
        this.identity = identity;
        this.port = port;
        this.tls = tls;
    }

    /** Listens on a free port of this machine. */
    public static ScriptedPayee listen(ScriptedIdentity identity) {
        String failure = "";
        for (int attempt = 0; attempt < START_ATTEMPTS; attempt++) {
            // Somebody else may take the port before openssl does: then another one.
            int port = freePort();
            // No -verify_return_error: s_server reads CA.pem once, and the dialect reads it for every payer.
            ScriptedPayee payee = new ScriptedPayee(
                    identity,
                    port,
                    new OpensslTls(
                            "s_server",
                            List.of(
                                    "-accept",
                                    "127.0.0.1:" + port,
                                    "-Verify",
                                    "1",
                                    "-verify_quiet",
                                    "-cipher",
                                    "ECDHE+AESGCM",
                                    "-cert",
                                    identity.certificate().toString(),
                                    "-key",
                                    identity.key().toString())));
            if (payee.answers()) {
                return payee;
            }
            failure = payee.tls.describe("does not listen on port " + port);
            payee.close();
        }
        throw new AssertionError(failure);
    }

    /** The peer port, to log in with. */
    public int port() {
        return port;
    }

    /** The next payment. */
    public Payment receive() {
        byte[] block = tls.read(ScriptedBlocks.BLOCK_BYTES, OpensslTool.PATIENCE);
        if (!tls.await(this::hasTracedBlock, OpensslTool.PATIENCE)) {
            throw new AssertionError(tls.describe("has no trace of the payment that came"));
        }
        TlsTrace.Connection connection = tls.look(trace -> paying(trace).get(served));
        served++;
        ScriptedClassicClient.requireRecord(tls.look(unused -> connection.received()), 0);
        X509Certificate payer = Objects.requireNonNull(connection.peer(), "the payer has shown no certificate");
        if (!ScriptedCerts.lists(identity.authorities(), payer)) {
            throw new AssertionError(
                    "the payer is not in CA.pem, which crashes the other program: " + payer.getSubjectX500Principal());
        }
        String text = ScriptedBlocks.decode(block, (RSAPublicKey) payer.getPublicKey())
                .orElseThrow(() -> new AssertionError("the payment is not made by the key of the payer's certificate"));
        return new Payment(text, payer);
    }

    /** Stops listening. */
    @Override
    public void close() {
        tls.close();
    }

    /** The trace may lag behind the bytes. */
    private boolean hasTracedBlock(TlsTrace trace) {
        List<TlsTrace.Connection> paying = paying(trace);
        return paying.size() > served && paying.get(served).receivedBytes() >= ScriptedBlocks.BLOCK_BYTES;
    }

    private static List<TlsTrace.Connection> paying(TlsTrace trace) {
        return trace.connections().stream()
                .filter(connection -> connection.receivedBytes() > 0)
                .toList();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tries the port until s_server, which does not say when it listens, accepts; it forgives bare connections. */
    private boolean answers() {
        long end = System.nanoTime() + OpensslTool.PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            try (Socket probe = new Socket(InetAddress.getLoopbackAddress(), port)) {
                return probe.isConnected();
            } catch (IOException e) {
                if (tls.awaitEnd(PROBE_INTERVAL)) {
                    return false;
                }
            }
        }
        return false;
    }
}
