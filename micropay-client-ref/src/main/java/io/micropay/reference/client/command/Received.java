package io.micropay.reference.client.command;

import io.micropay.model.OrderRef;

/**
 * A payment that an account has received.
 *
 * @param order what names it
 * @param amount how much it was
 */
record Received(OrderRef order, long amount) {}
