package io.micropay.internal.classic.server;

import io.micropay.internal.crypto.BatchSigner;
import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.crypto.SigningContext;
import io.micropay.internal.message.Statements;
import io.micropay.internal.session.ServerCore;
import io.micropay.keys.InMemoryKeys;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.KeySpec;
import io.micropay.ledger.AccountKeys;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.Credential;
import io.micropay.model.SessionGrant;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps the keys of hosted accounts: the account key of each is the server's own, and grants it sessions. */
final class Custodian {
    private static final Duration GRANT = Duration.ofHours(24);

    /** A grant that soon ends is not handed out again. */
    private static final Duration FRESH = Duration.ofHours(12);

    /** A server's clock may step back a little. */
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    private static final int MAX_REMEMBERED = 1024;

    private final ServerCore core;
    private final BatchSigner grants;
    private final ReentrantLock lock = new ReentrantLock();

    private final Map<AccountId, Custody> remembered = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<AccountId, Custody> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    /**
     * What signs for a hosted account.
     *
     * @param sessionKeys the session key
     * @param credential the server's grant for it
     */
    record Custody(KeyMaterial sessionKeys, Credential credential) {
        AccountId account() {
            return credential.grant().account();
        }

        /** When it ends. */
        Instant end() {
            return credential.grant().until();
        }
    }

    Custodian(ServerCore core) {
        this.core = core;
        this.grants = new BatchSigner(core.settings().keys(), SigningContext.GRANT);
    }

    /** The keys to register an account with that is to be hosted. Nothing is ever sealed to the server's key. */
    AccountKeys accountKeys() {
        PublicKeyHandle server = core.serverKey();
        return new AccountKeys(server.id(), server.id(), server.encoded(), server.encoded());
    }

    /** A session of an account, the same one for logins that follow one another: making a key takes a while. */
    Custody custody(AccountId account) {
        Instant now = core.now();
        lock.lock();
        try {
            Custody known = remembered.get(account);
            if (known != null
                    && known.credential().grant().covers(now)
                    && known.end().isAfter(now.plus(FRESH))) {
                return known;
            }
        } finally {
            lock.unlock();
        }
        Custody fresh = grant(account, now);
        lock.lock();
        try {
            remembered.put(account, fresh);
        } finally {
            lock.unlock();
        }
        return fresh;
    }

    private Custody grant(AccountId account, Instant now) {
        KeyMaterial session =
                InMemoryKeys.generate(KeySpec.session("hosted"), core.settings().clock());
        PublicKeyHandle server = core.serverKey();
        SessionGrant grant = new SessionGrant(
                server.id(), account, session.keyId(), server.id(), now.minus(CLOCK_SKEW), now.plus(GRANT));
        Bytes statement = Statements.encode(grant);
        Credential credential = new Credential(
                grant,
                statement,
                grants.sign(statement),
                server.encoded(),
                PublicKeyHandle.of(session.certificate()).encoded(),
                server.encoded());
        return new Custody(session, credential);
    }
}
