package io.micropay.internal.ledger;

import io.micropay.error.AuthenticationException;
import io.micropay.error.StoreException;
import io.micropay.keys.Fingerprint;
import io.micropay.keys.KeyMaterial;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.Checkpoint;
import io.micropay.ledger.LedgerChanges;
import io.micropay.ledger.LedgerHead;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerRows;
import io.micropay.ledger.LedgerTransaction;
import io.micropay.ledger.LedgerView;
import io.micropay.ledger.Presence;
import io.micropay.model.KeyId;
import io.micropay.model.StatusCode;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Writes batches of commands to a ledger: decides by the rules, signs the checkpoint, commits in one transaction, and
 * only then has answers.
 *
 * <p>The signature is made before the commit and committed with the entries, so that a receipt that anybody ever held is
 * in the journal, byte for byte.
 */
public final class LedgerWriter {
    private static final Logger LOG = System.getLogger(LedgerWriter.class.getName());
    private static final int MAX_ATTEMPTS = 5;

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

    /**
     * Opens a ledger for writing beside whoever else writes to it, such as a running server.
     *
     * @throws AuthenticationException if another server key signed the journal
     * @throws StoreException if the store fails
     */
    public static LedgerWriter beside(AccountStore store, KeyMaterial serverKey, Clock clock) {
        requireSameSigner(store, serverKey.keyId());
        return new LedgerWriter(store, new LedgerRules(serverKey.keyId(), 0), serverKey, clock);
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
     * Writes a batch. A store that fails for a passing reason is tried again, within bounds; a commit whose answer was lost
     * is looked up and not guessed.
     *
     * @return an answer for each command, in their order; durable
     * @throws StoreException if the store failed, and it has to be asked whether the batch took effect
     */
    public List<Answer> write(List<Command> commands) {
        return write(commands, duration -> {});
    }

    /**
     * The same, and tells how long the commit took, if there was one and its answer was not lost.
     *
     * @throws StoreException if the store failed, and it has to be asked whether the batch took effect
     */
    List<Answer> write(List<Command> commands, Consumer<Duration> onCommit) {
        for (int attempt = 1; ; attempt++) {
            Attempt batch = new Attempt(commands, onCommit);
            try {
                return batch.run();
            } catch (StoreException e) {
                if (batch.isCommitting && batch.tookEffect(e)) {
                    return batch.answers();
                }
                if (!e.isTransient() || attempt == MAX_ATTEMPTS) {
                    throw e;
                }
                LOG.log(Level.WARNING, "attempt " + attempt + " to write a batch failed, trying again", e);
            }
        }
    }

    /** One transaction. */
    private final class Attempt {
        private final List<Command> commands;
        private final Consumer<Duration> onCommit;
        private List<Verdict> verdicts = List.of();
        private Optional<Checkpoints.Signed> signed = Optional.empty();
        private LedgerRows recorded =
                new LedgerRows(LedgerHead.EMPTY, List.of(), List.of(), List.of(), List.of(), List.of(), List.of());
        private boolean isCommitting;

        Attempt(List<Command> commands, Consumer<Duration> onCommit) {
            this.commands = commands;
            this.onCommit = onCommit;
        }

        List<Answer> run() {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            try (LedgerTransaction transaction = store.begin()) {
                LedgerRows rows = transaction.load(LedgerRules.touchedBy(commands));
                Decision decision = rules.decide(rows, commands, now);
                verdicts = decision.verdicts();
                recorded = recorded(transaction);
                if (!decision.drafts().isEmpty()) {
                    signed = Optional.of(checkpoints.sign(rows.head(), decision.drafts()));
                }
                if (!decision.changesNothing()) {
                    transaction.save(changes(decision));
                    isCommitting = true;
                    long begun = System.nanoTime();
                    transaction.commit();
                    onCommit.accept(Duration.ofNanos(System.nanoTime() - begun));
                }
            }
            return answers();
        }

        private LedgerRows recorded(LedgerTransaction transaction) {
            Set<Long> sequences = verdicts.stream()
                    .filter(Verdict.Recorded.class::isInstance)
                    .map(verdict -> ((Verdict.Recorded) verdict).sequence())
                    .collect(Collectors.toSet());
            return sequences.isEmpty() ? recorded : transaction.load(LedgerKeys.ofEntries(sequences));
        }

        private LedgerChanges changes(Decision decision) {
            return new LedgerChanges(
                    decision.accounts(),
                    decision.orders(),
                    signed.map(Checkpoints.Signed::entries).orElse(List.of()),
                    signed.map(Checkpoints.Signed::checkpoint),
                    decision.holds(),
                    decision.claims(),
                    decision.credentials(),
                    decision.presences());
        }

        /**
         * Looks whether the batch took effect, in a transaction of its own, which begins only when the failed one has come to
         * its end.
         */
        boolean tookEffect(StoreException failure) {
            if (signed.isEmpty()) {
                // Nothing but presences, credentials and new requests, which say the same when they are written twice.
                return false;
            }
            for (int look = 1; ; look++) {
                try {
                    return isThere(signed.get().checkpoint());
                } catch (StoreException e) {
                    if (!e.isTransient() || look == MAX_ATTEMPTS) {
                        failure.addSuppressed(e);
                        throw failure;
                    }
                }
            }
        }

        /** A signature is never made twice: whoever finds these bytes finds this batch. */
        private boolean isThere(Checkpoint ours) {
            try (LedgerTransaction transaction = store.begin()) {
                boolean found =
                        transaction.checkpoints(ours.number(), 1).stream().anyMatch(ours::equals);
                // What was seen counts once it is durable, also where others keep copies of the store.
                transaction.commit();
                return found;
            }
        }

        List<Answer> answers() {
            return verdicts.stream().map(this::answer).toList();
        }

        private Answer answer(Verdict verdict) {
            if (verdict instanceof Verdict.Refused refused) {
                return new Answer.Refused(refused.status());
            }
            if (verdict instanceof Verdict.Done done) {
                return new Answer.Done(done.status());
            }
            if (verdict instanceof Verdict.Replayed replayed) {
                return new Answer.Decided(Receipts.of(replayed.order()), false);
            }
            if (verdict instanceof Verdict.Recorded before) {
                return new Answer.Decided(
                        Receipts.of(recorded.entry(before.sequence()).orElseThrow()), false);
            }
            Verdict.Drafted drafted = (Verdict.Drafted) verdict;
            Checkpoints.Signed batch = signed.orElseThrow();
            return new Answer.Decided(
                    Receipts.of(batch.entries().get(drafted.draft()), batch.checkpoint()), drafted.first());
        }
    }
}
