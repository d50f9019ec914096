package io.micropay.internal.audit;

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
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** Whose session keys signed: every credential is verified before its key verifies anything. */
final class Signers {
    private static final int MAX_REMEMBERED = 4096;

    private final LedgerView view;
    private final KeyId server;
    private final Replay replay;
    private final Signatures signatures;
    private long replacedGrants;

    private final Map<KeyId, Signer> verified = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<KeyId, Signer> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };

    private record Signer(SessionGrant grant, PublicKeyHandle key) {}

    Signers(LedgerView view, KeyId server, Replay replay, Signatures signatures) {
        this.view = view;
        this.server = server;
        this.replay = replay;
        this.signatures = signatures;
    }

    /**
     * The session key of a signature, to verify it with.
     *
     * @param check the row that is signed
     * @param at when the server took it
     * @param covers whether a grant is for it
     */
    PublicKeyHandle keyOf(Check check, BatchSignature signature, Instant at, Predicate<SessionGrant> covers) {
        Signer signer = signer(signature.signer(), check);
        if (!covers.test(signer.grant)) {
            // The ledger keeps of each session key the grant of its last login, which may be a later one, even of
            // another
            // account. One that had ended by then cannot be that.
            check.that(
                    !signer.grant.until().isBefore(at),
                    "the grant of the session that signed it is of " + signer.grant.account() + " and ended at "
                            + signer.grant.until());
            replacedGrants++;
        }
        return signer.key;
    }

    /** How many signatures there were whose grant was replaced by a later login. */
    long replacedGrants() {
        return replacedGrants;
    }

    private Signer signer(KeyId session, Check user) {
        Signer known = verified.get(session);
        if (known != null) {
            return known;
        }
        Check check = Check.of(Row.CREDENTIAL, session);
        Credential credential = Rows.read(
                        Row.CREDENTIAL,
                        session.toString(),
                        () -> view.load(new LedgerKeys(Set.of(), Set.of(), Set.of(), Set.of(session), Set.of()))
                                .credential(session))
                .orElseThrow(
                        () -> check.broken("missing: " + user.row().text() + " " + user.key() + " is signed with it"));
        return verified(credential);
    }

    /** Verifies a credential, unless it has been already. */
    void verify(Credential credential) {
        if (!verified.containsKey(credential.grant().sessionKey())) {
            verified(credential);
        }
    }

    private Signer verified(Credential credential) {
        SessionGrant grant = credential.grant();
        Check check = Check.of(Row.CREDENTIAL, grant.sessionKey());
        requireSigned(
                check, grant, check.decoded("the statement", () -> Statements.decodeGrant(credential.statement())));
        check.same("server", grant.serverKey(), server);
        AccountKeys keys =
                keysOf(grant.account()).orElseThrow(() -> check.broken("there is no account " + grant.account()));
        PublicKeyHandle accountKey =
                check.decoded("the account key", () -> PublicKeyHandle.decode(credential.accountKey()));
        PublicKeyHandle sessionKey =
                check.decoded("the session key", () -> PublicKeyHandle.decode(credential.sessionKey()));
        KeyId sealingKey = Fingerprint.ofPublicKey(credential.sealingKey()).keyId();
        check.same("account key", accountKey.id(), keys.id());
        check.same("session key", sessionKey.id(), grant.sessionKey());
        check.same("sealing key", sealingKey, grant.sealingKey());
        signatures.verify(new Signatures.Claim(
                check, SigningContext.GRANT, accountKey, credential.statement(), credential.signature()));
        Signer signer = new Signer(grant, sessionKey);
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

    private Optional<AccountKeys> keysOf(AccountId account) {
        return replay.account(account).flatMap(found -> found.keys());
    }
}
