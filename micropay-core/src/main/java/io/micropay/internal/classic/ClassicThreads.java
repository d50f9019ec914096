package io.micropay.internal.classic;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.ScheduledExecutorService;

/**
 * What a client runs on; whoever made them closes them.
 *
 * @param each a thread for each task, at once
 * @param timer for deadlines
 */
public record ClassicThreads(ExecutorService each, ScheduledExecutorService timer) {}
