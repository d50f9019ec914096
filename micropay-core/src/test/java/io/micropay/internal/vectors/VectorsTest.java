package io.micropay.internal.vectors;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.micropay.ReceiptVerifier;
import io.micropay.error.MicropayException;
import io.micropay.error.ProtocolException;
import io.micropay.internal.crypto.BatchVerifier;
import io.micropay.internal.crypto.PublicKeyHandle;
import io.micropay.internal.crypto.Sealing;
import io.micropay.internal.crypto.Sha256;
import io.micropay.internal.crypto.SigningContext;
import io.micropay.internal.framing.Frame;
import io.micropay.internal.framing.FrameDecoder;
import io.micropay.internal.message.Message;
import io.micropay.internal.message.MessageCodec;
import io.micropay.internal.message.Statements;
import io.micropay.keys.Fingerprint;
import io.micropay.keys.InMemoryKeys;
import io.micropay.keys.KeyMaterial;
import io.micropay.model.BatchSignature;
import io.micropay.model.Bytes;
import io.micropay.model.Digest;
import io.micropay.model.KeyId;
import io.micropay.model.PaymentLink;
import io.micropay.model.StatusCode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** What {@code docs/vectors} says is what the code does. */
class VectorsTest {
    private static final Path DIRECTORY = Path.of(System.getProperty("basedir", "micropay-core"))
            .toAbsolutePath()
            .resolveSibling("docs")
            .resolve("vectors");

    /** Keys, digests and signatures, in hexadecimal or Base64, are new in each run, and so is what holds them. */
    private static final Pattern RANDOM = Pattern.compile("[0-9a-f]{32}|[0-9A-Za-z+/]{43}");

    /** One object of a vector file. */
    private record Vector(Map<?, ?> members) {
        static Vector ofFile(String name) {
            try {
                return new Vector((Map<?, ?>) Json.read(Files.readString(DIRECTORY.resolve(name + ".json"))));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }

        Object get(String name) {
            assertThat(members.keySet().stream().map(String::valueOf)).contains(name);
            return members.get(name);
        }

        String text(String name) {
            return (String) get(name);
        }

        Bytes bytes(String name) {
            return Bytes.ofHex(text(name));
        }

        int number(String name) {
            return Math.toIntExact((Long) get(name));
        }

        Vector object(String name) {
            return new Vector((Map<?, ?>) get(name));
        }

        List<Vector> list(String name) {
            List<Vector> list = ((List<?>) get(name))
                    .stream().map(each -> new Vector((Map<?, ?>) each)).toList();
            assertThat(list).isNotEmpty();
            return list;
        }

        List<Digest> digests(String name) {
            return ((List<?>) get(name))
                    .stream()
                            .map(each -> new Digest(Bytes.ofHex((String) each)))
                            .toList();
        }

        Optional<Digest> previous() {
            Object previous = get("previous");
            return previous == null || previous.equals("")
                    ? Optional.empty()
                    : Optional.of(new Digest(Bytes.ofHex((String) previous)));
        }

        /** What this vector says is wrong leads to the status that it names. */
        void isRefused(ThrowingCallable attempt) {
            MicropayException refusal = catchThrowableOfType(MicropayException.class, attempt);
            assertThat(refusal).as(text("reason")).isNotNull();
            assertThat(refusal.status().number()).as(text("reason")).isEqualTo(number("status"));
        }
    }

    @Test
    void frames_areCutAsWritten() {
        Vector file = Vector.ofFile("frames");
        for (Vector vector : file.list("valid")) {
            List<Frame> frames = new ArrayList<>();
            cut(file, vector, frames);
            assertThat(Fields.of(frames)).as(vector.text("name")).isEqualTo(vector.get("frames"));
            String whole =
                    frames.stream().map(frame -> Bytes.of(frame.encode()).hex()).collect(Collectors.joining());
            assertThat(whole + vector.text("rest")).isEqualTo(vector.text("stream"));
        }
        for (Vector vector : file.list("invalid")) {
            vector.isRefused(() -> cut(file, vector, new ArrayList<>()));
        }
    }

    private static void cut(Vector file, Vector vector, List<Frame> frames) {
        FrameDecoder decoder = new FrameDecoder(file.number("limit"));
        byte[] stream = vector.bytes("stream").toByteArray();
        decoder.feed(stream, stream.length);
        for (Optional<Frame> next = decoder.next(); next.isPresent(); next = decoder.next()) {
            frames.add(next.get());
        }
    }

    @Test
    void messages_meanWhatIsWritten() {
        for (Vector vector : Vector.ofFile("messages").list("valid")) {
            Message message = MessageCodec.decode(vector.number("type"), vector.bytes("body"));
            assertThat(Fields.of(message)).as(vector.text("name")).isEqualTo(vector.get("fields"));
            assertThat(MessageCodec.encode(message)).isEqualTo(vector.bytes("body"));
            assertThat(message.text()).isEqualTo(vector.text("text"));
        }
        for (Vector vector : Vector.ofFile("messages").list("invalid")) {
            vector.isRefused(() -> MessageCodec.decode(vector.number("type"), vector.bytes("body")));
        }
    }

    @Test
    void everyMessageType_hasVector() {
        Set<Integer> shown = Vector.ofFile("messages").list("valid").stream()
                .map(vector -> vector.number("type"))
                .collect(Collectors.toSet());
        Set<Integer> known = IntStream.rangeClosed(0, 255)
                .filter(VectorsTest::isKnown)
                .boxed()
                .collect(Collectors.toSet());
        assertThat(shown).isEqualTo(known);
    }

    private static boolean isKnown(int type) {
        try {
            MessageCodec.decode(type, Bytes.EMPTY);
            return true;
        } catch (ProtocolException e) {
            return e.status() != StatusCode.UNEXPECTED_MESSAGE;
        }
    }

    @Test
    void statements_meanWhatIsWritten() {
        for (Vector vector : Vector.ofFile("statements").list("valid")) {
            Bytes statement = vector.bytes("statement");
            assertThat(Fields.of(StatementVectors.decode(vector.text("kind"), statement)))
                    .isEqualTo(vector.get("fields"));
            assertThat(Sha256.digest(statement).toString()).isEqualTo(vector.text("digest"));
        }
        for (Vector vector : Vector.ofFile("statements").list("invalid")) {
            vector.isRefused(() -> StatementVectors.decode(vector.text("kind"), vector.bytes("statement")));
        }
    }

    @Test
    void everyKindOfStatement_hasVector() {
        List<Vector> vectors = Vector.ofFile("statements").list("valid");
        Set<String> names = vectors.stream().map(vector -> vector.text("kind")).collect(Collectors.toSet());
        Set<Integer> shown = vectors.stream()
                .map(vector -> (int) vector.bytes("statement").toByteArray()[1])
                .collect(Collectors.toSet());
        Set<Integer> known = IntStream.rangeClosed(0, 255)
                .filter(kind -> names.stream().anyMatch(name -> isKnown(name, kind)))
                .boxed()
                .collect(Collectors.toSet());
        assertThat(shown).isEqualTo(known);
        assertThat(names.stream().map(name -> name.toLowerCase(Locale.ROOT)))
                .containsExactlyInAnyOrderElementsOf(Stream.of(Statements.class.getMethods())
                        .map(Method::getName)
                        .filter(name -> name.startsWith("decode"))
                        .map(name -> name.substring("decode".length()).toLowerCase(Locale.ROOT))
                        .toList());
    }

    /** Of a kind that is decoded, two bytes are too few; of others, the kind is wrong. */
    private static boolean isKnown(String name, int kind) {
        Bytes head = Bytes.of((byte) 1, (byte) kind);
        return catchThrowableOfType(ProtocolException.class, () -> StatementVectors.decode(name, head))
                .getMessage()
                .contains("ends too early");
    }

    /** Keys and signatures are new in each run; all else that the generator would write is what the files say. */
    @Test
    void files_areWhatTheGeneratorWouldWrite() throws IOException, CertificateException {
        for (Map.Entry<String, Map<String, Object>> file :
                VectorsGenerator.files().entrySet()) {
            Object fresh = Json.read(Json.write(file.getValue()));
            Object kept = Vector.ofFile(file.getKey()).members();
            assertThat(outline(kept)).as(file.getKey()).isEqualTo(outline(fresh));
        }
    }

    private static Object outline(Object value) {
        if (value instanceof Map<?, ?> object) {
            return object.entrySet().stream()
                    .map(member -> member.getKey() + "=" + outline(member.getValue()))
                    .toList();
        }
        if (value instanceof List<?> list) {
            return list.stream().map(VectorsTest::outline).toList();
        }
        boolean isOfARun = value instanceof String text && RANDOM.matcher(text).find();
        return isOfARun ? "of this run" : String.valueOf(value);
    }

    @Test
    void links_areReadAsWritten() {
        for (Vector vector : Vector.ofFile("links").list("valid")) {
            PaymentLink link = PaymentLink.parse(vector.text("uri"));
            assertThat(Fields.of(link)).isEqualTo(vector.get("fields"));
            assertThat(link.uri()).isEqualTo(vector.text("canonical"));
            assertThat(World.requestId(link).toString()).isEqualTo(vector.text("request_id"));
            assertThat(World.memoDigest(link).toString()).isEqualTo(vector.text("memo_digest"));
        }
        for (Vector vector : Vector.ofFile("links").list("invalid")) {
            assertThatIllegalArgumentException()
                    .as(vector.text("reason"))
                    .isThrownBy(() -> PaymentLink.parse(vector.text("uri")));
        }
    }

    @Test
    void everyContext_hasSignature() {
        assertThat(Vector.ofFile("signatures").list("trees").stream()
                        .map(tree -> SignatureVectors.context(tree.text("context")))
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrder(SigningContext.values());
    }

    @Test
    void signatures_verifyOrNot() {
        Vector file = Vector.ofFile("signatures");
        Map<String, PublicKeyHandle> keys = new HashMap<>();
        for (Object name : file.object("keys").members().keySet()) {
            Vector key = file.object("keys").object((String) name);
            PublicKeyHandle handle = PublicKeyHandle.decode(key.bytes("spki"));
            assertThat(handle.id().toString()).isEqualTo(key.text("key_id"));
            keys.put((String) name, handle);
        }
        BatchVerifier verifier = new BatchVerifier();
        for (Vector tree : file.list("trees")) {
            verify(verifier, keys.get(tree.text("key")), tree);
        }
        for (Vector vector : file.list("invalid")) {
            Vector parts = vector.object("signature");
            BatchSignature signature = new BatchSignature(
                    KeyId.of(parts.bytes("signer")),
                    parts.previous(),
                    parts.number("tree_size"),
                    parts.number("leaf_index"),
                    parts.digests("audit_path"),
                    parts.bytes("signature"));
            PublicKeyHandle key = keys.get(vector.text("key"));
            vector.isRefused(() -> verifier.verify(
                    SignatureVectors.context(vector.text("context")), key, vector.bytes("statement"), signature));
        }
    }

    private static void verify(BatchVerifier verifier, PublicKeyHandle key, Vector tree) {
        Digest root = new Digest(tree.bytes("root"));
        Bytes signed =
                SignatureVectors.signedRoot(tree.text("context"), tree.previous(), tree.number("tree_size"), root);
        assertThat(signed).isEqualTo(tree.bytes("signed_root"));
        for (Vector proof : tree.list("proofs")) {
            BatchSignature signature = new BatchSignature(
                    key.id(),
                    tree.previous(),
                    tree.number("tree_size"),
                    proof.number("leaf_index"),
                    proof.digests("audit_path"),
                    tree.bytes("signature"));
            Digest digest = verifier.verify(
                    SignatureVectors.context(tree.text("context")), key, proof.bytes("statement"), signature);
            assertThat(digest.toString()).isEqualTo(tree.text("signed_root_digest"));
            assertThat(Sha256.digest(new Raw()
                                    .u8(0)
                                    .bytes(proof.bytes("statement"))
                                    .toBytes())
                            .toString())
                    .isEqualTo(proof.text("leaf_hash"));
        }
    }

    @Test
    void checkpoints_areChained() {
        List<Vector> chain = Vector.ofFile("signatures").list("trees").stream()
                .filter(tree -> tree.text("name").startsWith("checkpoint"))
                .toList();
        assertThat(chain).hasSize(4);
        String previous = Digest.NONE.toString();
        for (Vector checkpoint : chain) {
            assertThat(checkpoint.text("previous")).isEqualTo(previous);
            previous = checkpoint.text("signed_root_digest");
        }
    }

    @Test
    void sealed_opensOrNot() throws GeneralSecurityException {
        Vector file = Vector.ofFile("sealing");
        PrivateKey privateKey = KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(
                        file.bytes("test_only_private_key_pkcs8").toByteArray()));
        KeyMaterial keys = InMemoryKeys.of(privateKey, List.of(certificate(file.text("certificate"))));
        assertThat(keys.keyId().toString()).isEqualTo(file.text("key_id"));
        for (Vector vector : file.list("valid")) {
            assertThat(Sealing.open(keys, vector.bytes("sealed"))).isEqualTo(vector.bytes("plain"));
        }
        for (Vector vector : file.list("invalid")) {
            vector.isRefused(() -> Sealing.open(keys, vector.bytes("sealed")));
        }
    }

    @Test
    void receiptFiles_verifyOrNot() throws GeneralSecurityException {
        Vector file = Vector.ofFile("receipts");
        X509Certificate server = certificate(file.text("server_certificate"));
        assertThat(PublicKeyHandle.of(server).encoded()).isEqualTo(file.bytes("server_spki"));
        ReceiptVerifier verifier = ReceiptVerifier.of(server);
        ReceiptVerifier other = ReceiptVerifier.of(certificate(file.text("other_certificate")));
        for (Vector vector : file.list("valid")) {
            assertThat(Fields.of(verifier.verify(vector.text("text")))).isEqualTo(vector.get("fields"));
            assertThat(catchThrowableOfType(MicropayException.class, () -> other.verify(vector.text("text")))
                            .status())
                    .isEqualTo(StatusCode.SIGNATURE_INVALID);
        }
        for (Vector vector : file.list("invalid")) {
            vector.isRefused(() -> verifier.verify(vector.text("text")));
        }
    }

    private static X509Certificate certificate(String pem) throws GeneralSecurityException {
        byte[] bytes = pem.getBytes(StandardCharsets.US_ASCII);
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(bytes));
    }

    @Test
    void publicKeys_haveTheirIds() {
        for (Vector vector : Vector.ofFile("keyids").list("valid")) {
            PublicKeyHandle key = PublicKeyHandle.decode(vector.bytes("spki"));
            assertThat(key.id().toString()).isEqualTo(vector.text("key_id"));
            assertThat(new Fingerprint(key.id()).toString()).isEqualTo(vector.text("fingerprint"));
            assertThat(Fingerprint.parse(vector.text("fingerprint")).keyId()).isEqualTo(key.id());
        }
        for (Vector vector : Vector.ofFile("keyids").list("invalid")) {
            assertThatIllegalArgumentException()
                    .as(vector.text("reason"))
                    .isThrownBy(() -> PublicKeyHandle.decode(vector.bytes("spki")));
        }
    }
}
