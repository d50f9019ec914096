package io.micropay.internal.message;

import java.time.Instant;

/**
 * What the server signs when it carries out an operator's act.
 *
 * @param sequence the place in the journal
 * @param act the act
 * @param at the server's time
 */
public record ActRecord(long sequence, OperatorAct act, Instant at) {}
