package io.micropay.internal.vectors;

import static io.micropay.internal.vectors.Json.object;

import io.micropay.internal.crypto.Sha256;
import io.micropay.internal.message.Statements;
import io.micropay.model.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
        outcomes();
        times();
        return object(
                "about",
                "Statements (PROTOCOL.md, section 6), with their SHA-256 digest. An amount that is not positive decodes; "
                        + "it is the server that refuses it.",
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
        bad("kind 7", kind, "0107" + hex.substring(4));
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
        bad("the status 131 is not known", "outcome", hex.substring(0, status) + "0083" + hex.substring(status + 4));
        bad("sequence 0", "outcome", "0105" + "00".repeat(8) + hex.substring(20));
        bad("sequence 2^63", "outcome", "0105" + "80" + "00".repeat(7) + hex.substring(20));
    }

    private void times() {
        String hex = Statements.encode(world.grant).hex();
        String late = new Raw().number(8, 253_402_300_800_000L).toHex();
        bad("until after the year 9999", "grant", hex.substring(0, hex.length() - 16) + late);
        String order = Statements.encode(world.withMemo).hex();
        bad("UUID of version 4", "order", order.replace("7c41", "4c41"));
    }
}
