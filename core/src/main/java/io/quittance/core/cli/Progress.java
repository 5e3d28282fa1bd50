package io.quittance.core.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Tells on standard error how far long work is, in a line that is drawn again and again, if that is a terminal. Otherwise it
 * tells nothing. What else is printed meanwhile has to be printed by {@link #aside}. May be used by several threads.
 */
public final class Progress implements AutoCloseable {

    /** Set by the launcher, since Java knows of standard error only whether standard output is a terminal. */
    private static final String IS_TERMINAL = "quittance.terminal.error";

    private static final Duration BETWEEN = Duration.ofMillis(100);
    private static final String ERASE = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean isTerminal;
    private final int width;
    private final InstantSource clock;
    private final Instant begin;
    private @Nullable ProgressLine latest;
    private @Nullable Instant drawn;

    Progress(PrintWriter err, boolean isTerminal, int width, InstantSource clock) {
        this.err = err;
        this.isTerminal = isTerminal;
        this.width = width;
        this.clock = clock;
        this.begin = clock.instant();
    }

    /** That of a command. */
    public static Progress of(CommandSpec command) {
        boolean isTerminal = isTerminal();
        return new Progress(
                command.commandLine().getErr(),
                isTerminal,
                // One less, so that the cursor stays on the line.
                isTerminal ? command.usageMessage().width() - 1 : 0,
                InstantSource.system());
    }

    /** Whether somebody looks at standard error. */
    public static boolean isTerminal() {
        return Boolean.getBoolean(IS_TERMINAL);
    }

    /** Of an amount that is known, so much is done. */
    public synchronized void reach(String what, long done, long total) {
        if (isTerminal) {
            latest = new ProgressLine(what, done, total);
            Instant now = clock.instant();
            if (drawn == null || done == total || !now.isBefore(drawn.plus(BETWEEN))) {
                drawn = now;
                draw();
            }
        }
    }

    /** So much is done, and nobody knows how much there is. */
    public void reach(String what, long done) {
        reach(what, done, 0);
    }

    /** Prints something else, above the line. */
    public synchronized void aside(Runnable print) {
        erase();
        print.run();
        draw();
    }

    /** Leaves nothing of the line. */
    @Override
    public synchronized void close() {
        erase();
        latest = null;
    }

    private void draw() {
        if (latest != null) {
            err.print(ERASE + latest.after(Duration.between(begin, clock.instant()), width));
            err.flush();
        }
    }

    private void erase() {
        if (latest != null) {
            err.print(ERASE);
            err.flush();
        }
    }
}
