package io.micropay.internal.vectors;

import static io.micropay.internal.vectors.Json.object;

import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.PaymentLink;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes {@code links.json}. */
final class LinkVectors {
    private static final Bytes ONES = Bytes.ofHex("ff".repeat(PaymentLink.SECRET_SIZE));
    private static final String START = "micropay:ta/250/AAECAwQFBgcICQoLDA0ODw";

    private final World world;
    private final List<Object> invalid = new ArrayList<>();

    LinkVectors(World world) {
        this.world = world;
    }

    Map<String, Object> make() {
        List<Object> valid = List.of(
                good(world.link.uri(), world.link),
                good(START, World.link(250, Optional.empty())),
                good("MicroPay:" + START.substring("micropay:".length()), World.link(250, Optional.empty())),
                good(World.link(Long.MAX_VALUE, Optional.of("a")).uri(), World.link(Long.MAX_VALUE, Optional.of("a"))),
                good(unusual().uri(), unusual()));
        names();
        secrets();
        memos();
        return object(
                "about",
                "Payment links (PROTOCOL.md, section 10.5). request_id and memo_digest are what the payment request says; the "
                        + "first one is the link of the payment request in statements.json.",
                "valid",
                valid,
                "invalid",
                invalid);
    }

    private static PaymentLink unusual() {
        String memo = "-._~*+ /?&=#%\u0000\n\u20ac\ud83d\ude00";
        return new PaymentLink(new AccountId("A.b_c-9"), 1, ONES, Optional.of(memo));
    }

    private static Map<String, Object> good(String uri, PaymentLink link) {
        return object(
                "uri",
                uri,
                "canonical",
                link.uri(),
                "fields",
                Fields.of(link),
                "request_id",
                World.requestId(link).toString(),
                "memo_digest",
                World.memoDigest(link).toString());
    }

    private void bad(String reason, String uri) {
        invalid.add(object("reason", reason, "uri", uri));
    }

    private void names() {
        bad("empty", "");
        bad("another scheme", START.replace("micropay:", "micropays:"));
        bad("slashes behind the scheme", START.replace("micropay:", "micropay://"));
        bad("no payee", START.replace("ta", ""));
        bad("not a name", START.replace("ta", ".ta"));
        bad("an escaped name", START.replace("ta", "%74a"));
        bad("amount 0", START.replace("250", "0"));
        bad("negative amount", START.replace("250", "-250"));
        bad("amount with a leading zero", START.replace("250", "0250"));
        bad("amount 2^63", START.replace("250", "9223372036854775808"));
        bad("amount with decimals", START.replace("250", "2.50"));
    }

    private void secrets() {
        bad("no secret", "micropay:ta/250");
        bad("secret of 15 bytes", START.substring(0, START.length() - 2));
        bad("secret of 17 bytes", START + "A");
        bad("secret with padding", START + "==");
        bad("a bit behind the last byte of the secret", START.substring(0, START.length() - 1) + "x");
        bad("secret with a character of plain Base64", START.substring(0, START.length() - 2) + "+w");
        bad("something behind the secret", START + "/");
        bad("a blank at the end", START + " ");
    }

    private void memos() {
        bad("no memo behind the question mark", START + "?");
        bad("empty memo", START + "?memo=");
        bad("another parameter", START + "?note=coffee");
        bad("two parameters", START + "?memo=coffee&memo=tea");
        bad("a fragment", START + "?memo=coffee#1");
        bad("a blank in the memo", START + "?memo=two coffees");
        bad("a plus for a blank", START + "?memo=two+coffees");
        bad("a character that is not ASCII", START + "?memo=caf\u00e9");
        bad("escapes in lower case", START + "?memo=caf%c3%a9");
        bad("an escape that is not needed", START + "?memo=%63offee");
        bad("an asterisk that is not escaped", START + "?memo=*");
        bad("a tilde that is escaped", START + "?memo=%7E");
        bad("half of an escape", START + "?memo=coffee%4");
        bad("a sign in an escape", START + "?memo=%+1");
        bad("memo is not UTF-8", START + "?memo=%FF");
        bad("memo in overlong UTF-8", START + "?memo=%C0%80");
        bad("memo with a surrogate", START + "?memo=%ED%A0%80");
        bad("memo of 513 bytes", START + "?memo=" + "a".repeat(513));
    }
}
