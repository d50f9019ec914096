package io.micropay.crashtest.run;

import io.micropay.MicropayServer;
import io.micropay.crashtest.check.Findings;
import io.micropay.keys.KeyMaterial;
import io.micropay.ledger.Account;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.LedgerView;
import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Starts the server once more, long after the last hold was due, and waits until nothing is set aside. */
final class Expiry {
    private static final Duration LATER = Duration.ofDays(40);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long LOOK_MILLIS = 50;

    private final AccountStore store;
    private final KeyMaterial serverKeys;

    Expiry(AccountStore store, KeyMaterial serverKeys) {
        this.store = store;
        this.serverKeys = serverKeys;
    }

    void run(Findings findings) throws InterruptedException {
        Clock later = Clock.offset(Clock.systemUTC(), LATER);
        long start = System.nanoTime();
        try (MicropayServer server = MicropayServer.builder(serverKeys, store)
                .bindAddress(InetAddress.getLoopbackAddress())
                .clock(later)
                .start()) {
            while (server.port() > 0 && held() > 0 && System.nanoTime() - start < PATIENCE_NANOS) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MILLIS);
            }
        }
        if (held() > 0) {
            findings.add("holds that are past their time do not end");
        }
    }

    private long held() {
        try (LedgerView view = store.view()) {
            return view.accounts(Optional.empty(), Integer.MAX_VALUE).stream()
                    .mapToLong(Account::held)
                    .sum();
        }
    }
}
