package io.micropay.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.micropay.error.StoreException;
import io.micropay.model.Bytes;
import io.micropay.model.StatusCode;
import org.junit.jupiter.api.Test;

class InMemoryOutboxTest extends OutboxContract {
    @Override
    Outbox open() {
        return Outbox.inMemory();
    }

    @Test
    void add_toAFullOutbox_isRefusedUntilOneHasEnded() {
        OutboxLimits.assertBounded(open());
    }

    @Test
    void entry_withoutContentOrWithTooMuch_isMisuse() {
        assertThatIllegalArgumentException().isThrownBy(() -> new OutboxEntry(Entries.order(1), Bytes.EMPTY));
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> new OutboxEntry(Entries.order(1), Bytes.of(new byte[OutboxEntry.MAX_CONTENT_BYTES + 1])));
    }

    /** The same for both ready ones. */
    static final class OutboxLimits {
        private OutboxLimits() {}

        static void assertBounded(Outbox outbox) {
            Bytes content = Bytes.of((byte) 1);
            for (int i = 0; i < Outbox.MAX_PENDING; i++) {
                outbox.add(new OutboxEntry(Entries.order(i), content));
            }
            OutboxEntry oneMore = new OutboxEntry(Entries.order(Outbox.MAX_PENDING), content);
            assertThatExceptionOfType(StoreException.class)
                    .isThrownBy(() -> outbox.add(oneMore))
                    .satisfies(e -> assertThat(e.status()).isEqualTo(StatusCode.LIMIT_REACHED))
                    .withMessageContaining(String.valueOf(Outbox.MAX_PENDING));
            outbox.remove(Entries.order(5));
            outbox.add(oneMore);
            assertThat(outbox.pending()).hasSize(Outbox.MAX_PENDING);
        }
    }
}
