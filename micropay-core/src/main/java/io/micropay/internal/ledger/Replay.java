package io.micropay.internal.ledger;

import io.micropay.ledger.Account;
import io.micropay.ledger.AccountKeys;
import io.micropay.ledger.Hold;
import io.micropay.ledger.LedgerHead;
import io.micropay.ledger.LedgerKeys;
import io.micropay.ledger.LedgerRows;
import io.micropay.model.AccountId;
import io.micropay.model.KeyId;
import io.micropay.model.OrderRef;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Carries out again, by the rules and in memory, what a journal says was carried out. Remembers every account and every
 * open hold, and of orders nothing: what one of them refers to is looked up.
 */
public final class Replay {
    private final KeyId serverKey;
    private final ClaimHistory claims;
    private final Map<String, Account> accounts = new HashMap<>();
    private final Map<String, List<AccountKeys>> formerKeys = new HashMap<>();
    private final Map<OrderRef, Hold> openHolds = new HashMap<>();
    private long lastSequence;

    /**
     * Begins with an empty ledger of one server.
     *
     * @param rowsOfNow the rows of the ledger whose journal it is, for what orders refer to
     */
    public Replay(KeyId serverKey, Function<LedgerKeys, LedgerRows> rowsOfNow) {
        this.serverKey = serverKey;
        this.claims = new ClaimHistory(rowsOfNow);
    }

    /**
     * Carries out the commands of one batch.
     *
     * @param commands the commands, in the order of their entries
     * @param at the server's time then
     * @param openingBalance what an account that the batch opens gets, zero or more
     */
    public Decision carryOut(List<Command> commands, Instant at, long openingBalance) {
        Decision decision = new LedgerRules(serverKey, openingBalance).decide(touchedBy(commands), commands, at);
        decision.accounts().forEach(this::put);
        for (Hold hold : decision.holds()) {
            if (hold.isOpen()) {
                openHolds.put(hold.order(), hold);
            } else {
                openHolds.remove(hold.order());
            }
        }
        lastSequence += decision.drafts().size();
        return decision;
    }

    private void put(Account account) {
        Account before = accounts.put(account.id().folded(), account);
        if (before != null && !before.keys().equals(account.keys())) {
            before.keys()
                    .ifPresent(keys -> formerKeys
                            .computeIfAbsent(account.id().folded(), name -> new ArrayList<>())
                            .add(keys));
        }
    }

    /** The keys that an account has and has had, those of now first. */
    public List<AccountKeys> keysOf(AccountId id) {
        Stream<AccountKeys> former = formerKeys.getOrDefault(id.folded(), List.of()).stream();
        return account(id)
                .map(found -> Stream.concat(found.keys().stream(), former).toList())
                .orElse(List.of());
    }

    private LedgerRows touchedBy(List<Command> commands) {
        LedgerKeys keys = LedgerRules.touchedBy(commands);
        List<Account> touched = keys.accounts().stream()
                .map(AccountId::folded)
                .distinct()
                .flatMap(name -> Optional.ofNullable(accounts.get(name)).stream())
                .toList();
        ClaimHistory.Rows past = claims.after(lastSequence, keys, commands);
        List<Hold> holds = Stream.concat(
                        keys.holds().stream().flatMap(order -> openHold(order).stream()), past.endedHolds().stream())
                .toList();
        return new LedgerRows(
                new LedgerHead(lastSequence, Optional.empty()),
                touched,
                past.payments(),
                holds,
                past.claims(),
                List.of(),
                List.of());
    }

    /** An account as it is now, in the spelling of its registration. */
    public Optional<Account> account(AccountId id) {
        return Optional.ofNullable(accounts.get(id.folded()))
                .filter(account -> account.id().equals(id));
    }

    /** A hold that has not ended yet. */
    public Optional<Hold> openHold(OrderRef order) {
        return Optional.ofNullable(openHolds.get(order));
    }

    /** Every account as it is now. */
    public Collection<Account> accounts() {
        return Collections.unmodifiableCollection(accounts.values());
    }

    /** How many entries there were. */
    public long lastSequence() {
        return lastSequence;
    }
}
