package io.micropay.reference.client.demo;

import io.micropay.MicropayClient;
import io.micropay.MicropayServer;
import io.micropay.PeerEndpoint;
import io.micropay.event.PeerListener;
import io.micropay.keys.ServerTrust;
import io.micropay.keys.Wallet;
import io.micropay.model.AccountId;
import io.micropay.model.Payment;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Somebody with a wallet and a client of their own. */
final class DemoPerson implements AutoCloseable {
    private static final int PATIENCE_SECONDS = 10;

    private final AccountId account;
    private final Wallet wallet;
    private final MicropayClient client;
    private final BlockingQueue<Notice> notices;

    /** What somebody who is paid is told. */
    record Notice(Payment payment, Optional<String> memo) {}

    private DemoPerson(AccountId account, Wallet wallet, MicropayClient client, BlockingQueue<Notice> notices) {
        this.account = account;
        this.wallet = wallet;
        this.client = client;
        this.notices = notices;
    }

    /** Connects; only to the server that has the right key. */
    static DemoPerson connect(AccountId account, Wallet wallet, MicropayServer server) {
        BlockingQueue<Notice> notices = new LinkedBlockingQueue<>();
        PeerListener listener = new PeerListener() {
            @Override
            public void paymentReceived(Payment payment, Optional<String> memo) {
                notices.add(new Notice(payment, memo));
            }
        };
        ServerTrust trust = ServerTrust.pinned(server.fingerprint());
        MicropayClient client = MicropayClient.builder("127.0.0.1", server.port(), trust)
                .listener(listener)
                .connect();
        return new DemoPerson(account, wallet, client, notices);
    }

    void register() {
        client.register(account, wallet);
    }

    PeerEndpoint logIn() {
        return client.login(account, wallet);
    }

    AccountId account() {
        return account;
    }

    MicropayClient client() {
        return client;
    }

    long balance() {
        return client.list().balance();
    }

    /** Waits for the news that money has arrived. */
    Notice awaitNotice() {
        try {
            Notice notice = notices.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (notice == null) {
                throw new DemoFailure(account + " was not told of the payment");
            }
            return notice;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new DemoFailure("interrupted while " + account + " waited for the payment");
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
