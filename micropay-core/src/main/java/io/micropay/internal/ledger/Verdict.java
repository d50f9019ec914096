package io.micropay.internal.ledger;

import io.micropay.ledger.DecidedOrder;
import io.micropay.model.StatusCode;

/** What the rules say to one command. */
public sealed interface Verdict {
    /** The command is refused, and forgotten. */
    record Refused(StatusCode status) implements Verdict {}

    /** The command is carried out with the batch; no order is concerned. */
    record Done(StatusCode status) implements Verdict {}

    /** The order is decided by this batch, or was by an earlier command of it: its entry is the draft at this place. */
    record Drafted(int draft, boolean first) implements Verdict {}

    /** The order had been decided before this batch. */
    record Replayed(DecidedOrder order) implements Verdict {}

    /** What was asked for is in the journal since before this batch, as the entry with this sequence. */
    record Recorded(long sequence) implements Verdict {}
}
