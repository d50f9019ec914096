package io.micropay.internal.vectors;

import static io.micropay.internal.vectors.Json.object;

import io.micropay.ReceiptVerifier;
import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.crypto.Sealing;
import io.micropay.internal.framing.Frame;
import io.micropay.keys.Fingerprint;
import io.micropay.keys.KeyMaterial;
import io.micropay.keys.TestKeys;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.Payment;
import io.micropay.model.SignedOrder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Makes {@code frames.json}, {@code sealing.json}, {@code receipts.json} and {@code keyids.json}. */
final class FileVectors {
    private final World world;

    FileVectors(World world) {
        this.world = world;
    }

    Map<String, Object> frames() {
        Frame ping = new Frame(0x0a, 1, Bytes.EMPTY);
        Frame done = new Frame(0x43, Integer.MAX_VALUE, Bytes.ofHex("006e"));
        Frame waiting = new Frame(0x42, 0, Bytes.ofHex("00000003"));
        Frame largest = new Frame(0x01, 2, Bytes.of(new byte[4091]));
        String cut = hex(done).substring(0, hex(done).length() - 2);
        List<Object> valid = List.of(
                stream("nothing", "", List.of(), ""),
                stream("a frame without body", hex(ping), List.of(ping), ""),
                stream("three frames", hex(ping) + hex(done) + hex(waiting), List.of(ping, done, waiting), ""),
                stream("the longest frame before login", hex(largest), List.of(largest), ""),
                stream("the second frame has not arrived yet", hex(ping) + cut, List.of(ping), cut),
                stream("not even a length yet", "000000", List.of(), "000000"));
        List<Object> invalid = List.of(
                badStream("length 0", "00000000"),
                badStream("length 4: no room for type and request id", "00000004" + "0a000000"),
                badStream("one byte more than allowed; the body need not have arrived", "00001001"),
                badStream("length 2^31", "80000000"),
                badStream("length 2^32 - 1", "ffffffff"));
        return object(
                "about",
                "Streams of frames (PROTOCOL.md, section 4) for a receiver with the limit of 4096; rest is what is not a whole "
                        + "frame yet.",
                "limit",
                4096L,
                "valid",
                valid,
                "invalid",
                invalid);
    }

    private static String hex(Frame frame) {
        return Bytes.of(frame.encode()).hex();
    }

    private static Map<String, Object> stream(String name, String stream, List<Frame> frames, String rest) {
        return object("name", name, "stream", stream, "frames", Fields.of(frames), "rest", rest);
    }

    private static Map<String, Object> badStream(String reason, String stream) {
        return object("reason", reason, "stream", stream, "status", 401L);
    }

    Map<String, Object> sealing() throws IOException, CertificateException {
        KeyMaterial keys = world.taSealing;
        Bytes sealed = world.sealedMemo;
        Bytes empty = new Sealing(new SecureRandom()).seal(World.handle(keys), Bytes.EMPTY);
        Bytes foreign = new Sealing(new SecureRandom()).seal(World.handle(world.brianSealing), Bytes.of(new byte[3]));
        String hex = sealed.hex();
        int nonce = 2 * (2 + 256);
        List<Object> invalid = List.of(
                unsealable("empty", ""),
                unsealable("only a length", "0100"),
                unsealable("wrapped key changed", flipped(hex, 2 * 10)),
                unsealable("nonce changed", flipped(hex, nonce)),
                unsealable("ciphertext changed", flipped(hex, nonce + 24)),
                unsealable("tag changed", flipped(hex, hex.length() - 2)),
                unsealable("a byte too many", hex + "00"),
                unsealable("cut off", hex.substring(0, hex.length() - 2)),
                unsealable("no room for the tag", hex.substring(0, nonce + 24 + 30)),
                unsealable("length of the wrapped key is 255", "00ff" + hex.substring(4)),
                unsealable("length of the wrapped key is 257", "0101" + hex.substring(4)),
                unsealable("sealed to another key", foreign.hex()));
        return object(
                "about",
                "Sealing (PROTOCOL.md, section 12). The private key is THROW-AWAY, FOR TESTS ONLY: it is public. The first valid "
                        + "one is the sealed memo of the first order in statements.json.",
                "test_only_private_key_pkcs8",
                Bytes.of(keys.privateKey().getEncoded()).hex(),
                "certificate",
                TestKeys.pem("CERTIFICATE", keys.certificate().getEncoded()),
                "key_id",
                keys.keyId().toString(),
                "valid",
                List.of(
                        object(
                                "name",
                                "memo",
                                "sealed",
                                hex,
                                "plain",
                                Bytes.of(World.MEMO.getBytes(StandardCharsets.UTF_8))
                                        .hex()),
                        object("name", "nothing", "sealed", empty.hex(), "plain", "")),
                "invalid",
                invalid);
    }

    private static Map<String, Object> unsealable(String reason, String sealed) {
        return object("reason", reason, "sealed", sealed, "status", 400L);
    }

    /** Changes the byte whose first digit is at that index. */
    private static String flipped(String hex, int index) {
        int changed = Integer.parseInt(hex.substring(index, index + 2), 16) ^ 1;
        return hex.substring(0, index) + String.format("%02x", changed) + hex.substring(index + 2);
    }

    Map<String, Object> receipts() throws IOException, CertificateException {
        Payment settled = new Payment(world.signedWithMemo, world.receipt(world.settled));
        Payment rejected = new Payment(world.signedWithoutMemo, world.receipt(world.rejected));
        Payment held = new Payment(world.hold, world.receipt(world.authorized));
        Payment expired = new Payment(world.signed(world.hold(6)), world.receipt(world.expired));
        Payment refunded = new Payment(world.refund, world.receipt(world.refundSettled));
        String text = ReceiptVerifier.toText(settled);
        List<Object> valid = List.of(
                receipt("settled", text, settled),
                receipt("rejected", ReceiptVerifier.toText(rejected), rejected),
                receipt("a hold", ReceiptVerifier.toText(held), held),
                receipt("a hold that expired", ReceiptVerifier.toText(expired), expired),
                receipt("a requested order", ReceiptVerifier.toText(world.payment()), world.payment()),
                receipt("a refund", ReceiptVerifier.toText(refunded), refunded),
                receipt("CRLF", text.replace("\n", "\r\n"), settled),
                receipt("text before and after", "My receipt:\n" + text + "Thanks\n", settled));
        List<Object> invalid = new ArrayList<>();
        invalid.add(badReceipt("empty", "", 400));
        invalid.add(badReceipt("no end line", text.substring(0, text.length() - 20), 400));
        invalid.add(badReceipt("no begin line", text.substring(10), 400));
        invalid.add(badReceipt("another label", text.replace("MICROPAY RECEIPT", "CERTIFICATE"), 400));
        invalid.add(badReceipt("a character outside Base64", text.replaceFirst("\nA", "\n*"), 400));
        invalid.add(badReceipt("a blank in the Base64", text.replaceFirst("\nA", "\nA "), 400));
        invalid.add(badReceipt("a line too few", text.replaceFirst("\n[^-\n]{64}\n", "\n"), 400));
        invalid.add(badReceipt("too long", "x".repeat(65_536) + text, 400));
        Payment mixed = new Payment(
                world.signed(world.order(1, 2001, settled.order().order().memoDigest())), settled.receipt());
        invalid.add(
                badReceipt("the receipt is for another order with the same id", ReceiptVerifier.toText(mixed), 266));
        Payment taken = new Payment(world.hold, world.receipt(world.captured));
        invalid.add(badReceipt(
                "the receipt is for what was taken from the hold, not for the order",
                ReceiptVerifier.toText(taken),
                266));
        SignedOrder unasked = world.signed(world.order(0x20, 250, Digest.NONE));
        Payment bare = new Payment(unasked, world.payment().receipt());
        invalid.add(badReceipt(
                "the receipt is for an order that pays a request, not for one that just pays",
                ReceiptVerifier.toText(bare),
                266));
        return object(
                "about",
                "Receipt files (PROTOCOL.md, section 13) and the certificate of the server that signed them.",
                "server_certificate",
                TestKeys.pem("CERTIFICATE", world.server.certificate().getEncoded()),
                "server_spki",
                World.handle(world.server).encoded().hex(),
                "other_certificate",
                TestKeys.pem("CERTIFICATE", world.taAccount.certificate().getEncoded()),
                "valid",
                valid,
                "invalid",
                invalid);
    }

    private static Map<String, Object> receipt(String name, String text, Payment payment) {
        return object("name", name, "text", text, "fields", Fields.of(payment));
    }

    private static Map<String, Object> badReceipt(String reason, String text, long status) {
        return object("reason", reason, "text", text, "status", status);
    }

    Map<String, Object> keyIds() {
        List<Object> valid = new ArrayList<>();
        for (KeyMaterial keys : List.of(world.server, world.brianAccount)) {
            PublicKeyHandle key = World.handle(keys);
            valid.add(object(
                    "name",
                    "RSA of " + key.key().getModulus().bitLength() + " bits",
                    "spki",
                    key.encoded().hex(),
                    "key_id",
                    key.id().toString(),
                    "fingerprint",
                    new Fingerprint(key.id()).toString()));
        }
        String spki = World.handle(world.server).encoded().hex();
        // The bit string behind the algorithm, its length written with a byte more than DER allows.
        String longer = "30820123" + spki.substring(8, 8 + 30) + "0383" + "00" + spki.substring(8 + 30 + 4);
        List<Object> invalid = List.of(
                badKey("modulus of 1024 bits", spki(TestKeys.tooSmall())),
                badKey("exponent 3", spki(TestKeys.exponentThree())),
                badKey("id-RSASSA-PSS key", spki(TestKeys.pssOnly())),
                badKey("elliptic curve key", spki(TestKeys.elliptic())),
                badKey("empty", ""),
                badKey("a byte too many", spki + "00"),
                badKey("cut off", spki.substring(0, spki.length() - 2)),
                badKey("a length that is not DER", longer));
        return object(
                "about",
                "Public keys, their ids and fingerprints (PROTOCOL.md, section 1).",
                "valid",
                valid,
                "invalid",
                invalid);
    }

    private static String spki(KeyMaterial keys) {
        return Bytes.of(keys.certificate().getPublicKey().getEncoded()).hex();
    }

    private static Map<String, Object> badKey(String reason, String spki) {
        return object("reason", reason, "spki", spki);
    }
}
