package io.micropay.internal.classic.server;

import io.micropay.error.AuthenticationException;
import io.micropay.error.MicropayException;
import io.micropay.internal.classic.ClassicChannel;
import io.micropay.internal.classic.ClassicSocket;
import io.micropay.internal.classic.Transfer;
import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.crypto.TlsHandshake.ClassicOffer;
import io.micropay.internal.session.Directory.Online;
import io.micropay.internal.session.ServerCore;
import io.micropay.model.KeyId;
import io.micropay.model.Payment;
import io.micropay.model.StatusCode;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.Optional;

/**
 * Tells classic payees of money that they have got from an account of the native dialect: in the place of the payer, whose
 * program does not speak theirs. They bring the transfer to the server then, as they always do, and it is dropped, for it
 * has been settled. Nothing depends on it: an announcement that fails is logged, and the money is there.
 */
final class Announcer {
    private static final Logger LOG = System.getLogger(Announcer.class.getName());

    private final ClassicDialect dialect;

    Announcer(ClassicDialect dialect) {
        this.dialect = dialect;
    }

    /**
     * Announces a payment that is settled, and waits until that has been done or has failed.
     *
     * @param payment the payment
     * @param payeeKey the key of the payee's session
     */
    void announce(Payment payment, KeyId payeeKey) {
        Optional<Online> payee = dialect.core().directory().find(payment.payee());
        if (payee.isEmpty()) {
            return;
        }
        InetSocketAddress address = new InetSocketAddress(
                payee.get().peer().host(), payee.get().peer().port());
        Transfer transfer = new Transfer(
                payment.payer().name(), payment.amount(), payment.payee().name());
        tell(address, payeeKey, transfer);
    }

    private void tell(InetSocketAddress address, KeyId payeeKey, Transfer transfer) {
        ServerCore core = dialect.core();
        try {
            dialect.tls().certificates().ensureListed(core.settings().keys().certificate());
            ClassicSocket socket = dialect.tls()
                    .connect(
                            address,
                            ClassicOffer.USUAL,
                            core.resources().limits().handshake());
            try (ClassicChannel channel = dialect.channel(socket)) {
                if (!PublicKeyHandle.of(socket.peer()).id().equals(payeeKey)) {
                    throw new AuthenticationException(
                            StatusCode.AUTHENTICATION_FAILED, "whoever answers at " + address + " is not the payee");
                }
                channel.send(transfer.text());
            }
        } catch (MicropayException | UncheckedIOException e) {
            LOG.log(Level.INFO, "{0} was not told of its income: {1}", transfer.payee(), e.getMessage());
        }
    }
}
