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

/** What a hosted account may still pay today. What it has paid is read from the journal, so that a restart forgets nothing. */
final class SpendingCaps {
    private static final int PAGE = 256;

    private final ServerCore core;
    private final ClassicOptions options;
    private final Map<AccountId, Today> days = new ConcurrentHashMap<>();

    /** What one account has paid on one day, and what is under way. */
    private static final class Today {
        final ReentrantLock lock = new ReentrantLock();
        LocalDate day = LocalDate.MIN;
        long spent;
    }

    SpendingCaps(ServerCore core, ClassicOptions options) {
        this.core = core;
        this.options = options;
    }

    /** Counts a payment that is about to be made, if the caps allow it. What came to nothing is to be given back. */
    boolean reserve(AccountId account, long amount) {
        if (amount > options.maxPayment().orElse(Long.MAX_VALUE)) {
            return false;
        }
        if (options.maxPerDay().isEmpty()) {
            return true;
        }
        Today today = today(account);
        today.lock.lock();
        try {
            LocalDate day = LocalDate.ofInstant(core.now(), ZoneOffset.UTC);
            if (!today.day.equals(day)) {
                today.spent = spentSince(account, day.atStartOfDay().toInstant(ZoneOffset.UTC));
                today.day = day;
            }
            if (amount > options.maxPerDay().getAsLong() - today.spent) {
                return false;
            }
            today.spent += amount;
            return true;
        } finally {
            today.lock.unlock();
        }
    }

    /** Gives back what was reserved for a payment that certainly came to nothing. */
    void giveBack(AccountId account, long amount) {
        Today today = days.get(account);
        if (today == null) {
            return;
        }
        today.lock.lock();
        try {
            if (today.day.equals(LocalDate.ofInstant(core.now(), ZoneOffset.UTC))) {
                today.spent = Math.max(0, today.spent - amount);
            }
        } finally {
            today.lock.unlock();
        }
    }

    /** At most one for each account of the ledger: to forget one would be to forget what is under way. */
    private Today today(AccountId account) {
        return days.computeIfAbsent(account, name -> new Today());
    }

    private long spentSince(AccountId account, Instant start) {
        try (LedgerView view = core.settings().store().view()) {
            long before = view.load(LedgerKeys.ofAccounts(account))
                    .account(account)
                    .map(Account::lastEntry)
                    .orElse(0L);
            long spent = 0;
            while (before > 0) {
                List<JournalEntry> page = view.history(account, before, PAGE);
                for (JournalEntry entry : page) {
                    if (entry.at().isBefore(start)) {
                        return spent;
                    }
                    boolean isPaid = entry.kind() == EntryKind.PAYMENT
                            && entry.debit().account().equals(account);
                    spent += isPaid ? entry.amount() : 0;
                }
                before = page.size() < PAGE ? 0 : page.get(page.size() - 1).previousOf(account);
            }
            return spent;
        }
    }
}
