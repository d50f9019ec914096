package io.micropay.internal.session;

import io.micropay.PeerEndpoint;
import io.micropay.internal.message.ClientMessage.Submit;
import io.micropay.internal.message.Message;
import io.micropay.internal.message.ServerMessage.Entry;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.Peer;
import io.micropay.model.SignedOrder;
import java.io.IOException;
import java.lang.reflect.Field;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** Leads peer links through another port than the directory names, and sends what a well-behaved payer never sends. */
public final class PeerDetour {
    private final PeerSession session;

    private PeerDetour(PeerSession session) {
        this.session = session;
    }

    /** For the links of an endpoint. */
    public static PeerDetour of(PeerEndpoint endpoint) {
        return new PeerDetour((PeerSession) field(PeerEndpoint.class, endpoint, "session"));
    }

    private static Object field(Class<?> type, Object owner, String name) {
        try {
            Field field = type.getDeclaredField(name);
            field.setAccessible(true);
            return field.get(owner);
        } catch (ReflectiveOperationException e) {
            throw new LinkageError("no such field any more", e);
        }
    }

    /** Where the directory says that a payee listens. */
    public int portOf(AccountId payee) {
        return session.verifiedEntry(payee).peer().port();
    }

    /** The next payments to a payee go over a link to that port of the loopback, as long as the link lasts. */
    public void lead(AccountId payee, int port) throws IOException {
        @SuppressWarnings("unchecked")
        Map<String, PayeeRoute> open =
                (Map<String, PayeeRoute>) field(Routes.class, field(Payer.class, session.payer(), "routes"), "open");
        PayeeRoute before = open.put(payee.folded(), link(payee, port));
        if (before != null) {
            before.close();
        }
    }

    private PayerLink link(AccountId payee, int port) throws IOException {
        Entry entry = session.verifiedEntry(payee);
        Peer elsewhere = new Peer(entry.peer().account(), "127.0.0.1", port);
        return PayerLink.connect(session.caller(), new Entry(elsewhere, entry.credential()));
    }

    /** Offers an order over two links at once and submits it as well; returns when all three are answered or broken. */
    public void repeat(SignedOrder order, int port) throws IOException {
        try (PayerLink one = link(order.order().payee(), port);
                PayerLink other = link(order.order().payee(), port)) {
            List<CompletableFuture<Message>> replies = List.of(
                    one.offer(order, Bytes.EMPTY),
                    session.client().request(new Submit(List.of(order))),
                    other.offer(order, Bytes.EMPTY));
            replies.forEach(reply -> reply.handle((message, failure) -> message).join());
        }
    }
}
