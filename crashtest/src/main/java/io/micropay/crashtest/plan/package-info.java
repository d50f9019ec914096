/**
 * What is killed, where and when. Knows nobody.
 */
@NullMarked
package io.micropay.crashtest.plan;

import org.jspecify.annotations.NullMarked;
