package io.micropay.internal.message;

import io.micropay.internal.message.ClientMessage.Capture;
import io.micropay.internal.message.ClientMessage.VoidOrder;
import io.micropay.model.Bytes;
import io.micropay.model.Payment;
import io.micropay.model.SignedOrder;
import io.micropay.model.SignedRequest;

/** How signed requests and payments are kept: in ledgers, outboxes and receipt files. The encoding is that of the wire. */
public final class Archive {
    private Archive() {}

    /** A signed order. */
    public static Bytes encode(SignedOrder order) {
        WireWriter out = new WireWriter();
        Structures.write(out, order);
        return out.toBytes();
    }

    /** The signed order of some bytes. */
    public static SignedOrder decodeOrder(Bytes encoded) {
        return WireReader.readAll(encoded, Structures::readSignedOrder);
    }

    /** A signed payment request. */
    public static Bytes encode(SignedRequest request) {
        WireWriter out = new WireWriter();
        Structures.write(out, request);
        return out.toBytes();
    }

    /** The signed payment request of some bytes. */
    public static SignedRequest decodeRequest(Bytes encoded) {
        return WireReader.readAll(encoded, Structures::readSignedRequest);
    }

    /** A signed void request. */
    public static Bytes encode(VoidOrder request) {
        return MessageCodec.encode(request);
    }

    /** The void request of some bytes. */
    public static VoidOrder decodeVoid(Bytes encoded) {
        return (VoidOrder) MessageCodec.decode(MessageCodec.VOID, encoded);
    }

    /** A signed request to end a hold. */
    public static Bytes encode(Capture request) {
        return MessageCodec.encode(request);
    }

    /** The request to end a hold of some bytes. */
    public static Capture decodeCapture(Bytes encoded) {
        return (Capture) MessageCodec.decode(MessageCodec.CAPTURE, encoded);
    }

    /** An operator's act. */
    public static Bytes encode(OperatorAct act) {
        WireWriter out = new WireWriter();
        Structures.write(out, act);
        return out.toBytes();
    }

    /** The operator's act of some bytes. */
    public static OperatorAct decodeAct(Bytes encoded) {
        return WireReader.readAll(encoded, Structures::readAct);
    }

    /** A signed order and the receipt for it. */
    public static Bytes encode(Payment payment) {
        WireWriter out = new WireWriter();
        Structures.write(out, payment);
        return out.toBytes();
    }

    /** The payment of some bytes. */
    public static Payment decodePayment(Bytes encoded) {
        return WireReader.readAll(encoded, Structures::readPayment);
    }
}
