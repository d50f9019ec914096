/** How fast Micropay is, each figure beside what this machine could do at best, measured in the same run. */
@NullMarked
package io.micropay.benchmarks;

import org.jspecify.annotations.NullMarked;
