package io.micropay.reference.client.home;

import io.micropay.error.StoreException;
import io.micropay.model.AccountId;
import io.micropay.model.KeyId;
import io.micropay.model.OrderRef;
import io.micropay.outbox.FileOutbox;
import io.micropay.outbox.Outbox;
import io.micropay.outbox.OutboxEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outbox of whoever logs in: a file for each account, so that several accounts of one home can be online at once. Whose
 * it is shows only after connecting, so that it is opened in between. Nothing is in it before that.
 */
public final class AccountOutbox implements Outbox {
    private final Home home;
    private volatile @Nullable Outbox opened;

    /**
     * Makes an outbox that is not anybody's yet.
     *
     * @param home where the files are
     */
    public AccountOutbox(Home home) {
        this.home = home;
    }

    /**
     * Opens the outbox of an account; opened again, it has recovered from whatever failed.
     *
     * @param serverKey the server's key id
     * @param account who is about to log in
     * @throws StoreException if it cannot be had, because another program has it open for instance
     */
    public void open(KeyId serverKey, AccountId account) {
        close();
        opened = FileOutbox.open(home.outboxFile(serverKey, account));
    }

    @Override
    public void add(OutboxEntry entry) {
        Outbox current = opened;
        if (current == null) {
            throw new IllegalStateException("nobody has logged in");
        }
        current.add(entry);
    }

    @Override
    public void remove(OrderRef order) {
        Outbox current = opened;
        if (current != null) {
            current.remove(order);
        }
    }

    @Override
    public List<OutboxEntry> pending() {
        Outbox current = opened;
        return current == null ? List.of() : current.pending();
    }

    @Override
    public void close() {
        Outbox current = opened;
        opened = null;
        if (current != null) {
            current.close();
        }
    }
}
