/**
 * Secure person-to-person micropayments: start a server with {@link io.micropay.MicropayServer}, connect to it with
 * {@link io.micropay.MicropayClient}, log in to get a {@link io.micropay.PeerEndpoint}, pay and be paid. Anyone verifies
 * a receipt with {@link io.micropay.ReceiptVerifier}.
 */
@NullMarked
package io.micropay;

import org.jspecify.annotations.NullMarked;
