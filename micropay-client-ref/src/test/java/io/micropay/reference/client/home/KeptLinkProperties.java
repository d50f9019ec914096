package io.micropay.reference.client.home;

import static org.assertj.core.api.Assertions.assertThat;

import io.micropay.model.AccountId;
import io.micropay.model.Bytes;
import io.micropay.model.PaymentLink;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever is asked for: its link survives being written. */
class KeptLinkProperties {
    @Provide
    static Arbitrary<PaymentLink> links() {
        Arbitrary<AccountId> payees = Arbitraries.strings()
                .withCharRange('a', 'z')
                .withCharRange('A', 'Z')
                .numeric()
                .ofMinLength(1)
                .ofMaxLength(AccountId.MAX_LENGTH)
                .map(AccountId::new);
        Arbitrary<Bytes> secrets = Arbitraries.bytes()
                .array(byte[].class)
                .ofSize(PaymentLink.SECRET_SIZE)
                .map(Bytes::of);
        // Half a surrogate pair is no text.
        Arbitrary<Optional<String>> memos = Arbitraries.strings()
                .ofMinLength(1)
                .ofMaxLength(80)
                .filter(memo -> StandardCharsets.UTF_8.newEncoder().canEncode(memo))
                .optional();
        return Combinators.combine(payees, Arbitraries.longs().greaterOrEqual(1), secrets, memos)
                .as(PaymentLink::new);
    }

    @Property
    void uri_parsed_isTheLink(@ForAll("links") PaymentLink link) {
        assertThat(PaymentLink.parse(link.uri())).isEqualTo(link);
        assertThat(link.uri()).matches("[\\x21-\\x7e]+");
    }

    @Property(tries = 20)
    void file_readAgain_hasTheLink(@ForAll("links") PaymentLink link) throws IOException {
        Path file = Files.createTempFile("requests", ".links");
        try {
            KeptLink kept = new KeptLink(Instant.ofEpochMilli(link.amount() % 1_000_000_000L), link);
            RequestFile requests = new RequestFile(file);
            requests.add(kept);

            assertThat(requests.links()).isEqualTo(List.of(kept));
            assertThat(requests.find(kept.id())).contains(kept);
        } finally {
            Files.delete(file);
        }
    }
}
