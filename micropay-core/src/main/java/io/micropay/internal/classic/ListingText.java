package io.micropay.internal.classic;

import io.micropay.classic.ClassicListing;
import io.micropay.classic.ClassicPeer;
import io.micropay.error.ProtocolException;
import io.micropay.model.StatusCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The listing as one block carries it: the balance, a word that once was to be a key, how many are online, and a line for
 * each of them as far as they fit.
 */
public final class ListingText {
    private static final String PLACEHOLDER = "public_key";
    private static final Pattern HEAD = Pattern.compile("(-?[0-9]{1,19})\\r?\\n([^\\n]*)\\n([0-9]{1,9})\\r?\\n");

    /** Names may hold anything but {@code #} and NUL, line ends included. */
    private static final Pattern ENTRY = Pattern.compile("([^#]+)#([^#\\n]*)#([0-9]{1,5})\\r?\\n");

    private static final int MAX_PORT = 65_535;

    private ListingText() {}

    /**
     * A listing that fits a block.
     *
     * @param text the text of the block
     * @param isComplete whether everybody's entry is in it
     */
    public record Fitted(String text, boolean isComplete) {}

    /**
     * Writes a listing: as many entries as fit, in their order, the own one among them in any case. The count stays what it
     * is.
     *
     * @param balance the own balance
     * @param own the own entry
     * @param everybody who is online, the own entry included
     * @return at most 244 characters
     * @throws IllegalArgumentException if not even the own entry fits
     */
    public static Fitted format(long balance, ClassicPeer own, List<ClassicPeer> everybody) {
        String head = balance + "\n" + PLACEHOLDER + "\n" + everybody.size() + "\n";
        StringBuilder text = new StringBuilder(head);
        int left = ClassicBlock.MAX_TEXT - head.length() - line(own).length();
        if (left < 0) {
            throw new IllegalArgumentException("the own entry does not fit a listing: " + own);
        }
        boolean isComplete = true;
        for (ClassicPeer peer : everybody) {
            int size = peer.equals(own) ? 0 : line(peer).length();
            if (size <= left) {
                text.append(line(peer));
                left -= size;
            } else {
                isComplete = false;
            }
        }
        return new Fitted(text.toString(), isComplete);
    }

    private static String line(ClassicPeer peer) {
        return peer + "\n";
    }

    /** Whether a text begins as a listing does. */
    public static boolean isListing(String text) {
        return HEAD.matcher(text).lookingAt();
    }

    /**
     * Reads a listing. It may have fewer entries than its count says; whatever follows the last entry that can be read is left
     * out.
     *
     * @throws ProtocolException if it does not begin as a listing does
     */
    public static ClassicListing parse(String text) {
        Matcher head = HEAD.matcher(text);
        if (!head.lookingAt()) {
            throw new ProtocolException(StatusCode.UNEXPECTED_MESSAGE, "not a listing: '" + text.strip() + "'");
        }
        List<ClassicPeer> peers = new ArrayList<>();
        Matcher entry = ENTRY.matcher(text).region(head.end(), text.length());
        while (entry.lookingAt()) {
            entry(entry).ifPresent(peers::add);
            entry.region(entry.end(), text.length());
        }
        try {
            return new ClassicListing(Long.parseLong(head.group(1)), Integer.parseInt(head.group(3)), peers);
        } catch (NumberFormatException e) {
            throw new ProtocolException(StatusCode.UNEXPECTED_MESSAGE, "a balance out of bounds: " + head.group(1), e);
        }
    }

    private static Optional<ClassicPeer> entry(Matcher entry) {
        int port = Integer.parseInt(entry.group(3));
        return port > MAX_PORT ? Optional.empty() : Optional.of(new ClassicPeer(entry.group(1), entry.group(2), port));
    }
}
