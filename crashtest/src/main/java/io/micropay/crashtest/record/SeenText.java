package io.micropay.crashtest.record;

import io.micropay.crashtest.record.Seen.Announced;
import io.micropay.crashtest.record.Seen.Balance;
import io.micropay.crashtest.record.Seen.Complaint;
import io.micropay.crashtest.record.Seen.Decided;
import io.micropay.crashtest.record.Seen.Ended;
import io.micropay.crashtest.record.Seen.Kept;
import io.micropay.crashtest.record.Seen.Resolved;
import io.micropay.crashtest.record.Seen.Settled;
import io.micropay.crashtest.record.Seen.Signed;
import io.micropay.crashtest.record.Seen.Unknown;
import io.micropay.internal.message.Archive;
import io.micropay.internal.message.Message;
import io.micropay.internal.message.MessageCodec;
import io.micropay.internal.message.ServerMessage;
import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.HoldOutcome;
import io.micropay.model.OrderId;
import io.micropay.model.OrderRef;
import io.micropay.model.Payment;
import io.micropay.model.Receipt;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** The lines of a client's record. Each ends with a full stop, so that one that was cut off is told from a whole one. */
final class SeenText {
    private static final String END = " .";

    private SeenText() {}

    static String write(Seen seen) {
        return body(seen) + END;
    }

    private static String body(Seen seen) {
        if (seen instanceof Signed signed) {
            return "SIGNED " + base64(Archive.encode(signed.order()));
        }
        if (seen instanceof Kept kept) {
            return "KEPT " + ref(kept.order());
        }
        if (seen instanceof Decided decided) {
            return "DECIDED " + payment(decided.payment());
        }
        if (seen instanceof Announced announced) {
            return "ANNOUNCED " + payment(announced.payment());
        }
        if (seen instanceof Resolved resolved) {
            return "RESOLVED " + payment(resolved.payment());
        }
        if (seen instanceof Unknown unknown) {
            return "UNKNOWN " + ref(unknown.order());
        }
        if (seen instanceof Ended ended) {
            HoldOutcome outcome = ended.outcome();
            return "ENDED " + ref(outcome.hold()) + " " + outcome.captured() + " " + receipt(outcome.receipt());
        }
        if (seen instanceof Balance balance) {
            return "BALANCE " + balance.balance() + " " + balance.held();
        }
        if (seen instanceof Complaint complaint) {
            return "COMPLAINT " + base64(Bytes.of(complaint.text().getBytes(StandardCharsets.UTF_8)));
        }
        return "SETTLED";
    }

    /** What a line says; empty if it was cut off. */
    static Optional<Seen> read(String line) {
        if (!line.endsWith(END)) {
            return Optional.empty();
        }
        List<String> words = List.of(line.split(" "));
        return Optional.of(
                switch (words.get(0)) {
                    case "SIGNED" -> new Signed(Archive.decodeOrder(bytes(words.get(1))));
                    case "KEPT" -> new Kept(ref(words));
                    case "DECIDED" -> new Decided(payment(words));
                    case "ANNOUNCED" -> new Announced(payment(words));
                    case "RESOLVED" -> new Resolved(payment(words));
                    case "UNKNOWN" -> new Unknown(ref(words));
                    case "ENDED" ->
                        new Ended(new HoldOutcome(
                                ref(words), Long.parseLong(words.get(3)), receipt(words.get(4), words.get(5))));
                    case "BALANCE" -> new Balance(Long.parseLong(words.get(1)), Long.parseLong(words.get(2)));
                    case "COMPLAINT" ->
                        new Complaint(new String(bytes(words.get(1)).toByteArray(), StandardCharsets.UTF_8));
                    case "SETTLED" -> new Settled();
                    default -> throw new IllegalArgumentException("not a line of a record: " + line);
                });
    }

    private static String ref(OrderRef order) {
        return order.payer() + " " + order.id();
    }

    private static OrderRef ref(List<String> words) {
        return new OrderRef(new AccountId(words.get(1)), OrderId.parse(words.get(2)));
    }

    private static String payment(Payment payment) {
        return base64(Archive.encode(payment));
    }

    private static Payment payment(List<String> words) {
        return Archive.decodePayment(bytes(words.get(1)));
    }

    private static String receipt(Receipt receipt) {
        Message message = new ServerMessage.Decided(receipt);
        return MessageCodec.type(message) + " " + base64(MessageCodec.encode(message));
    }

    private static Receipt receipt(String type, String body) {
        return ((ServerMessage.Decided) MessageCodec.decode(Integer.parseInt(type), bytes(body))).receipt();
    }

    private static String base64(Bytes bytes) {
        return Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static Bytes bytes(String word) {
        return Bytes.of(Base64.getDecoder().decode(word));
    }
}
