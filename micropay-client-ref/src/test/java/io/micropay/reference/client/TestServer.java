package io.micropay.reference.client;

import io.micropay.MicropayClient;
import io.micropay.MicropayServer;
import io.micropay.PeerEndpoint;
import io.micropay.classic.ClassicCertificates;
import io.micropay.classic.ClassicOptions;
import io.micropay.event.PeerListener;
import io.micropay.keys.InMemoryKeys;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.KeySpec;
import io.micropay.keys.PemKeys;
import io.micropay.keys.ServerTrust;
import io.micropay.keys.Wallet;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.InMemoryAccountStore;
import io.micropay.model.AccountId;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;

/** A server in the tests' process. It can be stopped and started again on the same port with the same ledger. */
public final class TestServer implements AutoCloseable {
    private static final KeyMaterial KEYS = InMemoryKeys.generate(KeySpec.server("server"), Clock.systemUTC());
    private static final CompletableFuture<Wallet> SOME_WALLET =
            CompletableFuture.supplyAsync(() -> Wallet.generate("somebody", Clock.systemUTC()));

    private final AccountStore store = InMemoryAccountStore.create();
    private final KeyMaterial keys;
    private final UnaryOperator<MicropayServer.Builder> setup;
    private MicropayServer server;

    private TestServer(KeyMaterial keys, UnaryOperator<MicropayServer.Builder> setup) {
        this.keys = keys;
        this.setup = setup;
        this.server = start(0);
    }

    /** Starts on any free port. */
    public static TestServer withPlaces(int userLimit) {
        return new TestServer(KEYS, builder -> builder.userLimit(userLimit));
    }

    /** Starts on any free port, for clients of the classic dialect as well, which share a directory of certificates. */
    public static TestServer ofBothDialects(Path certs) {
        KeyMaterial keys = PemKeys.in(certs).loadOrCreate(KeySpec.server("server"), Clock.systemUTC());
        return new TestServer(keys, builder -> builder.classic(ClassicOptions.sharing(ClassicCertificates.in(certs))));
    }

    private MicropayServer start(int port) {
        return setup.apply(MicropayServer.builder(keys, store)
                        .bindAddress(InetAddress.getLoopbackAddress())
                        .port(port))
                .start();
    }

    public MicropayServer server() {
        return server;
    }

    public int port() {
        return server.port();
    }

    public void stop() {
        server.close();
    }

    public void startAgain() {
        server = start(server.port());
    }

    /** A connected client of the library, without the program. */
    public MicropayClient connect(PeerListener listener) {
        return MicropayClient.builder("127.0.0.1", port(), ServerTrust.pinned(server.fingerprint()))
                .listener(listener)
                .connect();
    }

    /** Opens an account and leaves; its wallet is {@link #someWallet}. */
    public void register(String name) {
        try (MicropayClient client = connect(PeerListener.NONE)) {
            client.register(new AccountId(name), someWallet());
        }
    }

    /** Logs in to an account of {@link #register}. */
    public static PeerEndpoint logIn(MicropayClient client, String name) {
        return client.login(new AccountId(name), someWallet());
    }

    /** A wallet that took its time to make. */
    public static Wallet someWallet() {
        return SOME_WALLET.join();
    }

    @Override
    public void close() {
        server.close();
        store.close();
    }
}
