package io.micropay.postgresql;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.internal.ledger.Answer;
import io.micropay.internal.ledger.Command;
import io.micropay.internal.ledger.LedgerWriter;
import io.micropay.internal.ledger.Settlement;
import io.micropay.keys.InMemoryKeys;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.KeySpec;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.Checkpoint;
import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.LedgerView;
import io.micropay.model.StatusCode;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The writer of a server over a store, with everything that it does about failures. */
final class LedgerService implements AutoCloseable {
    private static final KeyMaterial KEY = InMemoryKeys.generate(KeySpec.server("server"), Clock.systemUTC());
    private static final long OPENING_BALANCE = 100;

    private final AccountStore store;
    private final Settlement settlement;

    private LedgerService(AccountStore store) {
        this.store = store;
        this.settlement = Settlement.start(LedgerWriter.open(store, KEY, OPENING_BALANCE, Clock.systemUTC()));
    }

    static LedgerService start(AccountStore store) {
        return new LedgerService(store);
    }

    CompletableFuture<Answer> submitRegistration(int number) {
        return settlement.submit(new Command.Register(Samples.name(number), Samples.keys(number)));
    }

    /** Registers an account; a batch that happened twice would find the name taken. */
    void register(int number) throws Exception {
        assertThat(submitRegistration(number).get(60, TimeUnit.SECONDS))
                .isEqualTo(new Answer.Done(StatusCode.REGISTERED));
    }

    /** Looks for gaps, for broken chains, and for money from nowhere. */
    void assertJournalHolds(int entries) {
        try (LedgerView view = store.view()) {
            List<JournalEntry> journal = view.journal(1, Integer.MAX_VALUE);
            assertThat(journal).hasSize(entries);
            for (int i = 0; i < entries; i++) {
                assertThat(journal.get(i).sequence()).isEqualTo(i + 1L);
            }
            List<Checkpoint> chain = view.checkpoints(1, Integer.MAX_VALUE);
            for (int i = 1; i < chain.size(); i++) {
                assertThat(chain.get(i).number()).isEqualTo(i + 1L);
                assertThat(chain.get(i).previous()).isEqualTo(chain.get(i - 1).digest());
            }
            assertThat(view.accounts(Optional.empty(), Integer.MAX_VALUE))
                    .hasSize(entries + 1)
                    .extracting(account -> account.balance())
                    .containsOnly(OPENING_BALANCE, -OPENING_BALANCE * entries);
        }
    }

    @Override
    public void close() {
        settlement.close();
    }
}
