package io.micropay.internal.audit;

import io.micropay.error.AuditFailedException;
import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.crypto.SigningContext;
import io.micropay.internal.ledger.Replay;
import io.micropay.internal.message.Statements;
import io.micropay.keys.Fingerprint;
import io.micropay.ledger.AccountKeys;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerView;
import io.micropay.model.AccountId;
import io.micropay.model.AuditFinding.Row;
import io.micropay.model.BatchSignature;
import io.micropay.model.Credential;
import io.micropay.model.KeyId;
import io.micropay.model.SessionGrant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Whose session keys signed: every credential is verified before its key verifies anything. */
final class Signers {
    private static final int MAX_REMEMBERED = 4096;
    private static final int MAX_NAMED = 3;

    private final LedgerView view;
    private final KeyId server;
    private final Replay replay;
    private final Signatures signatures;

    private final Map<KeyId, Signer> verified = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<KeyId, Signer> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    /**
     * A session whose credential is verified.
     *
     * @param credential the credential
     * @param key the session key
     */
    record Signer(Credential credential, PublicKeyHandle key) {
        SessionGrant grant() {
            return credential.grant();
        }

        /** The account key that granted the session. */
        KeyId granter() {
            return credential.signature().signer();
        }
    }

    Signers(LedgerView view, KeyId server, Replay replay, Signatures signatures) {
        this.view = view;
        this.server = server;
        this.replay = replay;
        this.signatures = signatures;
    }

    /**
     * The session of a signature, to verify it with.
     *
     * @param check the row that is signed
     * @param covers whether a grant is for it
     */
    Signer of(Check check, BatchSignature signature, Predicate<SessionGrant> covers) {
        KeyId session = signature.signer();
        Signer last = verified.get(session);
        if (last != null && covers.test(last.grant())) {
            return last;
        }
        List<Credential> credentials = Rows.read(
                        Row.CREDENTIAL, session.toString(), () -> view.load(LedgerKeys.ofSession(session)))
                .credentials(session);
        if (credentials.isEmpty()) {
            throw Check.of(Row.CREDENTIAL, session)
                    .broken("missing: " + check.row().text() + " " + check.key() + " is signed with it");
        }
        Credential covering = credentials.stream()
                .filter(credential -> covers.test(credential.grant()))
                .findFirst()
                .orElseThrow(() -> uncovered(check, credentials));
        return verified(covering);
    }

    /** What is wrong may be one of the credentials, and not what it was to verify. */
    private AuditFailedException uncovered(Check check, List<Credential> credentials) {
        credentials.forEach(this::verified);
        return check.broken("no grant of the session that signed it is for it, but of " + grants(credentials));
    }

    private static String grants(List<Credential> credentials) {
        return credentials.stream()
                .limit(MAX_NAMED)
                .map(credential -> credential.grant().account() + " from "
                        + credential.grant().from() + " until "
                        + credential.grant().until())
                .collect(Collectors.joining(", "));
    }

    /** Verifies a credential. */
    void verify(Credential credential) {
        Signer known = verified.get(credential.grant().sessionKey());
        if (known == null || !known.credential.equals(credential)) {
            verified(credential);
        }
    }

    private Signer verified(Credential credential) {
        SessionGrant grant = credential.grant();
        Check check = Check.of(Row.CREDENTIAL, grant.sessionKey());
        requireSigned(
                check, grant, check.decoded("the statement", () -> Statements.decodeGrant(credential.statement())));
        check.same("server", grant.serverKey(), server);
        PublicKeyHandle accountKey =
                check.decoded("the account key", () -> PublicKeyHandle.decode(credential.accountKey()));
        AccountKeys keys = keysOf(check, grant.account(), accountKey.id());
        PublicKeyHandle sessionKey =
                check.decoded("the session key", () -> PublicKeyHandle.decode(credential.sessionKey()));
        KeyId sealingKey = Fingerprint.ofPublicKey(credential.sealingKey()).keyId();
        check.same("account key", accountKey.id(), keys.id());
        check.same("session key", sessionKey.id(), grant.sessionKey());
        check.same("sealing key", sealingKey, grant.sealingKey());
        signatures.verify(new Signatures.Claim(
                check, SigningContext.GRANT, accountKey, credential.statement(), credential.signature()));
        Signer signer = new Signer(credential, sessionKey);
        verified.put(grant.sessionKey(), signer);
        return signer;
    }

    private static void requireSigned(Check check, SessionGrant grant, SessionGrant signed) {
        check.same("server", grant.serverKey(), signed.serverKey());
        check.same("account", grant.account(), signed.account());
        check.same("session key", grant.sessionKey(), signed.sessionKey());
        check.same("sealing key", grant.sealingKey(), signed.sealingKey());
        check.same("begin", grant.from(), signed.from());
        check.same("end", grant.until(), signed.until());
    }

    /** The keys of an account with that account key, which it has or has had; else those that it has. */
    private AccountKeys keysOf(Check check, AccountId account, KeyId accountKey) {
        List<AccountKeys> all = replay.keysOf(account);
        return all.stream()
                .filter(keys -> keys.id().equals(accountKey))
                .findFirst()
                .or(() -> all.stream().findFirst())
                .orElseThrow(() -> check.broken("there is no account " + account));
    }
}
