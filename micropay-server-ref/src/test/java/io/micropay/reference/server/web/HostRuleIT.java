package io.micropay.reference.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.reference.server.metrics.ServerMetrics;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Under which names the port answers, depending on where it is. */
@Timeout(60)
class HostRuleIT {
    /** The first line of the answer to a request for a name. */
    private static String answer(Optional<InetAddress> bind, String host) throws IOException {
        Clock clock = Clock.systemUTC();
        try (ServerMetrics metrics = new ServerMetrics(clock);
                StatusServer web = StatusServer.bind(0, bind)) {
            web.start(metrics, new Currency("$", 0), clock);
            try (Socket socket =
                    new Socket(InetAddress.getLoopbackAddress(), web.address().getPort())) {
                String request = "GET / HTTP/1.1\r\nConnection: close\r\nHost: " + host + "\r\n\r\n";
                socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
                String answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                return answer.lines().findFirst().orElseThrow();
            }
        }
    }

    @Test
    void anotherName_onTheLoopback_isRefused_evenIfItWasChosen() throws IOException {
        Optional<InetAddress> loopback = Optional.of(InetAddress.getLoopbackAddress());
        assertThat(answer(loopback, "evil.example")).contains("403");
        assertThat(answer(Optional.empty(), "evil.example")).contains("403");
        assertThat(answer(loopback, "localhost:9464")).contains("200");
    }

    @Test
    void anotherName_whereOthersCanReachIt_isAnswered() throws IOException {
        Optional<InetAddress> everywhere = Optional.of(InetAddress.getByName("0.0.0.0"));
        assertThat(answer(everywhere, "metrics.example.org")).contains("200");
    }
}
