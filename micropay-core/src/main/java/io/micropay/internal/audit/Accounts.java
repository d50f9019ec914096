package io.micropay.internal.audit;

import io.micropay.internal.ledger.Replay;
import io.micropay.keys.Fingerprint;
import io.micropay.ledger.Account;
import io.micropay.ledger.AccountKeys;
import io.micropay.ledger.LedgerView;
import io.micropay.model.AccountId;
import io.micropay.model.AuditFinding.Row;
import io.micropay.model.Bytes;
import io.micropay.model.KeyId;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The rows of accounts: they are what the journal has made of them. */
final class Accounts {
    private final Replay replay;
    private final Rows<Optional<AccountId>, Account> rows;

    Accounts(LedgerView view, Replay replay) {
        this.replay = replay;
        this.rows = new Rows<>(Row.ACCOUNT, Optional.empty(), view::accounts, account -> Optional.of(account.id()));
    }

    void verify() throws InterruptedException {
        Set<AccountId> missing = replay.accounts().stream().map(Account::id).collect(Collectors.toSet());
        BigInteger sum = BigInteger.ZERO;
        for (Optional<Account> row = rows.take(); row.isPresent(); row = rows.take()) {
            Audit.checkInterrupt();
            verify(row.get());
            Check.of(Row.ACCOUNT, row.get().id()).that(missing.remove(row.get().id()), "it is there twice");
            sum = sum.add(BigInteger.valueOf(row.get().balance()));
        }
        missing.stream()
                .sorted((one, other) -> one.name().compareTo(other.name()))
                .findFirst()
                .ifPresent(first -> {
                    throw Check.of(Row.ACCOUNT, first).broken("missing");
                });
        Check.of(Row.ACCOUNT, AccountId.ISSUANCE).that(sum.signum() == 0, "the sum over all accounts is " + sum);
    }

    private void verify(Account row) {
        Check check = Check.of(Row.ACCOUNT, row.id());
        Account due = replay.account(row.id()).orElseThrow(() -> check.broken("the journal has not opened it"));
        check.same("balance", row.balance(), due.balance());
        check.same("held", row.held(), due.held());
        check.same("state", row.state(), due.state());
        check.same("last entry", row.lastEntry(), due.lastEntry());
        check.same("registration time", row.registeredAt(), due.registeredAt());
        check.same(
                "the id of the account key",
                row.keys().map(AccountKeys::id),
                due.keys().map(AccountKeys::id));
        check.same(
                "the id of the sealing key",
                row.keys().map(AccountKeys::sealingKeyId),
                due.keys().map(AccountKeys::sealingKeyId));
        row.keys().ifPresent(keys -> {
            check.same("the account key's id", idOf(keys.accountKey()), keys.id());
            check.same("the sealing key's id", idOf(keys.sealingKey()), keys.sealingKeyId());
        });
    }

    private static KeyId idOf(Bytes key) {
        return Fingerprint.ofPublicKey(key).keyId();
    }

    long passed() {
        return rows.passed();
    }
}
