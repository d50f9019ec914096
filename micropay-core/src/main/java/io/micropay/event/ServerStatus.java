package io.micropay.event;

/**
 * How a server is at one moment. Each figure is exact; they are read one after the other, so that two of them may be of
 * slightly different moments.
 *
 * @param isAccepting whether it takes new connections; false for ever once it is closed
 * @param connected how many clients have a place
 * @param waiting how many clients wait for one
 * @param online how many accounts are online
 * @param queued how many requests wait to be written to the ledger, besides those that are being written
 * @since 0.1
 */
public record ServerStatus(boolean isAccepting, int connected, int waiting, int online, int queued) {}
