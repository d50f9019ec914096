package io.micropay.crashtest.actor;

import io.micropay.crashtest.record.ClientRecord;

/**
 * What a client is observed and killed with.
 *
 * @param record where it writes down what it sees
 * @param killSwitch what ends it
 */
record Instruments(ClientRecord record, KillSwitch killSwitch) {}
