package io.micropay.reference.client.text;

import io.micropay.model.Purpose;

/** What an order is for, in a few words. */
public final class PurposeText {
    private PurposeText() {}

    /**
     * What an order is for.
     *
     * @param purpose what its payer has signed
     * @return such as {@code refund of order 01a205d9-4772-73d4-93df-53cc8e1827f0}
     */
    public static String of(Purpose purpose) {
        if (purpose instanceof Purpose.Refund refund) {
            return "refund of order " + refund.payment();
        }
        return "payment request " + ((Purpose.Requested) purpose).request();
    }
}
