/**
 * What an operator wants to know of a running server, in numbers: {@code MetricsListener} counts what happens,
 * {@code LedgerWatch} looks at the ledger now and then, {@code ServerMetrics} has it all under the names of Prometheus.
 *
 * <p>Knows the library only; {@code web} shows what is in here.
 */
@NullMarked
package io.micropay.reference.server.metrics;

import org.jspecify.annotations.NullMarked;
