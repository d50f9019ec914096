package io.micropay.internal.ledger;

import io.micropay.error.MicropayException;
import io.micropay.ledger.AccountStore;
import io.micropay.ledger.Hold;
import io.micropay.ledger.LedgerView;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Looks for holds that are past their time, and ends them. What it misses ends when somebody asks, or at the next look. */
public final class HoldSweep implements Runnable {
    private static final Logger LOG = System.getLogger(HoldSweep.class.getName());
    private static final int PAGE = 256;

    private final AccountStore store;
    private final Settlement settlement;
    private final Clock clock;

    /** Sweeps a ledger by the server's clock. */
    public HoldSweep(AccountStore store, Settlement settlement, Clock clock) {
        this.store = store;
        this.settlement = settlement;
        this.clock = clock;
    }

    /** Ends all that are due now. */
    @Override
    public void run() {
        try {
            List<Hold> due = due();
            while (!due.isEmpty()) {
                CompletableFuture.allOf(due.stream()
                                .map(hold -> settlement.submit(new Command.ExpireHold(hold.order(), hold.payee())))
                                .toArray(CompletableFuture[]::new))
                        .join();
                due = due.size() < PAGE ? List.of() : due();
            }
        } catch (MicropayException | IllegalStateException | CompletionException e) {
            LOG.log(Level.WARNING, "holds that are past their time could not be ended now; trying again later", e);
        }
    }

    private List<Hold> due() {
        try (LedgerView view = store.view()) {
            return view.dueHolds(clock.instant(), PAGE);
        }
    }
}
