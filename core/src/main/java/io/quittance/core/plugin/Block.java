package io.quittance.core.plugin;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A call into a plugin that does not come back soon.
 *
 * @param isolation of the account
 * @param call what was called
 * @param onEventLoop whether others wait for it
 * @param stack where it was when it was noticed, innermost first: classes, methods and lines, no values
 * @param soFar how long it had taken by then
 * @param noticedAt by {@link System#nanoTime()}
 */
record Block(Isolation isolation, String call, boolean onEventLoop, String stack, Duration soFar, long noticedAt) {

    private static final int MOST_FRAMES = 25;
    private static final List<String> DOORS = List.of(PluginGuard.class.getName(), AccountPlugin.class.getName());

    static Block of(Isolation isolation, String call, Thread thread, boolean onEventLoop, Duration soFar) {
        return new Block(isolation, call, onEventLoop, stack(thread), soFar, System.nanoTime());
    }

    /** How long it has taken until now. */
    Duration took() {
        return soFar.plusNanos(System.nanoTime() - noticedAt);
    }

    /** Up to where the plugin was entered: what is below is ours. */
    private static String stack(Thread thread) {
        return Arrays.stream(thread.getStackTrace())
                .takeWhile(frame -> !isOurs(frame.getClassName()))
                .limit(MOST_FRAMES)
                .map(frame -> frame.getClassName() + "." + frame.getMethodName() + ":" + frame.getLineNumber())
                .collect(Collectors.joining(" < "));
    }

    private static boolean isOurs(String name) {
        return DOORS.stream().anyMatch(door -> name.equals(door) || name.startsWith(door + "$"));
    }
}
