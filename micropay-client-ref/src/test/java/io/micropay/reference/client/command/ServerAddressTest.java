package io.micropay.reference.client.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerAddressTest {
    @Test
    void parse_ofNameOrAddress_isHostAndPort() {
        assertThat(ServerAddress.parse("pay.example.org:8888")).isEqualTo(new ServerAddress("pay.example.org", 8888));
        assertThat(ServerAddress.parse("[::1]:65535")).isEqualTo(new ServerAddress("::1", 65_535));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "host",
                "host:",
                ":8888",
                "host:0",
                "host:65536",
                "host:http",
                "::1:8888",
                "[::1]",
                "host:999999"
            })
    void parse_ofAnythingElse_isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> ServerAddress.parse(text));
    }
}
