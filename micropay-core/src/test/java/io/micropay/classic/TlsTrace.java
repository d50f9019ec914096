package io.micropay.classic;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@code openssl s_client} and {@code s_server} tell with {@code -msg}: it is the only place where one sees
 * how texts were cut into TLS records, which the other program depends on. Not safe for use by several threads.
 *
 * <p>A message is a line like {@code <<< TLS 1.3, Handshake [length 0034], Finished}, {@code <<<} for what came, and
 * lines of hexadecimal bytes. In TLS 1.3 a {@code RecordHeader} is followed by the {@code InnerContent}, the true type,
 * and a sender may pad: the JDK adds 16 bytes to each record, which the size of its Finished message gives away.
 */
final class TlsTrace {
    private static final Pattern MESSAGE =
            Pattern.compile("(<<<|>>>) (TLS [0-9.]+), (\\w+) \\[length ([0-9a-f]{4})](?:, (\\w+))?.*");
    private static final int APPLICATION_DATA = 0x17;
    private static final int TLS13_OVERHEAD = 17;

    /** For AES-GCM, which is all that is offered; see {@link OpensslTls}. */
    private static final int TLS12_OVERHEAD = 24;

    private static final int DIAGNOSTICS_MAX_CHARS = 10_000;

    /** One connection: what is known of it so far. */
    static final class Connection {
        private final List<Integer> received = new ArrayList<>();
        private int sentBytes;
        private int padding;
        private boolean isTls13;
        private boolean isHalfway;
        private boolean isReady;
        private String lastHandshake = "";
        private @Nullable X509Certificate peer;

        /** The sizes of the records that came, in bytes of text. */
        List<Integer> received() {
            return List.copyOf(received);
        }

        int receivedBytes() {
            return received.stream().mapToInt(Integer::intValue).sum();
        }

        int sentBytes() {
            return sentBytes;
        }

        /** Whether the handshake is over, as far as this side can tell. */
        boolean isReady() {
            return isReady;
        }

        String version() {
            return isTls13 ? "TLS 1.3" : "TLS 1.2";
        }

        @Nullable
        X509Certificate peer() {
            return peer;
        }
    }

    private final List<Connection> connections = new ArrayList<>();
    private final StringBuilder diagnostics = new StringBuilder();
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private @Nullable Matcher message;
    private int missingBytes;
    private int recordBytes;

    /** The connections whose handshake has begun, in order. */
    List<Connection> connections() {
        return connections;
    }

    /** What openssl said beside the messages, its errors for example. */
    String diagnostics() {
        return diagnostics.toString();
    }

    /** Takes the next line. */
    void line(String line) {
        if (missingBytes > 0 && line.startsWith("    ")) {
            byte[] more = HexFormat.of().parseHex(line.replace(" ", ""));
            bytes.writeBytes(more);
            missingBytes -= more.length;
            if (missingBytes <= 0 && message != null) {
                take(message, bytes.toByteArray());
            }
            return;
        }
        Matcher matcher = MESSAGE.matcher(line);
        if (matcher.matches()) {
            message = matcher;
            missingBytes = Integer.parseInt(matcher.group(4), 16);
            bytes.reset();
        } else if (diagnostics.length() < DIAGNOSTICS_MAX_CHARS) {
            diagnostics.append(line).append('\n');
        }
    }

    private void take(Matcher head, byte[] body) {
        boolean isIncoming = head.group(1).equals("<<<");
        String detail = head.group(5) == null ? "" : head.group(5);
        if (detail.equals("ClientHello") && !isRetry()) {
            connections.add(new Connection());
        }
        if (connections.isEmpty()) {
            return;
        }
        Connection current = connections.get(connections.size() - 1);
        switch (head.group(3)) {
            case "RecordHeader" -> {
                recordBytes = ByteBuffer.wrap(body).getShort(3) & 0xFFFF;
                if (body[0] == APPLICATION_DATA && !current.isTls13) {
                    count(current, isIncoming, recordBytes - TLS12_OVERHEAD);
                }
            }
            case "InnerContent" -> {
                if (body[0] == APPLICATION_DATA) {
                    count(current, isIncoming, recordBytes - TLS13_OVERHEAD - (isIncoming ? current.padding : 0));
                }
            }
            case "Handshake" -> handshake(current, head, detail, body);
            case "Alert" -> diagnostics.append(head.group()).append('\n');
            default -> {}
        }
    }

    /** Whether the next ClientHello is the second of a connection whose server has asked for another key share. */
    private boolean isRetry() {
        return !connections.isEmpty()
                && connections.get(connections.size() - 1).lastHandshake.equals("ServerHello");
    }

    private static void count(Connection connection, boolean isIncoming, int size) {
        if (isIncoming) {
            connection.received.add(size);
        } else {
            connection.sentBytes += size;
        }
    }

    private void handshake(Connection connection, Matcher head, String detail, byte[] body) {
        connection.lastHandshake = detail;
        switch (detail) {
            case "ServerHello" -> connection.isTls13 = head.group(2).equals("TLS 1.3");
            case "Certificate" -> {
                if (head.group(1).equals("<<<")) {
                    connection.peer = certificate(body, connection.isTls13);
                }
            }
            case "Finished" -> {
                if (head.group(1).equals("<<<") && connection.isTls13) {
                    connection.padding = recordBytes - TLS13_OVERHEAD - body.length;
                }
                connection.isReady = connection.isHalfway;
                connection.isHalfway = true;
            }
            default -> {}
        }
    }

    /** The first certificate of a Certificate message (RFC 8446, 4.4.2; RFC 5246, 7.4.2), or null if there is none. */
    private static @Nullable X509Certificate certificate(byte[] message, boolean isTls13) {
        int listAt = 4 + (isTls13 ? 1 + message[4] : 0);
        if (uint24(message, listAt) == 0) {
            return null;
        }
        int size = uint24(message, listAt + 3);
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(message, listAt + 6, size));
        } catch (CertificateException e) {
            throw new AssertionError("the other side's certificate cannot be read", e);
        }
    }

    private static int uint24(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 16 | (bytes[at + 1] & 0xFF) << 8 | (bytes[at + 2] & 0xFF);
    }
}
