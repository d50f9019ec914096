package io.micropay.benchmarks;

import io.micropay.internal.crypto.BatchSigner;
import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.crypto.SigningContext;
import io.micropay.internal.message.Statements;
import io.micropay.keys.InMemoryKeys;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.KeySpec;
import io.micropay.ledger.AccountKeys;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.Credential;
import io.micropay.model.KeyId;
import io.micropay.model.SessionGrant;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An account holder. The account key has 2048 bits here and seals, too, because making keys takes long and neither
 * matters for what is measured.
 *
 * @param id the account
 * @param accountKey signs the registration and the grant
 * @param sessionKey signs orders
 * @param sessionHandle the public half of the session key
 */
record Member(AccountId id, KeyMaterial accountKey, KeyMaterial sessionKey, PublicKeyHandle sessionHandle) {
    private static Member generate(int number) {
        String name = "member-" + number;
        KeyMaterial sessionKey = InMemoryKeys.generate(KeySpec.session(name), Clock.systemUTC());
        return new Member(
                new AccountId(name),
                InMemoryKeys.generate(KeySpec.session(name), Clock.systemUTC()),
                sessionKey,
                PublicKeyHandle.of(sessionKey.certificate()));
    }

    static List<Member> generateAll(int count) {
        return IntStream.range(0, count).parallel().mapToObj(Member::generate).toList();
    }

    /** A grant to the session key, which reaches back to before any order was signed. */
    Credential credential(KeyId server) {
        PublicKeyHandle account = PublicKeyHandle.of(accountKey.certificate());
        Instant from = Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofHours(1));
        SessionGrant grant =
                new SessionGrant(server, id, sessionHandle.id(), account.id(), from, from.plus(Duration.ofHours(24)));
        Bytes statement = Statements.encode(grant);
        return new Credential(
                grant,
                statement,
                new BatchSigner(accountKey, SigningContext.GRANT).sign(statement),
                account.encoded(),
                sessionHandle.encoded(),
                account.encoded());
    }

    AccountKeys accountKeys() {
        PublicKeyHandle key = PublicKeyHandle.of(accountKey.certificate());
        return new AccountKeys(key.id(), key.id(), key.encoded(), key.encoded());
    }
}
