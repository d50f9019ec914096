package io.micropay.crashtest.plan;

import java.util.Arrays;
import java.util.List;

/** A place in the life of an order at which a process can be made to die. */
public enum KillPoint {
    BEFORE_BEGIN(Side.SERVER, 30),
    AFTER_BEGIN(Side.SERVER, 30),
    BEFORE_LOAD(Side.SERVER, 30),
    AFTER_LOAD(Side.SERVER, 30),
    /** The checkpoint of the batch is about to be signed. */
    BEFORE_SIGN(Side.SERVER, 30),
    /** The receipts exist, in this process only. */
    AFTER_SIGN(Side.SERVER, 30),
    BEFORE_SAVE(Side.SERVER, 30),
    AFTER_SAVE(Side.SERVER, 30),
    BEFORE_COMMIT(Side.SERVER, 30),
    /** Durable, and nobody has been told. */
    AFTER_COMMIT(Side.SERVER, 30),
    BEFORE_CLOSE(Side.SERVER, 30),
    AFTER_CLOSE(Side.SERVER, 30),

    /** Signed, and not in the outbox yet. */
    PAYER_BEFORE_KEEPING(Side.CLIENT, 12),
    /** In the outbox, and not sent. */
    PAYER_KEPT(Side.CLIENT, 12),
    /** On its way to the payee. */
    PAYER_SENDING(Side.CLIENT, 12),
    /** The payee has the order and has said so. */
    PAYER_OFFERED(Side.CLIENT, 12),
    /** The payer has the receipt, and the outbox still has the order. */
    PAYER_BEFORE_FORGETTING(Side.CLIENT, 12),
    PAYER_FORGOT(Side.CLIENT, 12),
    /** A void request is about to leave. */
    PAYER_VOIDING(Side.CLIENT, 3),
    /** Asking about what an earlier life has left in the outbox. */
    PAYER_ASKING(Side.CLIENT, 2),
    /** The payee agrees, and has told nobody. */
    PAYEE_ACCEPTING(Side.CLIENT, 12),
    /** The payer was told so, and the server has not got the order. */
    PAYEE_SUBMITTING(Side.CLIENT, 12),
    /** The payee has the receipt and has announced it. */
    PAYEE_ANNOUNCED(Side.CLIENT, 12),
    /** The receipt is about to go to the payer. */
    PAYEE_PASSING_ON(Side.CLIENT, 12),
    /** A request to take from a hold, or to release it, is about to leave. */
    PAYEE_CAPTURING(Side.CLIENT, 2);

    /** Who passes it. */
    public enum Side {
        SERVER,
        CLIENT
    }

    private final Side side;
    private final int mostPasses;

    KillPoint(Side side, int mostPasses) {
        this.side = side;
        this.mostPasses = mostPasses;
    }

    /** How often a process may pass here before it has to die, at the most. */
    int mostPasses() {
        return mostPasses;
    }

    /** The points of one side. */
    public static List<KillPoint> of(Side side) {
        return Arrays.stream(values()).filter(point -> point.side == side).toList();
    }
}
