package io.micropay.internal.classic.server;

import io.micropay.classic.ClassicOptions;
import io.micropay.internal.session.ServerCore;
import io.micropay.ledger.Account;
import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerView;
import io.micropay.model.AccountId;
import io.micropay.model.EntryKind;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a hosted account may still pay today: what the journal says that it has paid, and what is under way, are counted. So a
 * restart forgets nothing, and several servers with one ledger count together but for what is under way at each.
 */
final class SpendingCaps {
    private static final int PAGE = 256;

    private final ServerCore core;
    private final ClassicOptions options;

    /** At most one for each account of the ledger: to forget one would be to forget what is under way. */
    private final Map<AccountId, Spending> spendings = new ConcurrentHashMap<>();

    /** What one account has paid on one day, up to an entry of its history, and what is under way whatever the day. */
    private static final class Spending {
        final ReentrantLock lock = new ReentrantLock();
        LocalDate day = LocalDate.MIN;
        long counted;
        long spent;
        long underWay;
    }

    SpendingCaps(ServerCore core, ClassicOptions options) {
        this.core = core;
        this.options = options;
    }

    /**
     * Counts a payment that is about to be made, if the caps allow it. {@link #settle} has to follow once its outcome is
     * in the ledger, whatever it is.
     *
     * @throws io.micropay.error.StoreException if the ledger cannot be read; nothing is counted then
     */
    boolean reserve(AccountId account, long amount) {
        if (amount > options.maxPayment().orElse(Long.MAX_VALUE)) {
            return false;
        }
        if (options.maxPerDay().isEmpty()) {
            return true;
        }
        Spending spending = spendings.computeIfAbsent(account, name -> new Spending());
        spending.lock.lock();
        try {
            LocalDate today = LocalDate.ofInstant(core.now(), ZoneOffset.UTC);
            if (!spending.day.equals(today)) {
                spending.day = today;
                spending.counted = 0;
                spending.spent = 0;
            }
            count(account, spending, today.atStartOfDay().toInstant(ZoneOffset.UTC));
            if (amount > options.maxPerDay().getAsLong() - spending.spent - spending.underWay) {
                return false;
            }
            spending.underWay += amount;
            return true;
        } finally {
            spending.lock.unlock();
        }
    }

    /** A payment is no longer under way: the journal has it, or it came to nothing. */
    void settle(AccountId account, long amount) {
        Spending spending = spendings.get(account);
        if (spending == null) {
            return;
        }
        spending.lock.lock();
        try {
            spending.underWay -= amount;
        } finally {
            spending.lock.unlock();
        }
    }

    /** Counts what has been paid since the start of the day and was not counted yet. */
    private void count(AccountId account, Spending spending, Instant start) {
        try (LedgerView view = core.settings().store().view()) {
            long last = view.load(LedgerKeys.ofAccounts(account))
                    .account(account)
                    .map(Account::lastEntry)
                    .orElse(0L);
            long fresh = 0;
            for (long next = last; next > spending.counted; ) {
                List<JournalEntry> page = view.history(account, next, PAGE);
                next = 0;
                for (JournalEntry entry : page) {
                    if (entry.sequence() <= spending.counted || entry.at().isBefore(start)) {
                        next = 0;
                        break;
                    }
                    boolean isPaid = entry.kind() == EntryKind.PAYMENT
                            && entry.debit().account().equals(account);
                    fresh += isPaid ? entry.amount() : 0;
                    next = entry.previousOf(account);
                }
            }
            spending.spent += fresh;
            spending.counted = last;
        }
    }
}
