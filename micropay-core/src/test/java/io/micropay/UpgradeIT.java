package io.micropay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.micropay.error.AuthenticationException;
import io.micropay.error.MicropayException;
import io.micropay.error.RequestRefusedException;
import io.micropay.event.PeerListener;
import io.micropay.keys.ClassicKeys;
import io.micropay.keys.KeyMaterial;
import io.micropay.model.StatusCode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.cert.X509Certificate;
import java.time.Clock;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The client's half of an upgrade, at a server that knows nothing of the classic dialect: there it is a registration. */
class UpgradeIT {
    private final Town town = new Town();
    private final KeyMaterial keys = ClassicKeys.generate("9dZ9j", Clock.systemUTC());

    @AfterEach
    void close() {
        town.close();
    }

    private X509Certificate serverCertificate() {
        try (MicropayClient client = town.connect(PeerListener.NONE)) {
            return client.serverCertificate();
        }
    }

    private Upgrade upgrade(X509Certificate certificate) {
        return new Upgrade(new InetSocketAddress(InetAddress.getLoopbackAddress(), town.port()), certificate, keys);
    }

    @Test
    void bind_atAServerThatSpeaksTheNativeProtocol_registersTheWallet() {
        upgrade(serverCertificate()).bind("alice", Town.wallet(Town.ALICE), "micropay/1"::equals);

        assertThat(town.comeBack(Town.ALICE).endpoint.account()).isEqualTo(Town.ALICE);
    }

    @Test
    void bind_ofANameThatIsTaken_isRefused() {
        town.join(Town.ALICE);

        assertThatExceptionOfType(RequestRefusedException.class)
                .isThrownBy(() -> upgrade(serverCertificate()).bind("alice", Town.wallet(Town.BOB), any -> true))
                .extracting(MicropayException::status)
                .isEqualTo(StatusCode.NAME_TAKEN);
    }

    @Test
    void bind_ofANameThatIsNoneInTheNativeProtocol_isRefusedBeforeTheServerIsAsked() {
        assertThatExceptionOfType(RequestRefusedException.class)
                .isThrownBy(() -> upgrade(serverCertificate()).bind("a b", Town.wallet(Town.ALICE), any -> {
                    throw new AssertionError("asked");
                }))
                .withMessageContaining("a b");
    }

    @Test
    void bind_atAServerWithAnotherKeyThanInTheClassicDialect_isRefused() {
        assertThatExceptionOfType(AuthenticationException.class)
                .isThrownBy(() -> upgrade(keys.certificate()).bind("alice", Town.wallet(Town.ALICE), any -> true));
    }
}
