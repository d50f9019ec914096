package io.micropay.internal.message;

import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.Receipt;
import io.micropay.model.SignedOrder;
import io.micropay.model.StatusCode;
import java.util.List;

/** What payer and payee say to each other on a peer link. */
public sealed interface PeerMessage extends Message {

    /** The longest sealed memo, in bytes. */
    int MAX_SEALED_MEMO = 2048;

    /** The first message of the payer: the versions that it speaks and the account that it claims. */
    record PeerHello(List<Integer> versions, AccountId account) implements PeerMessage {
        /** Copies the versions. */
        public PeerHello {
            versions = List.copyOf(versions);
        }

        @Override
        public String text() {
            return "PEER#" + account;
        }
    }

    /** The payee's answer to a hello: the chosen version. */
    record PeerWelcome(int version) implements PeerMessage {
        @Override
        public String text() {
            return "WELCOME#" + version;
        }
    }

    /** An order, and what the payer wrote, sealed to the payee; empty if nothing. */
    record OfferOrder(SignedOrder order, Bytes sealedMemo) implements PeerMessage {
        @Override
        public String text() {
            return order.toString();
        }
    }

    /** The payee accepts the offer and submits it. */
    record Accepted() implements PeerMessage {
        @Override
        public String text() {
            return "ACCEPTED";
        }
    }

    /** The server's receipt, passed on. */
    record Delivered(Receipt receipt) implements PeerMessage {
        @Override
        public String text() {
            return receipt.outcome().status().toString();
        }
    }

    /** The payee declines the offer, or the server refused it, or the link ends: why. */
    record Declined(StatusCode status, String reason) implements PeerMessage {
        @Override
        public String text() {
            return status.number() + " " + reason;
        }
    }
}
