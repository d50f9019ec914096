package io.micropay.internal.vectors;

import static io.micropay.internal.vectors.Json.object;

import io.micropay.internal.crypto.Sha256;
import io.micropay.internal.message.Statements;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.PaymentRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes {@code statements.json}. */
final class StatementVectors {
    private final World world;
    private final List<Object> valid = new ArrayList<>();
    private final List<Object> invalid = new ArrayList<>();

    StatementVectors(World world) {
        this.world = world;
    }

    /** The record of a statement, by the name of its kind. */
    static Record decode(String kind, Bytes statement) {
        return switch (kind) {
            case "order" -> Statements.decodeOrder(statement);
            case "grant" -> Statements.decodeGrant(statement);
            case "registration" -> Statements.decodeRegistration(statement);
            case "void" -> Statements.decodeVoid(statement);
            case "outcome" -> Statements.decodeOutcome(statement);
            case "opening" -> Statements.decodeOpening(statement);
            case "capture" -> Statements.decodeCapture(statement);
            case "act" -> Statements.decodeAct(statement);
            case "binding" -> Statements.decodeBinding(statement);
            case "request" -> Statements.decodeRequest(statement);
            default -> throw new IllegalArgumentException(kind);
        };
    }

    Map<String, Object> make() {
        good("order", Statements.encode(world.withMemo));
        good("order", Statements.encode(world.withoutMemo));
        good("order", Statements.encode(world.order(3, -1, world.withoutMemo.memoDigest())));
        good("grant", Statements.encode(world.grant));
        good("registration", Statements.encode(world.registration));
        good("void", Statements.encode(world.voidRequest));
        good("outcome", Statements.encode(world.settled));
        good("outcome", Statements.encode(world.rejected));
        good("opening", Statements.encode(world.opening));
        good("order", world.hold.statement());
        good("capture", Statements.encode(world.capture));
        good("capture", Statements.encode(world.release));
        good("capture", Statements.encode(world.capture(4, -1)));
        good("outcome", Statements.encode(world.authorized));
        good("outcome", Statements.encode(world.captured));
        good("outcome", Statements.encode(world.released));
        good("outcome", Statements.encode(world.expired));
        good("act", Statements.encode(world.issue));
        good("act", Statements.encode(world.freeze));
        good("act", Statements.encode(world.unfreeze));
        good("binding", Statements.encode(world.binding));
        good("request", world.request.statement());
        good("request", Statements.encode(world.request(World.link(1, Optional.empty()), Duration.ofDays(366))));
        good(
                "request",
                Statements.encode(new PaymentRequest(
                        world.server.keyId(),
                        Digest.NONE,
                        World.TA,
                        world.taAccount.keyId(),
                        -1,
                        World.NOON,
                        World.NOON.minusSeconds(1),
                        Digest.NONE)));
        good("order", world.requested.statement());
        good("order", world.refund.statement());
        good("outcome", Statements.encode(world.requestedSettled));
        good("outcome", Statements.encode(world.refundSettled));
        outcomes();
        times();
        holds();
        requests();
        acts();
        return object(
                "about",
                "Statements (PROTOCOL.md, section 6), with their SHA-256 digest. An amount that is not positive decodes, and "
                        + "so does a request that ends before it begins; it is the server that refuses them.",
                "valid",
                valid,
                "invalid",
                invalid);
    }

    private void good(String kind, Bytes statement) {
        valid.add(object(
                "kind",
                kind,
                "statement",
                statement.hex(),
                "fields",
                Fields.of(decode(kind, statement)),
                "digest",
                Sha256.digest(statement).toString()));
        String hex = statement.hex();
        bad("a byte too many", kind, hex + "00");
        bad("a byte too few", kind, hex.substring(0, hex.length() - 2));
        bad("version 0", kind, "00" + hex.substring(2));
        bad("version 2", kind, "02" + hex.substring(2));
        bad("kind 0", kind, "0100" + hex.substring(4));
        bad("kind 14", kind, "010e" + hex.substring(4));
    }

    private void bad(String reason, String kind, String statement) {
        invalid.add(object("reason", reason, "kind", kind, "statement", statement, "status", 400L));
    }

    private void outcomes() {
        String hex = Statements.encode(world.settled).hex();
        // version, kind, sequence, order, digest; then the status
        int status = 2 * (2 + 8 + 16 + 32);
        bad("the status 310 is not final", "outcome", hex.substring(0, status) + "0136" + hex.substring(status + 4));
        bad("the status 267 is not final", "outcome", hex.substring(0, status) + "010b" + hex.substring(status + 4));
        bad("the status 135 is not known", "outcome", hex.substring(0, status) + "0087" + hex.substring(status + 4));
        bad("sequence 0", "outcome", "0105" + "00".repeat(8) + hex.substring(20));
        bad("sequence 2^63", "outcome", "0105" + "80" + "00".repeat(7) + hex.substring(20));
    }

    private void holds() {
        String order = Statements.encode(world.withMemo).hex();
        String hold = world.hold.statement().hex();
        String late = new Raw().number(8, 253_402_300_800_000L).toHex();
        bad("an order to hold without the time", "order", "0107" + order.substring(4));
        bad("an order to pay with the time of a hold", "order", "0101" + hold.substring(4));
        bad("capture_by after the year 9999", "order", hold.substring(0, hold.length() - 16) + late);
        bad("a capture as an order", "order", Statements.encode(world.capture).hex());
        bad(
                "a void as a capture",
                "capture",
                Statements.encode(world.voidRequest).hex());
        bad(
                "UUID of version 4",
                "capture",
                Statements.encode(world.capture).hex().replace("7c41", "4c41"));
    }

    /** No kind of order passes for another: the number is signed, and the lengths differ. */
    private void requests() {
        String request = world.request.statement().hex();
        String requested = world.requested.statement().hex();
        String refund = world.refund.statement().hex();
        String order = Statements.encode(world.withMemo).hex();
        String late = new Raw().number(8, 253_402_300_800_000L).toHex();
        int expires = request.length() - 2 * (8 + 32);
        bad("a payment request as an order", "order", request);
        bad("a payment request with the number of an order", "order", "0101" + request.substring(4));
        bad("an order as a payment request", "request", order);
        bad("a requested order with the number of a payment request", "request", "010b" + requested.substring(4));
        bad(
                "expires_at after the year 9999",
                "request",
                request.substring(0, expires) + late + request.substring(expires + 16));
        for (int kind : new int[] {1, 7, 13}) {
            bad("a requested order with the number " + kind, "order", "01" + hex(kind) + requested.substring(4));
        }
        for (int kind : new int[] {1, 7, 12}) {
            bad("a refund with the number " + kind, "order", "01" + hex(kind) + refund.substring(4));
        }
        for (int kind : new int[] {7, 12, 13}) {
            bad("an order to pay with the number " + kind, "order", "01" + hex(kind) + order.substring(4));
        }
        bad(
                "a hold with the number 12",
                "order",
                "010c" + world.hold.statement().hex().substring(4));
        bad(
                "a refund of a UUID of version 4",
                "order",
                refund.substring(0, refund.length() - 20) + "4" + refund.substring(refund.length() - 19));
    }

    private static String hex(int octet) {
        return new Raw().u8(octet).toHex();
    }

    private void acts() {
        String freeze = Statements.encode(world.freeze).hex();
        // version, kind, sequence, id; then the kind of act, and after the account the amount
        int kind = 2 * (2 + 8 + 16);
        int amount = kind + 2 * (1 + 1 + "brian".length());
        String tail = freeze.substring(freeze.length() - 16);
        bad("act of kind 0", "act", freeze.substring(0, kind) + "00" + freeze.substring(kind + 2));
        bad("act of kind 5", "act", freeze.substring(0, kind) + "05" + freeze.substring(kind + 2));
        bad(
                "only an issue has an amount",
                "act",
                freeze.substring(0, amount) + "0000000000000001" + freeze.substring(amount + 16));
        bad("reason is not UTF-8", "act", freeze.substring(0, amount + 16) + "01ff" + tail);
    }

    private void times() {
        String hex = Statements.encode(world.grant).hex();
        String late = new Raw().number(8, 253_402_300_800_000L).toHex();
        bad("until after the year 9999", "grant", hex.substring(0, hex.length() - 16) + late);
        String order = Statements.encode(world.withMemo).hex();
        bad("UUID of version 4", "order", order.replace("7c41", "4c41"));
    }
}
