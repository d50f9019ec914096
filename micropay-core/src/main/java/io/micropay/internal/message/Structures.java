package io.micropay.internal.message;

import io.micropay.model.AccountId;
import io.micropay.model.BatchSignature;
import io.micropay.model.Bytes;
import io.micropay.model.Credential;
import io.micropay.model.Digest;
import io.micropay.model.EntryKind;
import io.micropay.model.KeyId;
import io.micropay.model.OrderId;
import io.micropay.model.OrderRef;
import io.micropay.model.Payment;
import io.micropay.model.Peer;
import io.micropay.model.Receipt;
import io.micropay.model.SignedOrder;
import io.micropay.model.SignedRequest;
import io.micropay.model.StatementLine;
import io.micropay.model.StatusCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/** The structures that several messages and statements share. */
final class Structures {
    static final int MAX_STATEMENT_SIZE = 512;

    private static final int MIN_SIGNATURE_SIZE = 256;
    private static final int MAX_SIGNATURE_SIZE = 512;
    private static final int MAX_KEY_SIZE = 1024;
    private static final int MAX_HOST_LENGTH = 45;

    private static final Pattern IPV4 =
            Pattern.compile("(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])(\\.(25[0-5]|2[0-4][0-9]|1?[0-9]?[0-9])){3}");

    /** With a colon, Java takes it for an IPv6 address or for nothing. */
    private static final Pattern LIKE_IPV6 = Pattern.compile("[0-9A-Fa-f.]*:[0-9A-Fa-f.:]*");

    /** The last millisecond of the year 9999: later times are nobody's intention. */
    private static final long MAX_MILLIS = 253_402_300_799_999L;

    /** The kinds of journal entries. The place of each is its number on the wire: new ones go to the end. */
    private static final List<EntryKind> KINDS = List.of(
            EntryKind.OPENING,
            EntryKind.PAYMENT,
            EntryKind.REJECTION,
            EntryKind.HOLD,
            EntryKind.CAPTURE,
            EntryKind.RELEASE,
            EntryKind.EXPIRY,
            EntryKind.ISSUE,
            EntryKind.FREEZE,
            EntryKind.UNFREEZE,
            EntryKind.CLOSURE,
            EntryKind.BINDING);

    private Structures() {}

    static void write(WireWriter out, AccountId account) {
        Bytes name = Bytes.of(account.name().getBytes(StandardCharsets.US_ASCII));
        out.opaque8(name, 1, AccountId.MAX_LENGTH);
    }

    static AccountId readAccount(WireReader in) {
        byte[] name = in.opaque8(1, AccountId.MAX_LENGTH).toByteArray();
        return new AccountId(new String(name, StandardCharsets.ISO_8859_1));
    }

    static void write(WireWriter out, OrderId order) {
        out.u64(order.uuid().getMostSignificantBits()).u64(order.uuid().getLeastSignificantBits());
    }

    static OrderId readOrderId(WireReader in) {
        return new OrderId(new UUID(in.u64(), in.u64()));
    }

    static void write(WireWriter out, OrderRef order) {
        write(out, order.payer());
        write(out, order.id());
    }

    static OrderRef readOrderRef(WireReader in) {
        return new OrderRef(readAccount(in), readOrderId(in));
    }

    static void write(WireWriter out, Digest digest) {
        out.fixed(digest.bytes());
    }

    static Digest readDigest(WireReader in) {
        return new Digest(in.fixed(Digest.SIZE));
    }

    static void write(WireWriter out, KeyId key) {
        out.fixed(key.bytes());
    }

    static KeyId readKeyId(WireReader in) {
        return KeyId.of(in.fixed(KeyId.SIZE));
    }

    static void write(WireWriter out, Instant instant) {
        long millis = instant.toEpochMilli();
        if (millis < 0 || millis > MAX_MILLIS || !instant.equals(Instant.ofEpochMilli(millis))) {
            throw new IllegalArgumentException("not a whole millisecond from 1970 to 9999: " + instant);
        }
        out.u64(millis);
    }

    static Instant readInstant(WireReader in) {
        long millis = in.u64();
        if (millis < 0 || millis > MAX_MILLIS) {
            throw WireReader.malformed("time out of bounds: " + Long.toUnsignedString(millis));
        }
        return Instant.ofEpochMilli(millis);
    }

    static void write(WireWriter out, StatusCode status) {
        out.u16(status.number());
    }

    static StatusCode readStatus(WireReader in) {
        int number = in.u16();
        return StatusCode.ofNumber(number).orElseThrow(() -> WireReader.malformed("unknown status " + number));
    }

    static void write(WireWriter out, BatchSignature signature) {
        write(out, signature.signer());
        out.opaque8(signature.previous().map(Digest::bytes).orElse(Bytes.EMPTY), 0, Digest.SIZE);
        out.u32(signature.treeSize()).u32(signature.leafIndex());
        out.u8(signature.auditPath().size());
        signature.auditPath().forEach(digest -> write(out, digest));
        out.opaque16(signature.signature(), MIN_SIGNATURE_SIZE, MAX_SIGNATURE_SIZE);
    }

    static BatchSignature readBatchSignature(WireReader in) {
        KeyId signer = readKeyId(in);
        Bytes previous = in.opaque8(0, Digest.SIZE);
        int treeSize = in.u32UpTo(BatchSignature.MAX_TREE_SIZE);
        int leafIndex = in.u32UpTo(BatchSignature.MAX_TREE_SIZE);
        int pathLength = WireReader.length(in.u8(), 0, BatchSignature.MAX_PATH_LENGTH);
        return new BatchSignature(
                signer,
                previous.size() == 0 ? Optional.empty() : Optional.of(new Digest(previous)),
                treeSize,
                leafIndex,
                in.list(pathLength, Structures::readDigest),
                in.opaque16(MIN_SIGNATURE_SIZE, MAX_SIGNATURE_SIZE));
    }

    static void write(WireWriter out, SignedOrder order) {
        writeStatement(out, order.statement());
        write(out, order.signature());
    }

    static SignedOrder readSignedOrder(WireReader in) {
        Bytes statement = readStatement(in);
        return new SignedOrder(Statements.decodeOrder(statement), statement, readBatchSignature(in));
    }

    static void write(WireWriter out, SignedRequest request) {
        writeStatement(out, request.statement());
        write(out, request.signature());
    }

    static SignedRequest readSignedRequest(WireReader in) {
        Bytes statement = readStatement(in);
        return new SignedRequest(Statements.decodeRequest(statement), statement, readBatchSignature(in));
    }

    static void write(WireWriter out, Payment payment) {
        write(out, payment.order());
        write(out, payment.receipt());
    }

    static Payment readPayment(WireReader in) {
        return new Payment(readSignedOrder(in), readReceipt(in));
    }

    static void write(WireWriter out, Receipt receipt) {
        writeStatement(out, receipt.statement());
        write(out, receipt.signature());
    }

    static Receipt readReceipt(WireReader in) {
        Bytes statement = readStatement(in);
        return new Receipt(Statements.decodeOutcome(statement), statement, readBatchSignature(in));
    }

    static void write(WireWriter out, Credential credential) {
        writeStatement(out, credential.statement());
        write(out, credential.signature());
        writeKey(out, credential.accountKey());
        writeKey(out, credential.sessionKey());
        writeKey(out, credential.sealingKey());
    }

    static Credential readCredential(WireReader in) {
        Bytes statement = readStatement(in);
        return new Credential(
                Statements.decodeGrant(statement),
                statement,
                readBatchSignature(in),
                readKey(in),
                readKey(in),
                readKey(in));
    }

    static void write(WireWriter out, StatementLine line) {
        out.u64From(1, line.sequence()).u8(KINDS.indexOf(line.kind()));
        write(out, line.counterparty());
        out.u64(line.amount()).u64(line.held()).u64(line.balance());
        out.list16(line.order().stream().toList(), 0, 1, Structures::write);
        write(out, line.at());
    }

    static StatementLine readLine(WireReader in) {
        return new StatementLine(
                in.u64From(1),
                readKind(in),
                readAccount(in),
                in.u64(),
                in.u64(),
                in.u64(),
                in.list16(0, 1, Structures::readOrderId).stream().findFirst(),
                readInstant(in));
    }

    private static EntryKind readKind(WireReader in) {
        return KINDS.get(WireReader.length(in.u8(), 0, KINDS.size() - 1));
    }

    static void write(WireWriter out, OperatorAct act) {
        write(out, act.id());
        out.u8(act.kind().number());
        write(out, act.account());
        out.u64(act.amount()).text8(act.reason());
    }

    static OperatorAct readAct(WireReader in) {
        return new OperatorAct(
                readOrderId(in), OperatorAct.Kind.ofNumber(in.u8()), readAccount(in), in.u64(), in.text8());
    }

    static void writeStatement(WireWriter out, Bytes statement) {
        out.opaque16(statement, 1, MAX_STATEMENT_SIZE);
    }

    static Bytes readStatement(WireReader in) {
        return in.opaque16(1, MAX_STATEMENT_SIZE);
    }

    static void writeKey(WireWriter out, Bytes key) {
        out.opaque16(key, 1, MAX_KEY_SIZE);
    }

    static Bytes readKey(WireReader in) {
        return in.opaque16(1, MAX_KEY_SIZE);
    }

    static void write(WireWriter out, Peer peer) {
        write(out, peer.account());
        Bytes host = Bytes.of(checkedHost(peer.host()).getBytes(StandardCharsets.US_ASCII));
        out.opaque8(host, 1, MAX_HOST_LENGTH).u16(peer.port());
    }

    static Peer readPeer(WireReader in) {
        AccountId account = readAccount(in);
        byte[] host = in.opaque8(1, MAX_HOST_LENGTH).toByteArray();
        return new Peer(account, checkedHost(new String(host, StandardCharsets.ISO_8859_1)), in.u16());
    }

    /** The host, if it is written as an IP address: whoever connects to it then asks no name server. */
    private static String checkedHost(String host) {
        if (!IPV4.matcher(host).matches() && !LIKE_IPV6.matcher(host).matches()) {
            throw new IllegalArgumentException("the host of a peer is not an IP address without zone");
        }
        return host;
    }
}
