package io.micropay.internal.message;

import io.micropay.model.AccountId;
import io.micropay.model.OrderId;
import java.util.stream.Stream;

/**
 * What an operator does to an account. The id makes it happen once, however often it is asked for.
 *
 * @param id the identity of the act
 * @param kind what is done
 * @param account to whom
 * @param amount how much is issued; zero for all other acts
 * @param reason why, in the operator's words
 */
public record OperatorAct(OrderId id, Kind kind, AccountId account, long amount, String reason) {
    /** Checks that only an issue has an amount, so that no act is written in two ways. */
    public OperatorAct {
        if (kind != Kind.ISSUE && amount != 0) {
            throw new IllegalArgumentException("only an issue has an amount");
        }
    }

    /** What is done. */
    public enum Kind {
        /** Give money from the issuance account. */
        ISSUE(1),
        /** Stop all movements. */
        FREEZE(2),
        /** Let movements go on. */
        UNFREEZE(3),
        /** Take the account out of use for ever; its balance goes back to the issuance account. */
        CLOSE(4);

        private final int number;

        Kind(int number) {
            this.number = number;
        }

        int number() {
            return number;
        }

        static Kind ofNumber(int number) {
            return Stream.of(values())
                    .filter(kind -> kind.number == number)
                    .findFirst()
                    .orElseThrow(() -> WireReader.malformed("no act has the number " + number));
        }
    }
}
