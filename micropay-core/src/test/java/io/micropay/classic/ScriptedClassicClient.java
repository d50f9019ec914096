package io.micropay.classic;

import java.io.ByteArrayOutputStream;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A client of the classic dialect, one {@code openssl s_client} per connection, that can also misbehave. Every wait is
 * bounded by {@link OpensslTool#PATIENCE}, and fails the test with what openssl said.
 *
 * <p>It is as strict as the other program: a text that comes in more than one TLS record fails. For use by one thread.
 */
public final class ScriptedClassicClient implements AutoCloseable {
    /** How a client connects. */
    public static final class Dialer {
        private final ScriptedIdentity identity;
        private final List<String> options = new ArrayList<>();
        private boolean showsCertificate = true;

        private Dialer(ScriptedIdentity identity) {
            this.identity = identity;
        }

        /** With nothing newer than TLS 1.2. */
        public Dialer tls12() {
            // AES-GCM alone, so that the sizes of records tell the sizes of texts.
            options.addAll(List.of("-tls1_2", "-cipher", "ECDHE+AESGCM"));
            return this;
        }

        /** With TLS 1.3. */
        public Dialer tls13() {
            options.add("-tls1_3");
            return this;
        }

        /** Without showing a certificate, which the other side must not accept. */
        public Dialer withoutCertificate() {
            showsCertificate = false;
            return this;
        }

        /** Begins to connect to a port of this machine, and does not wait: an answer may never come. */
        public ScriptedClassicClient dial(int port) {
            return dial("127.0.0.1", port);
        }

        /** Begins to connect, and does not wait: an answer may never come. */
        public ScriptedClassicClient dial(String host, int port) {
            List<String> arguments =
                    new ArrayList<>(List.of("-connect", host + ":" + port, "-noservername", "-nocommands"));
            arguments.addAll(
                    List.of("-CAfile", identity.authorities().toString(), "-verify_return_error", "-verify_quiet"));
            if (showsCertificate) {
                arguments.addAll(List.of(
                        "-cert",
                        identity.certificate().toString(),
                        "-key",
                        identity.key().toString()));
            }
            arguments.addAll(options);
            return new ScriptedClassicClient(identity, new OpensslTls("s_client", arguments));
        }

        /** Connects to a port of this machine, and waits for the end of the handshake. */
        public ScriptedClassicClient connect(int port) {
            return connect("127.0.0.1", port);
        }

        /** Connects, and waits for the end of the handshake. A server may still refuse the certificate after it. */
        public ScriptedClassicClient connect(String host, int port) {
            ScriptedClassicClient client = dial(host, port);
            if (!client.awaitConnected(OpensslTool.PATIENCE)) {
                String failure = client.tls.describe("does not get through the handshake");
                client.close();
                throw new AssertionError(failure);
            }
            return client;
        }
    }

    private static final Duration CLOSE_PATIENCE = Duration.ofSeconds(2);

    private final ScriptedIdentity identity;
    private final OpensslTls tls;
    private int sentBytes;
    private int receivedBytes;

    private ScriptedClassicClient(ScriptedIdentity identity, OpensslTls tls) {
        this.identity = identity;
        this.tls = tls;
    }

    /** A client with this key pair, to be connected. */
    public static Dialer of(ScriptedIdentity identity) {
        return new Dialer(identity);
    }

    /** Pays as the other program does: connects to a payee, sends one block, and leaves. */
    public static void pay(ScriptedIdentity payer, int peerPort, String payment) {
        try (ScriptedClassicClient peer = of(payer).connect(peerPort)) {
            peer.send(payment);
            peer.hangUp();
        }
    }

    /** Whether the handshake ends within this time; a server that is full keeps a client waiting. */
    public boolean awaitConnected(Duration patience) {
        return tls.await(ScriptedClassicClient::isReady, patience);
    }

    private static boolean isReady(TlsTrace trace) {
        return !trace.connections().isEmpty() && trace.connections().get(0).isReady();
    }

    /** The certificate that the server has shown. */
    public X509Certificate serverCertificate() {
        return Objects.requireNonNull(
                tls.look(trace -> trace.connections().get(0).peer()), "the server has shown no certificate");
    }

    /** {@code TLS 1.2} or {@code TLS 1.3}. */
    public String tlsVersion() {
        return tls.look(trace -> trace.connections().get(0).version());
    }

    /** The block of a text by this client's key, for those who want to send it in an unusual way. */
    public byte[] block(String text) {
        return ScriptedBlocks.encode(text, identity.privateKey());
    }

    /** Sends a text as it should be sent: one block in one record. */
    public void send(String text) {
        sendRecord(block(text));
    }

    /** Sends a text that another key has made a block of. */
    public void sendSignedBy(ScriptedIdentity other, String text) {
        sendRecord(ScriptedBlocks.encode(text, other.privateKey()));
    }

    /** Sends a block without its last byte, which says nothing. */
    public void sendWithoutPad(String text) {
        sendRecord(Arrays.copyOf(block(text), ScriptedBlocks.BLOCK_BYTES - 1));
    }

    /** Sends a block in two records, cut after so many bytes. */
    public void sendSplit(String text, int firstBytes) {
        byte[] block = block(text);
        sendRecord(Arrays.copyOf(block, firstBytes));
        sendRecord(Arrays.copyOfRange(block, firstBytes, block.length));
    }

    /** Sends several blocks in one record. */
    public void sendTogether(String... texts) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (String text : texts) {
            all.writeBytes(block(text));
        }
        sendRecord(all.toByteArray());
    }

    /** Sends any bytes, at most 4,096, as one record, and returns when openssl has made the record. */
    public void sendRecord(byte[] bytes) {
        tls.write(bytes);
        sentBytes += bytes.length;
        int expected = sentBytes;
        if (!tls.await(
                trace -> isReady(trace) && trace.connections().get(0).sentBytes() >= expected, OpensslTool.PATIENCE)) {
            throw new AssertionError(tls.describe("has not sent " + bytes.length + " bytes"));
        }
    }

    /** Sends a text and returns the answer. */
    public String ask(String text) {
        send(text);
        return receive();
    }

    /** The text of the next block, by the server's key. */
    public String receive() {
        byte[] block = receiveBlock();
        return ScriptedBlocks.decode(block, (RSAPublicKey) serverCertificate().getPublicKey())
                .orElseThrow(() -> new AssertionError("decrypt error: the block is not made by the server's key"));
    }

    /** The next block as it came; it has to be one TLS record. */
    public byte[] receiveBlock() {
        byte[] block = tls.read(ScriptedBlocks.BLOCK_BYTES, OpensslTool.PATIENCE);
        int before = receivedBytes;
        receivedBytes += block.length;
        tls.await(trace -> trace.connections().get(0).receivedBytes() >= receivedBytes, OpensslTool.PATIENCE);
        List<Integer> records = tls.look(trace -> trace.connections().get(0).received());
        requireRecord(records, before);
        return block;
    }

    /** Fails unless a record of 257 bytes begins after this number of bytes. */
    static void requireRecord(List<Integer> records, int start) {
        int at = 0;
        for (int size : records) {
            if (at == start && size == ScriptedBlocks.BLOCK_BYTES) {
                return;
            }
            at += size;
        }
        throw new AssertionError("the block at byte " + start
                + " is not one TLS record, which the other program needs; records: " + records);
    }

    /** Whether a block comes within this time: to see that none does. */
    public boolean awaitBlock(Duration patience) {
        return tls.await(
                trace -> isReady(trace) && trace.connections().get(0).receivedBytes() > receivedBytes, patience);
    }

    /** Registers an account, and fails unless it is new. */
    public void register(String name) {
        require(ask("REGISTER#" + name), "100 OK\r\n");
    }

    /** Logs in, and returns the listing. */
    public String login(String name, int peerPort) {
        String listing = ask(name + "#" + peerPort);
        if (!listing.contains("\npublic_key\n")) {
            throw new AssertionError("login of " + name + " was answered by " + listing.strip());
        }
        return listing;
    }

    /** As a payee: reports a payment in two blocks, each in its record. There is no answer to a payee. */
    public void claim(String payment) {
        send("TRANSACTION");
        send(payment);
    }

    /** Says goodbye and waits for the server to close. */
    public void exit() {
        require(ask("Exit"), "Bye\n");
        awaitEnd();
    }

    private static void require(String answer, String expected) {
        if (!answer.equals(expected)) {
            throw new AssertionError("the answer is not " + expected.strip() + " but " + answer.strip());
        }
    }

    /** Waits until the server has closed the connection, or has refused it. */
    public void awaitEnd() {
        if (!tls.awaitEnd(OpensslTool.PATIENCE)) {
            throw new AssertionError(tls.describe("still has its connection"));
        }
    }

    /** Waits for the end, and fails if anything came that was not received. */
    public void awaitEndWithNothingLeft() {
        awaitEnd();
        if (!tls.isReadOut()) {
            throw new AssertionError(tls.describe("has got more than was received"));
        }
    }

    /** What openssl said so far, its alerts for example. */
    public Optional<String> complaint() {
        return Optional.of(tls.look(TlsTrace::diagnostics)).filter(said -> !said.isBlank());
    }

    /** Closes the connection with a TLS goodbye, without one of the dialect, and waits until the program has ended. */
    public void hangUp() {
        tls.finish();
        awaitEnd();
    }

    /** Kills the client: no goodbye of any kind, and what was sent at the last moment may be lost. */
    public void kill() {
        tls.close();
    }

    /** Hangs up if there is a connection, and leaves nothing running. */
    @Override
    public void close() {
        if (tls.look(ScriptedClassicClient::isReady)) {
            tls.finish();
            tls.awaitEnd(CLOSE_PATIENCE);
        }
        tls.close();
    }
}
