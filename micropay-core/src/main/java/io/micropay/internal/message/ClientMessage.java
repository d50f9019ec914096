package io.micropay.internal.message;

import io.micropay.model.AccountId;
import io.micropay.model.BatchSignature;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.OrderRef;
import io.micropay.model.SessionGrant;
import io.micropay.model.SignedOrder;
import io.micropay.model.SignedRequest;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What a client asks of a server. Every one gets exactly one reply. */
public sealed interface ClientMessage extends Message {

    /** The most orders in one {@link Submit}. */
    int MAX_ORDERS = 32;

    /** The most ids in one {@link Status}. */
    int MAX_STATUS_IDS = 32;

    /** The most peers that one {@link ListPeers} may ask for. */
    int MAX_PEERS = 512;

    /** The most lines that one {@link StatementQuery} may ask for. */
    int MAX_LINES = 256;

    /** The first message of a connection: the versions that the client speaks, best first. */
    record Hello(List<Integer> versions, String agent) implements ClientMessage {
        /** Copies the versions. */
        public Hello {
            versions = List.copyOf(versions);
        }

        @Override
        public String text() {
            return "HELLO#" + versions.stream().map(String::valueOf).collect(Collectors.joining(","));
        }
    }

    /** Opens an account, first come, first served. */
    record Register(
            Registration registration, Bytes statement, BatchSignature signature, Bytes accountKey, Bytes sealingKey)
            implements ClientMessage {
        @Override
        public String text() {
            return "REGISTER#" + registration.account();
        }
    }

    /** Binds the connection to an account, whose peer endpoint listens at the port. */
    record Login(SessionGrant grant, Bytes statement, BatchSignature signature, int peerPort) implements ClientMessage {
        @Override
        public String text() {
            return grant.account() + "#" + peerPort;
        }
    }

    /** Asks for the own balance and a page of who is online. */
    record ListPeers(Optional<AccountId> after, int limit) implements ClientMessage {
        @Override
        public String text() {
            return "List";
        }
    }

    /** Asks where an account is and with which keys. */
    record Lookup(AccountId account) implements ClientMessage {
        @Override
        public String text() {
            return "LOOKUP#" + account;
        }
    }

    /** Hands in orders, as their payee or as their payer. */
    record Submit(List<SignedOrder> orders) implements ClientMessage {
        /** Copies the orders. */
        public Submit {
            orders = List.copyOf(orders);
        }

        @Override
        public String text() {
            return orders.stream().map(SignedOrder::toString).collect(Collectors.joining(" "));
        }
    }

    /** Ends an order that has not settled, or gets its receipt. */
    record VoidOrder(VoidRequest request, Bytes statement, BatchSignature signature) implements ClientMessage {
        @Override
        public String text() {
            return "VOID#" + request.order();
        }
    }

    /** Asks what became of orders. */
    record Status(List<OrderRef> orders) implements ClientMessage {
        /** Copies the names. */
        public Status {
            orders = List.copyOf(orders);
        }

        @Override
        public String text() {
            return "STATUS#" + orders.stream().map(OrderRef::toString).collect(Collectors.joining(","));
        }
    }

    /** Ends a hold as its payee: takes from it, or releases it. */
    record Capture(CaptureRequest request, Bytes statement, BatchSignature signature) implements ClientMessage {
        @Override
        public String text() {
            return "CAPTURE#" + request.hold() + "#" + request.amount();
        }
    }

    /** Asks whether and how a hold ended. */
    record HoldQuery(OrderRef hold) implements ClientMessage {
        @Override
        public String text() {
            return "HOLD#" + hold;
        }
    }

    /** Makes a payment request, as its payee. */
    record RequestPayment(SignedRequest request) implements ClientMessage {
        @Override
        public String text() {
            return "REQUEST#" + request;
        }
    }

    /** Asks for a payment request of anybody's, and how it stands. */
    record RequestQuery(AccountId payee, Digest request) implements ClientMessage {
        @Override
        public String text() {
            return "REQUEST#" + payee;
        }
    }

    /** Asks for the own history, the newest entry first: from the entry before the one of this sequence; 0 for the newest. */
    record StatementQuery(long before, int limit) implements ClientMessage {
        @Override
        public String text() {
            return "STATEMENT#" + before;
        }
    }

    /** Says goodbye. */
    record Exit() implements ClientMessage {
        @Override
        public String text() {
            return "Exit";
        }
    }
}
