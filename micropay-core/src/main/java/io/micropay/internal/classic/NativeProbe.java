package io.micropay.internal.classic;

import io.micropay.error.MicropayException;
import io.micropay.internal.crypto.TlsHandshake.ClassicOffer;
import io.micropay.internal.crypto.TlsHandshake.Role;
import java.util.List;

/**
 * Finds out whether a server speaks the native protocol too, in a way that a server which does not will not mind: to that one
 * it is a client with a certificate that it knows, which comes and says goodbye.
 */
final class NativeProbe {
    private NativeProbe() {}

    /**
     * Connects once more, and leaves.
     *
     * @param engine the connection whose server and certificate to take
     * @param protocol the protocol to offer by ALPN
     * @return whether the server chose it
     * @throws MicropayException if no handshake came about
     */
    static boolean isSpoken(ClassicEngine engine, String protocol) {
        ClassicSettings settings = engine.settings();
        settings.certificates().ensureListed(engine.own().certificate());
        ClassicSocket socket = engine.tls()
                .shake(
                        ClassicTls.open(settings.server(), settings.limits().handshake()),
                        Role.CLIENT,
                        new ClassicOffer(ClassicOffer.USUAL.versions(), List.of(protocol)),
                        settings.limits().place());
        boolean isSpoken = protocol.equals(socket.tls().getApplicationProtocol());
        try (ClassicChannel channel = engine.channel(socket)) {
            if (!isSpoken) {
                channel.send(Requests.EXIT);
                channel.receive(settings.limits().parting());
            }
        } catch (MicropayException e) {
            // It has left without an answer to the goodbye, which is as good.
        }
        return isSpoken;
    }
}
