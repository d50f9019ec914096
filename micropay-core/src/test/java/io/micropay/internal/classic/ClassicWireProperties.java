package io.micropay.internal.classic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.micropay.classic.ClassicListing;
import io.micropay.classic.ClassicPeer;
import io.micropay.error.ProtocolException;
import io.micropay.keys.KeyMaterial;
import io.micropay.model.Bytes;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class ClassicWireProperties {
    private static final KeyMaterial KEY = TestBlocks.key();

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withCharRange('\u0001', '\u00ff').ofMaxLength(ClassicBlock.MAX_TEXT);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
                .withCharRange('\u0001', '\u00ff')
                .excludeChars('#')
                .ofMinLength(1)
                .ofMaxLength(30);
    }

    @Provide
    Arbitrary<ClassicPeer> peers() {
        Arbitrary<Integer> ports = Arbitraries.integers().between(0, 65_535);
        return Combinators.combine(names(), ports).as((name, port) -> new ClassicPeer(name, "127.0.0.1", port));
    }

    @Property(tries = 200)
    void decode_ofAnEncodedText_givesIt(@ForAll("texts") String text) {
        Bytes block = ClassicBlock.encode(text, KEY);

        assertThat(block.size()).isEqualTo(ClassicBlock.SIZE);
        assertThat(ClassicBlock.decode(block, KEY.certificate())).contains(text);
    }

    @Property(tries = 500)
    void decode_ofAnyBytes_givesNothingAndDoesNotFail(@ForAll @Size(max = 300) byte[] bytes) {
        assertThat(ClassicBlock.decode(Bytes.of(bytes), KEY.certificate())).isEmpty();
    }

    @Property
    void parse_ofAWrittenTransfer_givesIt(
            @ForAll("names") String payer, @ForAll long amount, @ForAll("names") String payee) {
        Transfer transfer = new Transfer(payer, amount, payee);

        assertThat(Transfer.parse(transfer.text())).isEqualTo(transfer);
        assertThat(transfer.isPayable()).isEqualTo(amount > 0);
    }

    @Property
    void parse_ofAnyText_givesATransferOrTheOneError(@ForAll String text) {
        Throwable failure = catchThrowable(() -> Transfer.parse(text));

        assertThat(failure == null || failure instanceof ProtocolException).isTrue();
    }

    @Example
    void parse_ofAmountsThatAreNoWholeNumbers_isRefused() {
        for (String amount : List.of(
                "1.5",
                "1e3",
                "0x10",
                "+5",
                "",
                " 5",
                "5 ",
                "--5",
                "9223372036854775808",
                "-9223372036854775809",
                "99999999999999999999999999999999999999999999999",
                "\u0661",
                "NaN",
                "5#6")) {
            assertThat(catchThrowable(() -> Transfer.parse("alice#" + amount + "#bob")))
                    .as(amount)
                    .isInstanceOf(ProtocolException.class);
        }
        assertThat(Transfer.parse("alice#007#bob").amount()).isEqualTo(7);
        assertThat(Transfer.parse("alice#-5#bob").isPayable()).isFalse();
        assertThat(Transfer.parse("alice#0#bob").isPayable()).isFalse();
    }

    @Property(tries = 300)
    void parse_ofAWrittenListing_givesTheOwnEntryAndWhatFits(
            @ForAll @LongRange(min = 0) long balance,
            @ForAll("peers") ClassicPeer own,
            @ForAll("peers") ClassicPeer other,
            @ForAll @IntRange(max = 12) int copies) {
        List<ClassicPeer> everybody = new ArrayList<>();
        for (int index = 0; index < copies; index++) {
            everybody.add(new ClassicPeer(other.name() + index, other.host(), other.port()));
        }
        everybody.add(copies / 2, own);

        ListingText.Fitted fitted = ListingText.format(balance, own, everybody);
        ClassicListing listing = ListingText.parse(fitted.text());

        assertThat(fitted.text()).hasSizeLessThanOrEqualTo(ClassicBlock.MAX_TEXT);
        assertThat(listing.balance()).isEqualTo(balance);
        assertThat(listing.online()).isEqualTo(copies + 1);
        assertThat(listing.peers()).contains(own);
        assertThat(everybody).containsSubsequence(listing.peers());
        assertThat(listing.isComplete()).isEqualTo(fitted.isComplete());
    }

    @Property
    void parse_ofAnyText_givesAListingOrTheOneError(@ForAll String text) {
        Throwable failure = catchThrowable(() -> ListingText.parse("10\npublic_key\n3\n" + text));
        Throwable other = catchThrowable(() -> ListingText.parse(text));

        assertThat(failure).isNull();
        assertThat(other).isInstanceOf(ProtocolException.class);
    }

    @Example
    void parse_ofARecordedListing_givesIt() {
        ClassicListing listing = ListingText.parse("8000\npublic_key\n2\nalice#127.0.0.1#9001\nbob#127.0.0.1#9002\n");

        assertThat(listing.balance()).isEqualTo(8000);
        assertThat(listing.isComplete()).isTrue();
        assertThat(listing.find("bob")).contains(new ClassicPeer("bob", "127.0.0.1", 9002));
        assertThat(listing.find("Bob")).isEmpty();
    }

    @Example
    void replies_byTheirTexts_areFoundWhateverTheLineEndsAre() {
        for (Reply reply : Reply.values()) {
            assertThat(Reply.of(reply.text())).contains(reply);
            assertThat(Reply.of(reply.text().strip())).contains(reply);
        }
        assertThat(Reply.isAboutTransfer("transfer OK\n")).isTrue();
        assertThat(Reply.isAboutTransfer("100 OK\r\n")).isFalse();
        assertThat(Reply.of("500 WHAT\n")).isEmpty();
    }
}
