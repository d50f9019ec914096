package io.micropay.internal.vectors;

import static io.micropay.internal.vectors.Json.object;

import io.micropay.internal.crypto.BatchSigner;
import io.micropay.internal.crypto.BatchSigner.SignedBatch;
import io.micropay.internal.crypto.Sha256;
import io.micropay.internal.crypto.SigningContext;
import io.micropay.internal.message.Statements;
import io.micropay.keys.KeyMaterial;
import io.micropay.model.BatchSignature;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.KeyId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** Makes {@code signatures.json}. */
final class SignatureVectors {
    private final World world;
    private final List<Object> trees = new ArrayList<>();
    private final List<Object> invalid = new ArrayList<>();

    SignatureVectors(World world) {
        this.world = world;
    }

    /** The label of a context, spelt out here once more: the library keeps its own to itself. */
    static String label(SigningContext context) {
        return switch (context) {
            case ORDER -> "micropay/1 order";
            case VOID -> "micropay/1 void";
            case REQUEST -> "micropay/1 payment request";
            case CAPTURE -> "micropay/1 capture";
            case GRANT -> "micropay/1 session grant";
            case REGISTRATION -> "micropay/1 registration";
            case CHECKPOINT -> "micropay/1 checkpoint";
        };
    }

    static SigningContext context(String label) {
        return List.of(SigningContext.values()).stream()
                .filter(context -> label(context).equals(label))
                .findFirst()
                .orElseThrow();
    }

    /** The bytes that the RSA key signs, put together by the document alone. */
    static Bytes signedRoot(String label, Optional<Digest> previous, int treeSize, Digest root) {
        Bytes link = previous.map(Digest::bytes).orElse(Bytes.EMPTY);
        return new Raw()
                .text8(label)
                .u8(link.size())
                .bytes(link)
                .u32(treeSize)
                .bytes(root.bytes())
                .toBytes();
    }

    Map<String, Object> make() {
        for (int size : new int[] {1, 2, 3, 7}) {
            tree("orders, " + size, "brian_session", world.brianSession, SigningContext.ORDER, orders(size));
        }
        tree(
                "requested order",
                "brian_session",
                world.brianSession,
                SigningContext.ORDER,
                List.of(world.requested.statement()));
        tree("refund", "ta_session", world.taSession, SigningContext.ORDER, List.of(world.refund.statement()));
        tree(
                "payment request",
                "ta_session",
                world.taSession,
                SigningContext.REQUEST,
                List.of(world.request.statement()));
        tree("hold", "brian_session", world.brianSession, SigningContext.ORDER, List.of(world.hold.statement()));
        tree(
                "captures",
                "ta_session",
                world.taSession,
                SigningContext.CAPTURE,
                List.of(Statements.encode(world.capture), Statements.encode(world.release)));
        tree(
                "void",
                "brian_session",
                world.brianSession,
                SigningContext.VOID,
                List.of(Statements.encode(world.voidRequest)));
        tree(
                "session grant",
                "brian_account",
                world.brianAccount,
                SigningContext.GRANT,
                List.of(Statements.encode(world.grant)));
        tree(
                "registration",
                "brian_account",
                world.brianAccount,
                SigningContext.REGISTRATION,
                List.of(Statements.encode(world.registration)));
        chain();
        broken();
        confused();
        confusedRequests();
        return object(
                "about",
                "Batch signatures (PROTOCOL.md, section 7). Every proof verifies with the SignedRoot of its tree. The trees "
                        + "'checkpoint 1' to 'checkpoint 4' are a chain: previous is the signed_root_digest before.",
                "keys",
                object(
                        "server", key(world.server),
                        "brian_account", key(world.brianAccount),
                        "brian_session", key(world.brianSession),
                        "brian_sealing", key(world.brianSealing),
                        "ta_account", key(world.taAccount),
                        "ta_session", key(world.taSession),
                        "ta_sealing", key(world.taSealing)),
                "trees",
                trees,
                "invalid",
                invalid);
    }

    private static Map<String, Object> key(KeyMaterial keys) {
        return object(
                "spki",
                World.handle(keys).encoded().hex(),
                "key_id",
                keys.keyId().toString());
    }

    private List<Bytes> orders(int size) {
        return IntStream.range(0, size)
                .mapToObj(i -> Statements.encode(world.order(10 + i, 100 + i, Digest.NONE)))
                .toList();
    }

    private void tree(String name, String keyName, KeyMaterial keys, SigningContext context, List<Bytes> statements) {
        add(name, keyName, context, statements, new BatchSigner(keys, context).sign(statements, Optional.empty()));
    }

    private void add(String name, String keyName, SigningContext context, List<Bytes> statements, SignedBatch batch) {
        BatchSignature first = batch.signatures().get(0);
        Bytes signed = signedRoot(label(context), first.previous(), statements.size(), batch.root());
        List<Object> proofs = new ArrayList<>();
        for (int i = 0; i < statements.size(); i++) {
            proofs.add(object(
                    "statement",
                    statements.get(i).hex(),
                    "leaf_hash",
                    Sha256.digest(new Raw().u8(0).bytes(statements.get(i)).toBytes())
                            .toString(),
                    "leaf_index",
                    (long) i,
                    "audit_path",
                    Fields.of(batch.signatures().get(i).auditPath())));
        }
        trees.add(object(
                "name",
                name,
                "key",
                keyName,
                "context",
                label(context),
                "previous",
                first.previous().map(Digest::toString).orElse(""),
                "tree_size",
                (long) statements.size(),
                "root",
                batch.root().toString(),
                "signed_root",
                signed.hex(),
                "signed_root_digest",
                Sha256.digest(signed).toString(),
                "signature",
                first.signature().hex(),
                "proofs",
                proofs));
    }

    private void chain() {
        for (int i = 0; i < world.journal.size(); i++) {
            add(
                    "checkpoint " + (i + 1),
                    "server",
                    SigningContext.CHECKPOINT,
                    world.journal.get(i),
                    world.checkpoints.get(i));
        }
    }

    /** One statement never passes for another, nor one context for another. */
    private void confused() {
        Bytes hold = world.hold.statement();
        String payment = "0101" + hold.hex().substring(4, hold.hex().length() - 16);
        String order = label(SigningContext.ORDER);
        bad("a hold cut down to a payment", "brian_session", order, Bytes.ofHex(payment), world.hold.signature());
        Bytes capture = Statements.encode(world.capture);
        BatchSignature asCapture = World.sign(world.taSession, SigningContext.CAPTURE, capture);
        BatchSignature asOrder = World.sign(world.taSession, SigningContext.ORDER, capture);
        bad("a capture in the context of orders", "ta_session", order, capture, asCapture);
        bad(
                "a capture that was signed in the context of orders",
                "ta_session",
                label(SigningContext.CAPTURE),
                capture,
                asOrder);
        bad(
                "another amount captured",
                "ta_session",
                label(SigningContext.CAPTURE),
                Statements.encode(world.capture(4, 2000)),
                asCapture);
    }

    private void confusedRequests() {
        String order = label(SigningContext.ORDER);
        String request = label(SigningContext.REQUEST);
        Bytes asked = world.request.statement();
        bad("a payment request in the context of orders", "ta_session", order, asked, world.request.signature());
        bad(
                "a payment request that was signed in the context of orders",
                "ta_session",
                request,
                asked,
                World.sign(world.taSession, SigningContext.ORDER, asked));
        Bytes more = Statements.encode(world.request(World.link(251, world.link.memo()), Duration.ofDays(1)));
        bad("another amount asked for", "ta_session", request, more, world.request.signature());
        bad("a payment request signed by another", "brian_session", request, asked, world.request.signature());
        String requested = world.requested.statement().hex();
        bad(
                "a requested order cut down to an order to pay",
                "brian_session",
                order,
                Bytes.ofHex("0101" + requested.substring(4, requested.length() - 64)),
                world.requested.signature());
        String refund = world.refund.statement().hex();
        bad(
                "a refund cut down to an order to pay",
                "ta_session",
                order,
                Bytes.ofHex("0101" + refund.substring(4, refund.length() - 32)),
                world.refund.signature());
    }

    /** Starts from proof 4 of 7 orders, and from a receipt, and changes one thing at a time. */
    private void broken() {
        List<Bytes> orders = orders(7);
        BatchSigner signer = new BatchSigner(world.brianSession, SigningContext.ORDER);
        BatchSignature good = signer.sign(orders, Optional.empty()).signatures().get(4);
        Bytes statement = orders.get(4);
        List<Digest> path = good.auditPath();
        KeyId id = good.signer();
        Bytes rsa = good.signature();
        Optional<Digest> none = Optional.empty();
        String order = label(SigningContext.ORDER);

        bad("changed statement", "brian_session", order, flipped(statement), good);
        bad("statement of another leaf", "brian_session", order, orders.get(3), good);
        bad("another context", "brian_session", label(SigningContext.VOID), statement, good);
        bad("wrong key", "brian_account", order, statement, good);
        bad(
                "signer does not name the key",
                "brian_session",
                order,
                statement,
                with(world.server.keyId(), none, 7, 4, path, rsa));
        bad(
                "signer names the wrong key",
                "server",
                order,
                statement,
                with(world.server.keyId(), none, 7, 4, path, rsa));
        bad(
                "previous where there is none",
                "brian_session",
                order,
                statement,
                with(id, Optional.of(Digest.NONE), 7, 4, path, rsa));
        bad(
                "another tree size with the same path length",
                "brian_session",
                order,
                statement,
                with(id, none, 8, 4, path, rsa));
        bad("another index", "brian_session", order, statement, with(id, none, 7, 5, path, rsa));
        bad("path too short", "brian_session", order, statement, with(id, none, 7, 4, path.subList(0, 2), rsa));
        bad(
                "path too long",
                "brian_session",
                order,
                statement,
                with(id, none, 7, 4, Collections.nCopies(4, path.get(0)), rsa));
        bad(
                "changed path",
                "brian_session",
                order,
                statement,
                with(id, none, 7, 4, List.of(path.get(0), path.get(1), Digest.NONE), rsa));
        bad(
                "path in the wrong order",
                "brian_session",
                order,
                statement,
                with(id, none, 7, 4, List.of(path.get(2), path.get(1), path.get(0)), rsa));
        bad("changed signature", "brian_session", order, statement, with(id, none, 7, 4, path, flipped(rsa)));
        bad(
                "longer signature",
                "brian_session",
                order,
                statement,
                with(id, none, 7, 4, path, Bytes.ofHex("00" + rsa.hex())));
        bad(
                "signature of zeros",
                "brian_session",
                order,
                statement,
                with(id, none, 7, 4, path, Bytes.of(new byte[256])));

        Bytes outcome = world.receipt(world.settled).statement();
        BatchSignature receipt = world.receipt(world.settled).signature();
        String checkpoint = label(SigningContext.CHECKPOINT);
        bad(
                "another previous",
                "server",
                checkpoint,
                outcome,
                with(
                        receipt.signer(),
                        Optional.of(receipt.signer().digest()),
                        2,
                        1,
                        receipt.auditPath(),
                        receipt.signature()));
        bad(
                "checkpoint without previous",
                "server",
                checkpoint,
                outcome,
                with(receipt.signer(), none, 2, 1, receipt.auditPath(), receipt.signature()));
        bad(
                "root presented as a tree of one",
                "server",
                checkpoint,
                outcome,
                with(receipt.signer(), receipt.previous(), 1, 0, List.of(), receipt.signature()));
    }

    private static Bytes flipped(Bytes bytes) {
        byte[] copy = bytes.toByteArray();
        copy[copy.length - 1] ^= 1;
        return Bytes.of(copy);
    }

    private static BatchSignature with(
            KeyId signer, Optional<Digest> previous, int size, int index, List<Digest> path, Bytes signature) {
        return new BatchSignature(signer, previous, size, index, path, signature);
    }

    private void bad(String reason, String key, String context, Bytes statement, BatchSignature signature) {
        invalid.add(object(
                "reason",
                reason,
                "key",
                key,
                "context",
                context,
                "statement",
                statement.hex(),
                "signature",
                Fields.of(signature),
                "status",
                266L));
    }
}
