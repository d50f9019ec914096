package io.micropay.internal.message;

import io.micropay.model.Bytes;
import io.micropay.model.Credential;
import io.micropay.model.Payment;
import io.micropay.model.Peer;
import io.micropay.model.Receipt;
import io.micropay.model.RequestState;
import io.micropay.model.SignedRequest;
import io.micropay.model.Statement;
import io.micropay.model.StatusCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a server says to a client: replies, with the id of their request, and pushes, with id 0. */
public sealed interface ServerMessage extends Message {

    /** The reply to a hello, once there is a place: the chosen version, how to show amounts, and how far the journal goes. */
    record Welcome(int version, String currency, int decimals, Instant serverTime, long journal)
            implements ServerMessage {
        @Override
        public String text() {
            return "WELCOME#" + version;
        }
    }

    /** Pushed instead of a welcome while all places are taken, and again when the position changes. */
    record Waiting(int ahead) implements ServerMessage {
        @Override
        public String text() {
            return "WAITING#" + ahead;
        }
    }

    /** The request is done, and there is nothing more to say about it. */
    record Done(StatusCode status) implements ServerMessage {
        @Override
        public String text() {
            return status.toString();
        }
    }

    /** The request is refused; the session goes on. */
    record Refused(StatusCode status, String reason) implements ServerMessage {
        @Override
        public String text() {
            return status.number() + " " + reason;
        }
    }

    /** The own balance and a page of who is online. */
    record PeerPage(long balance, int online, List<Peer> peers) implements ServerMessage {
        /** Copies the peers. */
        public PeerPage {
            peers = List.copyOf(peers);
        }

        @Override
        public String text() {
            return balance + " " + online + " "
                    + peers.stream().map(Peer::toString).collect(Collectors.joining(" "));
        }
    }

    /** Where an account is and with which keys. */
    record Entry(Peer peer, Credential credential) implements ServerMessage {
        @Override
        public String text() {
            return peer.toString();
        }
    }

    /** What became of orders: one result for each, in the order of the request. */
    record Results(List<OrderResult> results) implements ServerMessage {
        /** Copies the results. */
        public Results {
            results = List.copyOf(results);
        }

        @Override
        public String text() {
            return results.stream().map(result -> result.status().toString()).collect(Collectors.joining(" "));
        }
    }

    /** The end of a hold: what its payee signed, no bytes if it expired, and the receipt. Without receipt, it is open. */
    record HoldReport(Bytes statement, Optional<Receipt> receipt) implements ServerMessage {
        /** Checks that the bytes are those of a request that can end a hold, and that no hold is both open and ended. */
        public HoldReport {
            Optional<CaptureRequest> request = decode(statement);
            if (request.isPresent() && receipt.isEmpty()) {
                throw new IllegalArgumentException("a hold that was ended has a receipt");
            }
            if (request.isPresent() && request.get().amount() < 0) {
                throw new IllegalArgumentException("no hold ends with less than nothing");
            }
        }

        private static Optional<CaptureRequest> decode(Bytes statement) {
            return statement.size() == 0 ? Optional.empty() : Optional.of(Statements.decodeCapture(statement));
        }

        /** What the payee asked for; empty if the hold is open or expired. */
        public Optional<CaptureRequest> request() {
            return decode(statement);
        }

        @Override
        public String text() {
            return receipt.map(end -> end.outcome().status().toString()).orElse("OPEN");
        }
    }

    /** What paid a payment request, and who signed that. */
    record Paid(Payment payment, Credential payer) {}

    /**
     * A payment request, who signed it, and how it stands.
     *
     * @param payment the order that paid it, to nobody but its payer and its payee
     */
    record RequestReport(
            SignedRequest request, Credential signer, RequestState.Progress progress, Optional<Paid> payment)
            implements ServerMessage {
        /** Checks that only what is paid has a payment. */
        public RequestReport {
            if (payment.isPresent() && progress != RequestState.Progress.PAID) {
                throw new IllegalArgumentException("a request that is not paid has no payment");
            }
        }

        @Override
        public String text() {
            return request + " " + progress;
        }
    }

    /** A page of the own history. */
    record StatementPage(Statement statement) implements ServerMessage {
        @Override
        public String text() {
            return statement.balance() + " " + statement.lines().size() + " lines";
        }
    }

    /** Pushed to the payer when somebody else's submission decided an order. */
    record Decided(Receipt receipt) implements ServerMessage {
        @Override
        public String text() {
            return receipt.outcome().status().toString();
        }
    }

    /** Pushed as the last message before the server closes: why. */
    record Closing(StatusCode status, String reason) implements ServerMessage {
        @Override
        public String text() {
            return status.number() + " " + reason;
        }
    }
}
