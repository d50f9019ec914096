package io.micropay.internal.audit;

import io.micropay.internal.audit.Chain.Link;
import io.micropay.internal.ledger.Command;
import io.micropay.internal.ledger.Decision;
import io.micropay.internal.ledger.EntryDraft;
import io.micropay.internal.ledger.Replay;
import io.micropay.internal.ledger.Verdict;
import io.micropay.internal.message.Binding;
import io.micropay.internal.message.Opening;
import io.micropay.ledger.AccountKeys;
import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.Posting;
import io.micropay.model.AuditFinding.Row;
import io.micropay.model.Bytes;
import io.micropay.model.EntryKind;
import io.micropay.model.KeyId;
import io.micropay.model.StatusCode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The entries of a checkpoint: they are what the rules make of the requests in the rows of orders and holds, to the last
 * column.
 */
final class Batches {
    private final Replay replay;
    private final Orders orders;
    private final Holds holds;

    Batches(Replay replay, Orders orders, Holds holds) {
        this.replay = replay;
        this.orders = orders;
        this.holds = holds;
    }

    void verify(Link link) {
        List<Fact> facts = link.entries().stream().map(Fact::of).toList();
        Instant at = facts.get(0).entry().at();
        long openingBalance = openingBalance(facts);
        List<Command> commands = new ArrayList<>(facts.size());
        for (Fact fact : facts) {
            // One batch, one time: the writer looks at the clock once.
            Check.of(Row.ENTRY, fact.sequence()).same("time", fact.entry().at(), at);
            commands.add(command(fact));
        }
        compare(facts, replay.carryOut(commands, at, openingBalance));
    }

    /** All openings of a batch are of one amount, as the server was set up when it wrote them. */
    private static long openingBalance(List<Fact> facts) {
        for (Fact fact : facts) {
            if (fact instanceof Fact.Opened opened) {
                long amount = opened.opening().amount();
                Check.of(Row.ENTRY, fact.sequence()).that(amount >= 0, "the opening balance is negative: " + amount);
                return amount;
            }
        }
        return 0;
    }

    private Command command(Fact fact) {
        if (fact instanceof Fact.Opened opened) {
            Opening opening = opened.opening();
            return new Command.Register(opening.account(), keys(opening.accountKey(), opening.sealingKey()));
        }
        if (fact instanceof Fact.Bound bound) {
            Binding binding = bound.binding();
            return new Command.Bind(binding.account(), keys(binding.accountKey(), binding.sealingKey()));
        }
        if (fact instanceof Fact.Acted acted) {
            return orders.requestOf(acted);
        }
        Fact.Decided decided = (Fact.Decided) fact;
        EntryKind kind = fact.entry().kind();
        if (kind == EntryKind.CAPTURE || kind == EntryKind.RELEASE || kind == EntryKind.EXPIRY) {
            return holds.requestOf(decided);
        }
        Command request = orders.requestOf(decided);
        if (decided.outcome().status() == StatusCode.AUTHORIZED && request instanceof Command.Settle settle) {
            holds.begin(decided, settle.order().order());
        }
        return request;
    }

    /** Whether the keys of the account are those with these ids is asked of its row. */
    private static AccountKeys keys(KeyId accountKey, KeyId sealingKey) {
        return new AccountKeys(accountKey, sealingKey, Bytes.EMPTY, Bytes.EMPTY);
    }

    private static void compare(List<Fact> facts, Decision decision) {
        List<EntryDraft> drafts = decision.drafts();
        for (int i = 0; i < facts.size(); i++) {
            JournalEntry entry = facts.get(i).entry();
            Check check = Check.of(Row.ENTRY, entry.sequence());
            if (decision.verdicts().get(i) instanceof Verdict.Refused refused) {
                throw check.broken("the rules refuse it: " + refused.status().text());
            }
            check.that(i < drafts.size(), "the rules write no such entry");
            compare(check, entry, drafts.get(i));
        }
    }

    private static void compare(Check check, JournalEntry entry, EntryDraft due) {
        check.same("kind", entry.kind(), due.kind());
        compare(check, "debit", entry.debit(), due.debit());
        compare(check, "credit", entry.credit(), due.credit());
        check.same("amount", entry.amount(), due.amount());
        check.same("held", entry.held(), due.held());
        check.same("order", entry.order(), due.order());
        check.same("statement", entry.statement(), due.statement());
    }

    private static void compare(Check check, String side, Posting found, Posting due) {
        check.same(side, found.account(), due.account());
        check.same(side + " balance", found.balance(), due.balance());
        check.same(side + " previous", found.previous(), due.previous());
    }
}
