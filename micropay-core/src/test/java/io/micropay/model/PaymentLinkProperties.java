package io.micropay.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** A link has one spelling, whatever its memo is. */
class PaymentLinkProperties {
    private static final String SCHEME = "micropay:";

    /** What a link is made of, what it is not, and letters that only look like those of the scheme. */
    private static final String CHARACTERS =
            "0123456789ABCDEFabcdefgMmoPpYyZz_-.~+*%/?&=#: \n\t\"'<>\u0000\u007f\u00e9\u0131\u212a\u0661\ud83d\ude00";

    @Provide
    Arbitrary<PaymentLink> links() {
        return links(memos());
    }

    @Provide
    Arbitrary<PaymentLink> shortLinks() {
        return links(memos().filter(memo -> memo.length() <= 8));
    }

    private static Arbitrary<PaymentLink> links(Arbitrary<String> memos) {
        Arbitrary<AccountId> payees =
                Arbitraries.of("b", "bob", "A.b_c-9", "z".repeat(32)).map(AccountId::new);
        Arbitrary<Long> amounts = Arbitraries.longs().between(1, Long.MAX_VALUE);
        Arbitrary<Bytes> secrets =
                Arbitraries.bytes().array(byte[].class).ofSize(16).map(Bytes::of);
        return Combinators.combine(payees, amounts, secrets, memos.optional(0.8))
                .as(PaymentLink::new);
    }

    private static Arbitrary<String> memos() {
        Arbitrary<String> any = Arbitraries.strings().all().ofMinLength(1).ofMaxLength(160);
        Arbitrary<String> plain = Arbitraries.strings().ascii().ofMinLength(1).ofMaxLength(40);
        Arbitrary<String> brief = Arbitraries.strings().all().ofMinLength(1).ofMaxLength(4);
        return Arbitraries.oneOf(any, plain, brief)
                .filter(text -> StandardCharsets.UTF_8.newEncoder().canEncode(text)
                        && text.getBytes(StandardCharsets.UTF_8).length <= Offer.MAX_MEMO_BYTES);
    }

    @Provide
    Arbitrary<String> noise() {
        Arbitrary<String> any = Arbitraries.strings().withChars(CHARACTERS.toCharArray());
        return Arbitraries.oneOf(any, any.map(SCHEME::concat), any.map(text -> SCHEME + "bob/1/" + text));
    }

    @Property(tries = 1_000)
    void parse_ofTheTextOfALink_givesTheSameLink(@ForAll("links") PaymentLink link) {
        String text = link.uri();

        assertThat(PaymentLink.parse(text)).isEqualTo(link);
        assertThat(PaymentLink.isMeantBy(text)).isTrue();
        assertThat(text).matches("[!-~]+");
    }

    /** Whoever changes a character gets no link, or another one: never another text for the same, but for the scheme's case. */
    @Property(tries = 5, edgeCases = EdgeCasesMode.NONE)
    void parse_ofALinkWithOneCharacterChanged_isRefusedOrAnotherLink(@ForAll("shortLinks") PaymentLink link) {
        String text = link.uri();
        for (int place = 0; place < text.length(); place++) {
            String head = text.substring(0, place);
            String tail = text.substring(place + 1);
            assertRefusedOrAnother(link, head + tail);
            for (int i = 0; i < CHARACTERS.length(); i++) {
                char other = CHARACTERS.charAt(i);
                assertRefusedOrAnother(link, head + other + text.charAt(place) + tail);
                boolean same = place < SCHEME.length() && isTheSameLetter(other, text.charAt(place));
                if (same) {
                    assertThat(PaymentLink.parse(head + other + tail)).isEqualTo(link);
                } else if (other != text.charAt(place)) {
                    assertRefusedOrAnother(link, head + other + tail);
                }
            }
        }
    }

    private static boolean isTheSameLetter(char one, char other) {
        return one < 0x80 && Character.toLowerCase(one) == Character.toLowerCase(other);
    }

    private static void assertRefusedOrAnother(PaymentLink link, String text) {
        Optional<PaymentLink> found = assertRefusedOrTheOneSpelling(text);
        if (found.filter(link::equals).isPresent()) {
            assertThat(text).as("another text for the same link").isNull();
        }
    }

    @Property(tries = 2_000, edgeCases = EdgeCasesMode.NONE)
    void parse_ofAnyText_isRefusedOrTheOneSpelling(@ForAll("noise") String text) {
        var unused = assertRefusedOrTheOneSpelling(text);
    }

    private static Optional<PaymentLink> assertRefusedOrTheOneSpelling(String text) {
        PaymentLink link;
        try {
            link = PaymentLink.parse(text);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        String rest = text.substring(SCHEME.length());
        if (!link.uri().equals(SCHEME + rest)) {
            assertThat(text).isEqualTo(link.uri());
        }
        return Optional.of(link);
    }
}
