package io.micropay.testkit;

import io.micropay.ledger.Account;
import io.micropay.ledger.Checkpoint;
import io.micropay.ledger.Claim;
import io.micropay.ledger.Hold;
import io.micropay.ledger.JournalEntry;
import io.micropay.ledger.LedgerChanges;
import io.micropay.ledger.OrderRecord;
import io.micropay.ledger.Presence;
import io.micropay.model.Credential;
import java.util.List;
import java.util.Optional;

/**
 * Rows to write, named kind by kind.
 *
 * @param changes the rows so far
 */
record Changes(LedgerChanges changes) {
    static final Changes NONE = new Changes(new LedgerChanges(
            List.of(), List.of(), List.of(), Optional.empty(), List.of(), List.of(), List.of(), List.of()));

    static LedgerChanges ofAccounts(Account... accounts) {
        return NONE.accounts(List.of(accounts)).changes();
    }

    static LedgerChanges ofHolds(Hold... holds) {
        return NONE.holds(List.of(holds)).changes();
    }

    static LedgerChanges ofClaims(Claim... claims) {
        return NONE.claims(List.of(claims)).changes();
    }

    Changes accounts(List<Account> accounts) {
        return new Changes(new LedgerChanges(
                accounts,
                changes.orders(),
                changes.entries(),
                changes.checkpoint(),
                changes.holds(),
                changes.claims(),
                changes.credentials(),
                changes.presences()));
    }

    Changes orders(List<OrderRecord> orders) {
        return new Changes(new LedgerChanges(
                changes.accounts(),
                orders,
                changes.entries(),
                changes.checkpoint(),
                changes.holds(),
                changes.claims(),
                changes.credentials(),
                changes.presences()));
    }

    Changes entries(List<JournalEntry> entries, Checkpoint checkpoint) {
        return new Changes(new LedgerChanges(
                changes.accounts(),
                changes.orders(),
                entries,
                entries.isEmpty() ? Optional.empty() : Optional.of(checkpoint),
                changes.holds(),
                changes.claims(),
                changes.credentials(),
                changes.presences()));
    }

    Changes holds(List<Hold> holds) {
        return new Changes(new LedgerChanges(
                changes.accounts(),
                changes.orders(),
                changes.entries(),
                changes.checkpoint(),
                holds,
                changes.claims(),
                changes.credentials(),
                changes.presences()));
    }

    Changes claims(List<Claim> claims) {
        return new Changes(new LedgerChanges(
                changes.accounts(),
                changes.orders(),
                changes.entries(),
                changes.checkpoint(),
                changes.holds(),
                claims,
                changes.credentials(),
                changes.presences()));
    }

    Changes credentials(List<Credential> credentials) {
        return new Changes(new LedgerChanges(
                changes.accounts(),
                changes.orders(),
                changes.entries(),
                changes.checkpoint(),
                changes.holds(),
                changes.claims(),
                credentials,
                changes.presences()));
    }

    Changes presences(List<Presence> presences) {
        return new Changes(new LedgerChanges(
                changes.accounts(),
                changes.orders(),
                changes.entries(),
                changes.checkpoint(),
                changes.holds(),
                changes.claims(),
                changes.credentials(),
                presences));
    }
}
