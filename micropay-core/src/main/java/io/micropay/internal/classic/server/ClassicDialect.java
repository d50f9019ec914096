package io.micropay.internal.classic.server;

import io.micropay.classic.ClassicCertificates;
import io.micropay.classic.ClassicOptions;
import io.micropay.error.AuthenticationException;
import io.micropay.internal.classic.ClassicChannel;
import io.micropay.internal.classic.ClassicLimits;
import io.micropay.internal.classic.ClassicSocket;
import io.micropay.internal.classic.ClassicTls;
import io.micropay.internal.crypto.Incoming;
import io.micropay.internal.session.Conversation;
import io.micropay.internal.session.Dialect;
import io.micropay.internal.session.ServerCore;
import io.micropay.keys.KeyMaterial;
import io.micropay.model.StatusCode;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketOption;
import java.net.StandardSocketOptions;
import java.util.Map;

/** The classic dialect of a server: what its sessions share. */
public final class ClassicDialect implements Dialect {
    /** A dead connection is found out after about a minute and a half: seconds until the first probe, between them, and how many. */
    private static final Map<String, Integer> KEEP_ALIVE =
            Map.of("TCP_KEEPIDLE", 60, "TCP_KEEPINTERVAL", 10, "TCP_KEEPCOUNT", 3);

    private final ServerCore core;
    private final ClassicTls tls;
    private final Custodian custodian;
    private final Cashier cashier;
    private final Announcer announcer;
    private final Gateway gateway;

    private ClassicDialect(ServerCore core, ClassicOptions options) {
        this.core = core;
        this.tls = new ClassicTls(
                core.settings().keys(),
                options.certificates(),
                core.settings().clock(),
                core.resources().timer());
        this.custodian = new Custodian(core);
        this.cashier = new Cashier(core.directory(), new HostedPayer(core, new SpendingCaps(core, options)));
        this.announcer = new Announcer(this);
        this.gateway = Gateway.open(this, options.peerPort());
    }

    /**
     * The dialect with some options, for a server that is about to start.
     *
     * @throws AuthenticationException if classic clients could not trust the server's certificate; when the server starts
     * @throws io.micropay.error.ConnectionException if the peer port cannot be bound; when the server starts
     */
    public static Dialect.Factory with(ClassicOptions options) {
        return core -> {
            requirePublished(core.settings().keys(), options.certificates());
            return new ClassicDialect(core, options);
        };
    }

    private static void requirePublished(KeyMaterial keys, ClassicCertificates certificates) {
        ClassicTls.requireSize(keys.certificate(), "the server");
        certificates.regenerate();
        if (!certificates.trusted().contains(keys.certificate())) {
            throw new AuthenticationException(
                    StatusCode.AUTHENTICATION_FAILED,
                    "the server's certificate is not in " + certificates.directory()
                            + ", so that no classic client could trust it; keep it there as server.crt");
        }
    }

    @Override
    public Conversation with(Incoming client) {
        keepAlive(client.raw());
        return new ClassicArrival(this, client);
    }

    /** The dialect has no ping; where TCP cannot be told to probe often, it does so as the system is set up. */
    private static void keepAlive(Socket socket) {
        try {
            socket.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
            for (SocketOption<?> option : socket.supportedOptions()) {
                Integer value = KEEP_ALIVE.get(option.name());
                if (value != null) {
                    set(socket, option, value);
                }
            }
        } catch (IOException e) {
            // Whoever has gone already is noticed at the first read.
        }
    }

    private static <T> void set(Socket socket, SocketOption<T> option, Object value) throws IOException {
        socket.setOption(option, option.type().cast(value));
    }

    /** A channel that speaks with the server's key. */
    ClassicChannel channel(ClassicSocket socket) {
        return new ClassicChannel(
                socket, core.settings().keys(), core.resources().timer(), ClassicLimits.DEFAULT);
    }

    ServerCore core() {
        return core;
    }

    ClassicTls tls() {
        return tls;
    }

    Custodian custodian() {
        return custodian;
    }

    Cashier cashier() {
        return cashier;
    }

    Announcer announcer() {
        return announcer;
    }

    Gateway gateway() {
        return gateway;
    }

    @Override
    public void close() {
        gateway.close();
    }
}
