package io.micropay.reference.client.demo;

import java.nio.ByteBuffer;
import java.util.Base64;

/** What a cheat would do with a receipt file: change the amount in it and leave everything else as it is. */
final class ForgedReceipt {
    private static final int LINE_LENGTH = 64;
    private static final byte[] LINE_END = {'\n'};

    private ForgedReceipt() {}

    /** The text of a receipt file in which one amount stands in place of another. */
    static String of(String receipt, long amount, long forgedAmount) {
        int start = receipt.indexOf('\n') + 1;
        int end = receipt.indexOf("\n-----END");
        byte[] content = Base64.getMimeDecoder().decode(receipt.substring(start, end));
        ByteBuffer bytes = ByteBuffer.wrap(content);
        for (int offset = 0; offset + Long.BYTES <= content.length; offset++) {
            if (bytes.getLong(offset) == amount) {
                bytes.putLong(offset, forgedAmount);
                String forged = Base64.getMimeEncoder(LINE_LENGTH, LINE_END).encodeToString(content);
                return receipt.substring(0, start) + forged + receipt.substring(end);
            }
        }
        throw new DemoFailure("the receipt does not hold the amount " + amount);
    }
}
