package io.micropay.outbox;

import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.OrderId;
import io.micropay.model.OrderRef;
import java.util.Random;
import java.util.UUID;

/** Entries by number: the same number is the same order, and a greater one is younger. */
final class Entries {
    private static final AccountId ALICE = new AccountId("alice");

    private Entries() {}

    static OrderRef order(int number) {
        return new OrderRef(ALICE, new OrderId(new UUID((long) number << 16 | 7 << 12, 1L << 63)));
    }

    static OutboxEntry entry(int number) {
        byte[] content = new byte[500 + number % 300];
        new Random(number).nextBytes(content);
        return new OutboxEntry(order(number), Bytes.of(content));
    }
}
