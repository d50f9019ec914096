package io.micropay.crashtest.check;

import io.micropay.ledger.Account;
import io.micropay.ledger.Hold;
import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.Posting;
import io.micropay.model.AccountId;
import io.micropay.model.EntryKind;
import io.micropay.model.OrderRef;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The journal, posted again from its first entry by rules of its own, gives the accounts and holds as they are: no order
 * decided twice, no hold ended twice, nothing overdrawn, sum zero, and of each hold what was taken and what was given back
 * is what was held.
 */
final class ReplayCheck {
    private final Books books;
    private final Findings findings;
    private final Map<AccountId, Long> balances = new HashMap<>();
    private final Map<AccountId, Long> held = new HashMap<>();
    private final Map<AccountId, Long> last = new HashMap<>();
    private final Map<OrderRef, Long> open = new HashMap<>();
    private final Set<OrderRef> decided = new HashSet<>();

    ReplayCheck(Books books, Findings findings) {
        this.books = books;
        this.findings = findings;
    }

    void run() {
        books.entries().forEach(this::post);
        for (Account account : books.accounts()) {
            boolean agrees = account.balance() == balanceOf(account.id()) && account.held() == heldBy(account.id());
            findings.require(agrees, "account " + account.id() + " is not what the journal makes it");
        }
        long sum = books.accounts().stream().mapToLong(Account::balance).sum();
        findings.require(sum == 0, "the sum of all balances is " + sum);
        findings.require(decided.equals(books.orders().keySet()), "the decided orders are not those of the journal");
        books.holds().forEach(this::compare);
    }

    private void post(JournalEntry entry) {
        String name = "entry " + entry.sequence() + " (" + entry.kind() + ")";
        AccountId debit = entry.debit().account();
        AccountId credit = entry.credit().account();
        findings.require(entry.amount() >= 0, name + " moves a negative amount");
        balances.merge(debit, -entry.amount(), Long::sum);
        balances.merge(credit, entry.amount(), Long::sum);
        held.merge(debit, entry.held(), Long::sum);
        trackOrder(entry, name);
        requirePosting(entry.debit(), name);
        requirePosting(entry.credit(), name);
        last.put(debit, entry.sequence());
        if (entry.amount() != 0) {
            last.put(credit, entry.sequence());
        }
        boolean isCovered =
                heldBy(debit) >= 0 && (debit.equals(AccountId.ISSUANCE) || balanceOf(debit) >= heldBy(debit));
        findings.require(isCovered, name + " overdraws " + debit);
    }

    private long balanceOf(AccountId account) {
        return balances.getOrDefault(account, 0L);
    }

    private long heldBy(AccountId account) {
        return held.getOrDefault(account, 0L);
    }

    private void requirePosting(Posting posting, String name) {
        findings.require(
                posting.balance() == balanceOf(posting.account()),
                name + " says that " + posting.account() + " has " + posting.balance() + ", but it has "
                        + balanceOf(posting.account()));
        findings.require(
                posting.previous() == last.getOrDefault(posting.account(), 0L),
                name + " breaks the history of " + posting.account());
    }

    private void trackOrder(JournalEntry entry, String name) {
        if (entry.order().isEmpty()) {
            return;
        }
        OrderRef ref = new OrderRef(entry.debit().account(), entry.order().get());
        boolean isEnd = entry.kind() == EntryKind.CAPTURE
                || entry.kind() == EntryKind.RELEASE
                || entry.kind() == EntryKind.EXPIRY;
        if (isEnd) {
            Long amount = open.remove(ref);
            findings.require(amount != null, name + " ends hold " + ref + ", which is not open");
            findings.require(
                    amount != null && entry.held() == -amount && entry.amount() <= amount,
                    name + " takes more than hold " + ref + " has, or does not give the rest back");
        } else {
            findings.require(decided.add(ref), name + " decides order " + ref + " again");
            if (entry.kind() == EntryKind.HOLD) {
                open.put(ref, entry.held());
            }
        }
    }

    private void compare(Hold hold) {
        boolean agrees = hold.isOpen() == open.containsKey(hold.order())
                && hold.amount() == open.getOrDefault(hold.order(), hold.amount());
        findings.require(agrees, "hold " + hold.order() + " is not what the journal makes it");
    }
}
