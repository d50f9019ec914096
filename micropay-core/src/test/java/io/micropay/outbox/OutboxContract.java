package io.micropay.outbox;

import static io.micropay.outbox.Entries.entry;
import static io.micropay.outbox.Entries.order;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.OrderRef;
import org.junit.jupiter.api.Test;

/** What every outbox owes. */
abstract class OutboxContract {
    abstract Outbox open();

    @Test
    void pending_ofAFreshOutbox_isEmpty() {
        try (Outbox outbox = open()) {
            assertThat(outbox.pending()).isEmpty();
        }
    }

    @Test
    void pending_namesWhatWasAddedAndNotRemoved_theOldestFirst() {
        try (Outbox outbox = open()) {
            outbox.add(entry(1));
            outbox.add(entry(2));
            outbox.add(entry(3));
            outbox.remove(order(2));

            assertThat(outbox.pending()).containsExactly(entry(1), entry(3));
        }
    }

    @Test
    void add_ofTheSameName_replaces() {
        try (Outbox outbox = open()) {
            OutboxEntry other = new OutboxEntry(order(1), Bytes.of((byte) 9));
            outbox.add(entry(1));
            outbox.add(other);

            assertThat(outbox.pending()).containsExactly(other);
        }
    }

    @Test
    void remove_ofAnUnknownName_doesNothing() {
        try (Outbox outbox = open()) {
            outbox.add(entry(1));
            OrderRef sameIdOfSomebodyElse = new OrderRef(new AccountId("bob"), order(1).id());

            outbox.remove(sameIdOfSomebodyElse);
            outbox.remove(order(2));

            assertThat(outbox.pending()).containsExactly(entry(1));
        }
    }

    @Test
    void entry_ofTheGreatestSize_isKept() {
        try (Outbox outbox = open()) {
            AccountId longest = new AccountId("a".repeat(AccountId.MAX_LENGTH));
            OutboxEntry great = new OutboxEntry(
                    new OrderRef(longest, order(1).id()), Bytes.of(new byte[OutboxEntry.MAX_CONTENT_BYTES]));
            outbox.add(great);

            assertThat(outbox.pending()).containsExactly(great);
        }
    }

    @Test
    void close_ofAClosedOutbox_doesNothing() {
        Outbox outbox = open();
        outbox.close();

        assertThatCode(outbox::close).doesNotThrowAnyException();
    }
}
