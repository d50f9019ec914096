package io.micropay.internal.ledger;

import io.micropay.internal.crypto.Sha256;
import io.micropay.internal.message.ActRecord;
import io.micropay.internal.message.Archive;
import io.micropay.internal.message.Binding;
import io.micropay.internal.message.Opening;
import io.micropay.internal.message.OperatorAct;
import io.micropay.internal.message.Statements;
import io.micropay.ledger.Account;
import io.micropay.ledger.AccountKeys;
import io.micropay.ledger.AccountState;
import io.micropay.ledger.OrderRecord;
import io.micropay.ledger.Presence;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.EntryKind;
import io.micropay.model.KeyId;
import io.micropay.model.OrderId;
import io.micropay.model.OrderRef;
import io.micropay.model.StatusCode;
import java.util.Optional;

/** Accounts: how they come into being, who is logged in, and what the operator may do to them. */
final class AccountRules {
    private final Batch batch;
    private final KeyId serverKey;
    private final long openingBalance;

    AccountRules(Batch batch, KeyId serverKey, long openingBalance) {
        this.batch = batch;
        this.serverKey = serverKey;
        this.openingBalance = openingBalance;
    }

    Verdict register(AccountId id, AccountKeys keys) {
        boolean reserved = id.folded().equals(AccountId.ISSUANCE.folded());
        if (reserved || batch.accountLike(id).isPresent()) {
            return new Verdict.Refused(StatusCode.NAME_TAKEN);
        }
        Account issuance =
                batch.account(AccountId.ISSUANCE).orElseGet(() -> fresh(AccountId.ISSUANCE, Optional.empty()));
        if (issuance.balance() < Long.MIN_VALUE + openingBalance) {
            return new Verdict.Refused(StatusCode.BALANCE_OVERFLOW);
        }
        Bytes statement = Statements.encode(
                new Opening(batch.nextSequence(), id, keys.id(), keys.sealingKeyId(), openingBalance, batch.now()));
        Account account = fresh(id, Optional.of(keys));
        batch.put(account);
        batch.post(EntryKind.OPENING, issuance, account, openingBalance, 0, Optional.empty(), statement);
        return new Verdict.Done(StatusCode.REGISTERED);
    }

    private Account fresh(AccountId id, Optional<AccountKeys> keys) {
        return new Account(id, keys, 0, 0, AccountState.OPEN, 0, batch.now());
    }

    /** Only a hosted account can be bound, and once: from then on its owner's key is the only one that can sign for it. */
    Verdict bind(AccountId id, AccountKeys keys) {
        Optional<Account> account = batch.account(id);
        boolean isHosted = account.filter(found -> found.isHostedBy(serverKey)).isPresent();
        if (!isHosted && account.flatMap(Account::keys).filter(keys::equals).isPresent()) {
            // Whoever lost the answer asks again.
            return new Verdict.Done(StatusCode.REGISTERED);
        }
        if (!isHosted || keys.id().equals(serverKey)) {
            return new Verdict.Refused(StatusCode.NAME_TAKEN);
        }
        if (account.get().state() != AccountState.OPEN) {
            // Whoever freezes an account has its money in mind, which is what a thief would bind it for.
            boolean isClosed = account.get().state() == AccountState.CLOSED;
            return new Verdict.Refused(isClosed ? StatusCode.ACCOUNT_CLOSED : StatusCode.ACCOUNT_FROZEN);
        }
        Account issuance = batch.account(AccountId.ISSUANCE).orElseThrow();
        Bytes statement =
                Statements.encode(new Binding(batch.nextSequence(), id, keys.id(), keys.sealingKeyId(), batch.now()));
        batch.post(EntryKind.BINDING, account.get().with(keys), issuance, 0, 0, Optional.empty(), statement);
        return new Verdict.Done(StatusCode.REGISTERED);
    }

    Verdict logIn(Command.LogIn login) {
        Optional<Account> account = batch.account(login.presence().account());
        KeyId granter = login.credential().signature().signer();
        if (account.flatMap(Account::keys)
                .filter(keys -> keys.id().equals(granter))
                .isEmpty()) {
            return new Verdict.Refused(StatusCode.AUTHENTICATION_FAILED);
        }
        if (account.filter(found -> found.state() == AccountState.CLOSED).isPresent()) {
            return new Verdict.Refused(StatusCode.ACCOUNT_CLOSED);
        }
        batch.put(login.credential());
        batch.put(login.presence());
        return new Verdict.Done(StatusCode.LOGGED_IN);
    }

    Verdict logOut(AccountId account) {
        batch.put(Presence.offline(account));
        return new Verdict.Done(StatusCode.LOGGED_OUT);
    }

    /** What names an act in the ledger. */
    static OrderRef ref(OperatorAct act) {
        return new OrderRef(AccountId.ISSUANCE, act.id());
    }

    /** The operator's acts are orders of the issuance account: the same act again is done once. */
    Verdict act(OperatorAct act) {
        OrderRef ref = ref(act);
        Bytes request = Archive.encode(act);
        Digest digest = Sha256.digest(request);
        Optional<Verdict> replay = batch.replay(ref, digest);
        if (replay.isPresent()) {
            return new Verdict.Done(StatusCode.OK);
        }
        if (batch.isDecided(ref)) {
            return new Verdict.Refused(StatusCode.ORDER_CONFLICT);
        }
        Optional<Account> issuance = batch.account(AccountId.ISSUANCE);
        Optional<Account> account =
                batch.account(act.account()).filter(found -> found.keys().isPresent());
        if (issuance.isEmpty() || account.isEmpty()) {
            return new Verdict.Refused(StatusCode.UNKNOWN_PAYEE);
        }
        Optional<StatusCode> refusal = refusal(act, issuance.get(), account.get());
        if (refusal.isPresent()) {
            return new Verdict.Refused(refusal.get());
        }
        long sequence = batch.nextSequence();
        carryOut(act, issuance.get(), account.get());
        batch.decide(new OrderRecord(
                act.id(),
                digest,
                AccountId.ISSUANCE,
                Optional.of(act.account()),
                StatusCode.SETTLED,
                sequence,
                request));
        return new Verdict.Done(StatusCode.OK);
    }

    private static Optional<StatusCode> refusal(OperatorAct act, Account issuance, Account account) {
        StatusCode status = null;
        if (account.state() == AccountState.CLOSED) {
            status = StatusCode.ACCOUNT_CLOSED;
        } else if (act.kind() == OperatorAct.Kind.ISSUE) {
            if (act.amount() <= 0) {
                status = StatusCode.AMOUNT_NOT_POSITIVE;
            } else if (account.balance() > Long.MAX_VALUE - act.amount()
                    || issuance.balance() < Long.MIN_VALUE + act.amount()) {
                status = StatusCode.BALANCE_OVERFLOW;
            }
        } else if (act.kind() == OperatorAct.Kind.CLOSE && account.held() > 0) {
            status = StatusCode.HOLDS_OPEN;
        }
        return Optional.ofNullable(status);
    }

    private void carryOut(OperatorAct act, Account issuance, Account account) {
        Bytes statement = Statements.encode(new ActRecord(batch.nextSequence(), act, batch.now()));
        Optional<OrderId> id = Optional.of(act.id());
        switch (act.kind()) {
            case ISSUE -> batch.post(EntryKind.ISSUE, issuance, account, act.amount(), 0, id, statement);
            case FREEZE -> batch.post(EntryKind.FREEZE, account.in(AccountState.FROZEN), issuance, 0, 0, id, statement);
            case UNFREEZE ->
                batch.post(EntryKind.UNFREEZE, account.in(AccountState.OPEN), issuance, 0, 0, id, statement);
            case CLOSE ->
                batch.post(
                        EntryKind.CLOSURE,
                        account.in(AccountState.CLOSED),
                        issuance,
                        account.balance(),
                        0,
                        id,
                        statement);
        }
    }
}
