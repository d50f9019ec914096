package io.micropay.reference.server.metrics;

import io.micropay.ledger.Account;
import io.micropay.ledger.LedgerView;
import io.micropay.model.AccountId;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What all accounts come to.
 *
 * @param sum of all balances, that of the issuance account among them: zero, unless somebody has changed rows
 * @param held what is set aside on all accounts
 * @param accounts how many there are, besides the issuance account
 * @param at when that was so
 * @param took how long it took to find out
 */
public record Survey(BigInteger sum, BigInteger held, long accounts, Instant at, Duration took) {
    private static final int PAGE = 1000;

    /** Goes through every account. The sum may not fit a long before the last one is counted. */
    static Survey of(LedgerView view, Instant now) {
        long begun = System.nanoTime();
        BigInteger sum = BigInteger.ZERO;
        BigInteger held = BigInteger.ZERO;
        long accounts = 0;
        Optional<AccountId> last = Optional.empty();
        do {
            List<Account> page = view.accounts(last, PAGE);
            for (Account account : page) {
                sum = sum.add(BigInteger.valueOf(account.balance()));
                held = held.add(BigInteger.valueOf(account.held()));
                accounts += account.id().equals(AccountId.ISSUANCE) ? 0 : 1;
            }
            last = page.size() < PAGE
                    ? Optional.empty()
                    : Optional.of(page.get(PAGE - 1).id());
        } while (last.isPresent());
        return new Survey(sum, held, accounts, now, Duration.ofNanos(System.nanoTime() - begun));
    }
}
