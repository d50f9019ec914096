package io.micropay.crashtest.check;

import io.micropay.crashtest.record.Seen;
import io.micropay.internal.ledger.Receipts;
import io.micropay.internal.message.Archive;
import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.OrderRecord;
import io.micropay.ledger.SealedEntry;
import io.micropay.model.AccountId;
import io.micropay.model.OrderRef;
import io.micropay.model.Payment;
import io.micropay.model.Receipt;
import io.micropay.model.SignedOrder;
import io.micropay.model.StatusCode;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What one client has seen is in the ledger: every receipt byte for byte, every order that it signed with an end. No money
 * was announced to it twice, or without being there.
 */
final class RecordCheck {
    private final AccountId account;
    private final Books books;
    private final Findings findings;
    private final Set<OrderRef> announced = new HashSet<>();

    RecordCheck(AccountId account, Books books, Findings findings) {
        this.account = account;
        this.books = books;
        this.findings = findings;
    }

    void run(List<Seen> record) {
        record.forEach(this::check);
    }

    private void check(Seen seen) {
        if (seen instanceof Seen.Signed signed) {
            OrderRef ref = signed.order().order().ref();
            findings.require(books.orders().containsKey(ref), account + " never learns the end of order " + ref);
        } else if (seen instanceof Seen.Decided decided) {
            check(decided.payment());
        } else if (seen instanceof Seen.Resolved resolved) {
            check(resolved.payment());
        } else if (seen instanceof Seen.Announced news) {
            check(news.payment());
            OrderRef ref = news.payment().order().order().ref();
            findings.require(announced.add(ref), account + " was told twice of order " + ref);
            findings.require(
                    news.payment().receipt().outcome().isAccepted(),
                    account + " was told of order " + ref + " in vain");
        } else if (seen instanceof Seen.Ended ended) {
            check(
                    ended.outcome().receipt(),
                    "the end of hold " + ended.outcome().hold());
        } else if (seen instanceof Seen.Complaint complaint) {
            findings.add(complaint.text());
        }
    }

    private void check(Payment payment) {
        SignedOrder order = payment.order();
        OrderRef ref = order.order().ref();
        check(payment.receipt(), "order " + ref);
        OrderRecord recorded = books.orders().get(ref);
        StatusCode status = payment.receipt().outcome().status();
        boolean agrees = recorded != null
                && recorded.digest().equals(payment.receipt().outcome().orderDigest())
                && recorded.status() == status
                && (status == StatusCode.VOIDED || recorded.request().equals(Archive.encode(order)));
        findings.require(agrees, account + " holds a receipt for an order that the ledger has not got: " + ref);
    }

    private void check(Receipt receipt, String what) {
        Optional<JournalEntry> entry = books.entry(receipt.outcome().sequence());
        boolean isThere = entry.isPresent() && receipt.equals(Receipts.of(sealed(entry.get())));
        findings.require(isThere, account + " holds a receipt that is not in the journal, for " + what);
    }

    private SealedEntry sealed(JournalEntry entry) {
        return new SealedEntry(
                entry, books.checkpoints().get(Math.toIntExact(entry.proof().checkpoint() - 1)));
    }
}
