package io.micropay.internal.ledger;

import io.micropay.error.AuthenticationException;
import io.micropay.error.StoreException;
import io.micropay.keys.Fingerprint;
import io.micropay.keys.KeyMaterial;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.Checkpoint;
import io.micropay.ledger.LedgerChanges;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerRows;
import io.micropay.ledger.LedgerTransaction;
import io.micropay.ledger.LedgerView;
import io.micropay.ledger.Presence;
import io.micropay.model.KeyId;
import io.micropay.model.StatusCode;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * Writes batches of commands to a ledger: decides by the rules, signs the checkpoint, commits in one transaction, and
 * only then has answers.
 *
 * <p>The signature is made before the commit and committed with the entries, so that a receipt that anybody ever held is
 * in the journal, byte for byte.
 */
public final class LedgerWriter {
    private final AccountStore store;
    private final LedgerRules rules;
    private final Checkpoints checkpoints;
    private final Clock clock;

    private LedgerWriter(AccountStore store, LedgerRules rules, KeyMaterial serverKey, Clock clock) {
        this.store = store;
        this.rules = rules;
        this.checkpoints = new Checkpoints(serverKey);
        this.clock = clock;
    }

    /**
     * Opens a ledger for writing. Nobody is marked as online any more then.
     *
     * @throws AuthenticationException if another server key signed the journal
     * @throws StoreException if the store fails
     */
    public static LedgerWriter open(AccountStore store, KeyMaterial serverKey, long openingBalance, Clock clock) {
        requireSameSigner(store, serverKey.keyId());
        logEverybodyOut(store);
        return new LedgerWriter(store, new LedgerRules(serverKey.keyId(), openingBalance), serverKey, clock);
    }

    private static void requireSameSigner(AccountStore store, KeyId serverKey) {
        try (LedgerView view = store.view()) {
            Optional<KeyId> signer =
                    view.load(LedgerKeys.none()).head().checkpoint().map(Checkpoint::signer);
            if (signer.isPresent() && !signer.get().equals(serverKey)) {
                throw new AuthenticationException(
                        StatusCode.WRONG_SERVER,
                        "this ledger was signed by the server key " + new Fingerprint(signer.get())
                                + ", but the key at hand is " + new Fingerprint(serverKey)
                                + "; restore that key, or reset the ledger");
            }
        }
    }

    private static void logEverybodyOut(AccountStore store) {
        try (LedgerTransaction transaction = store.begin()) {
            List<Presence> online = transaction.online();
            if (!online.isEmpty()) {
                transaction.save(LedgerChanges.ofPresences(online.stream()
                        .map(presence -> Presence.offline(presence.account()))
                        .toList()));
                transaction.commit();
            }
        }
    }

    /**
     * Writes a batch.
     *
     * @return an answer for each command, in their order; durable
     * @throws StoreException if the store failed, and it has to be asked whether the batch took effect
     */
    List<Answer> write(List<Command> commands) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        try (LedgerTransaction transaction = store.begin()) {
            LedgerRows rows = transaction.load(LedgerRules.touchedBy(commands));
            Decision decision = rules.decide(rows, commands, now);
            Optional<Checkpoints.Signed> signed = decision.drafts().isEmpty()
                    ? Optional.empty()
                    : Optional.of(checkpoints.sign(rows.head(), decision.drafts()));
            if (!decision.changesNothing()) {
                transaction.save(new LedgerChanges(
                        decision.accounts(),
                        decision.orders(),
                        signed.map(Checkpoints.Signed::entries).orElse(List.of()),
                        signed.map(Checkpoints.Signed::checkpoint),
                        decision.credentials(),
                        decision.presences()));
                transaction.commit();
            }
            return decision.verdicts().stream()
                    .map(verdict -> answer(verdict, signed))
                    .toList();
        }
    }

    private static Answer answer(Verdict verdict, Optional<Checkpoints.Signed> signed) {
        if (verdict instanceof Verdict.Refused refused) {
            return new Answer.Refused(refused.status());
        }
        if (verdict instanceof Verdict.Done done) {
            return new Answer.Done(done.status());
        }
        if (verdict instanceof Verdict.Replayed replayed) {
            return new Answer.Decided(Receipts.of(replayed.order()), false);
        }
        Verdict.Drafted drafted = (Verdict.Drafted) verdict;
        Checkpoints.Signed batch = signed.orElseThrow();
        return new Answer.Decided(
                Receipts.of(batch.entries().get(drafted.draft()), batch.checkpoint()), drafted.first());
    }
}
