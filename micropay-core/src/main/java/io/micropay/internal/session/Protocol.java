package io.micropay.internal.session;

import io.micropay.error.MicropayException;
import io.micropay.error.ProtocolException;
import io.micropay.model.StatusCode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** What all conversations have in common. */
final class Protocol {
    /** The versions that we speak, best first. */
    static final List<Integer> VERSIONS = List.of(1);

    /** The longest reason, in bytes of UTF-8: a little less than what the wire would take. */
    private static final int MAX_REASON = 200;

    private Protocol() {}

    /** The version to speak with somebody who says hello. */
    static int choose(List<Integer> offered) {
        return VERSIONS.stream()
                .filter(offered::contains)
                .findFirst()
                .orElseThrow(() -> new ProtocolException(
                        StatusCode.VERSION_UNSUPPORTED, "no common version: here it is one of " + VERSIONS));
    }

    /** Refuses a version that was not offered. */
    static void requireOffered(int chosen) {
        if (!VERSIONS.contains(chosen)) {
            throw new ProtocolException(
                    StatusCode.VERSION_UNSUPPORTED, "the other side chose version " + chosen + " unasked");
        }
    }

    /** Refuses a request whose reply would look like a push. */
    static void requireRequestId(int requestId) {
        if (requestId == 0) {
            throw new ProtocolException(StatusCode.MALFORMED, "a request has an id above zero");
        }
    }

    /** The reason for a refusal, short enough for the wire. */
    static String reason(MicropayException refusal) {
        String text = String.valueOf(refusal.getMessage());
        while (text.getBytes(StandardCharsets.UTF_8).length > MAX_REASON) {
            text = text.substring(0, text.offsetByCodePoints(text.length(), -1));
        }
        return text;
    }
}
