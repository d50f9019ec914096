package io.micropay.internal.session;

import io.micropay.model.AccountId;
import io.micropay.model.KeyId;
import io.micropay.model.Purpose;
import java.time.Duration;
import java.util.Optional;

/**
 * What a payer wants to be done, before there is an order.
 *
 * @param payee who is paid
 * @param amount in the ledger's smallest unit
 * @param memo what only the payee is to read
 * @param captureWithin how long the payee has to take the amount, if it is to be set aside
 * @param purpose what it is for
 * @param agreed the account key of a payee who has agreed to it already
 */
record Instruction(
        AccountId payee,
        long amount,
        Optional<String> memo,
        Optional<Duration> captureWithin,
        Optional<Purpose> purpose,
        Optional<KeyId> agreed) {

    static Instruction pay(AccountId payee, long amount, Optional<String> memo) {
        return new Instruction(payee, amount, memo, Optional.empty(), Optional.empty(), Optional.empty());
    }

    static Instruction hold(AccountId payee, long amount, Duration captureWithin) {
        return new Instruction(
                payee, amount, Optional.empty(), Optional.of(captureWithin), Optional.empty(), Optional.empty());
    }

    static Instruction settle(
            AccountId payee, long amount, Optional<String> memo, Purpose purpose, Optional<KeyId> agreed) {
        return new Instruction(payee, amount, memo, Optional.empty(), Optional.of(purpose), agreed);
    }

    /** A memo that a payee without a key cannot read is passed over if the payee knows it anyway. */
    boolean isMemoKnown() {
        return purpose.filter(Purpose.Requested.class::isInstance).isPresent();
    }
}
