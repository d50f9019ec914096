package io.micropay.internal.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is read of a client before the handshake. */
class IncomingIT {
    private static final int HEADER = 5;

    /** The first record of a client of the platform. */
    private static byte[] hello(String... protocols) throws Exception {
        SSLEngine client = SSLContext.getDefault().createSSLEngine("localhost", 1);
        client.setUseClientMode(true);
        SSLParameters parameters = client.getSSLParameters();
        parameters.setApplicationProtocols(protocols);
        client.setSSLParameters(parameters);
        ByteBuffer out = ByteBuffer.allocate(client.getSession().getPacketBufferSize());
        client.wrap(ByteBuffer.allocate(0), out);
        return Arrays.copyOf(out.array(), out.position());
    }

    private static Incoming read(byte[] sent) throws IOException {
        try (ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                Socket client = new Socket(InetAddress.getLoopbackAddress(), listening.getLocalPort());
                Socket accepted = listening.accept()) {
            client.getOutputStream().write(sent);
            client.shutdownOutput();
            return Incoming.read(accepted);
        }
    }

    /** The same message in two records. */
    private static byte[] cut(byte[] record, int first) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int size = record.length - HEADER;
        for (int[] part : List.of(new int[] {0, first}, new int[] {first, size})) {
            int length = part[1] - part[0];
            out.write(record, 0, 3);
            out.write(length >> 8);
            out.write(length);
            out.write(record, HEADER + part[0], length);
        }
        return out.toByteArray();
    }

    @Example
    void clientThatNamesAProtocol_isToldFromOneThatDoesNot() throws Exception {
        assertThat(read(hello("micropay/1")).namesProtocol()).isTrue();
        assertThat(read(hello("h2", "http/1.1")).namesProtocol()).isTrue();
        assertThat(read(hello()).namesProtocol()).isFalse();
    }

    @Property(tries = 60)
    void helloCutIntoTwoRecords_isReadWhole(@ForAll @IntRange(min = 1, max = 150) int first) throws Exception {
        byte[] with = cut(hello("micropay/1"), first);
        byte[] without = cut(hello(), first);
        assertThat(read(with).namesProtocol()).isTrue();
        assertThat(read(with).readAhead().toByteArray()).isEqualTo(with);
        assertThat(read(without).namesProtocol()).isFalse();
    }

    @Property(tries = 60)
    void helloThatEndsEarly_isTheEndOfTheConnection(@ForAll @IntRange(min = 0, max = 150) int size) throws Exception {
        byte[] part = Arrays.copyOf(hello(), size);
        assertThatThrownBy(() -> read(part)).isInstanceOf(EOFException.class);
    }

    /** What is no hello is left to the handshake, which says what is wrong with it. */
    @Property(tries = 200)
    void anyBytes_areNeitherAClientWithoutAProtocolNorAFault(@ForAll @Size(min = 6, max = 400) byte[] bytes)
            throws IOException {
        try {
            assertThat(read(bytes).namesProtocol()).isTrue();
        } catch (EOFException e) {
            assertThat(bytes[0]).isEqualTo((byte) 22);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 43, 44, 60, 100})
    void lengthsThatLie_areNoFault(int place) throws Exception {
        byte[] hello = hello();
        hello[place] = (byte) 0xFF;
        assertThat(read(hello).readAhead().size()).isEqualTo(hello.length);
    }
}
