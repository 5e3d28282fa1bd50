package io.quittance.core.plugin;

import io.quittance.core.config.AccountConfig;
import io.quittance.core.config.WhenBlocking;
import io.quittance.core.telemetry.GatewayMetrics;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.spi.LoggingEventBuilder;

/**
 * How far the code of an account's plugin is kept away from event loops, by how it has behaved: after three blocks within ten
 * minutes, or at the first that does not end, it leaves them as the account's policy says. There is no way back but
 * another configuration or a restart. Changed by the watch only; may be read from any thread.
 */
public final class Isolation {

    private static final Logger LOGGER = LoggerFactory.getLogger(Isolation.class);

    private static final int OFFENCES = 3;
    private static final Duration WINDOW = Duration.ofMinutes(10);

    private final AccountConfig account;
    private final GatewayMetrics metrics;
    private final Clock clock;
    private final Deque<Instant> offences = new ArrayDeque<>();
    private volatile Level level = Level.NONE;
    private volatile @Nullable String reason;

    Isolation(AccountConfig account, GatewayMetrics metrics, Clock clock) {
        this.account = account;
        this.metrics = metrics;
        this.clock = clock;
        metrics.pluginIsolated(account.id(), level.ordinal());
    }

    /** How far. */
    public enum Level {
        /** It runs on event loops. */
        NONE,
        /** It runs on threads of the account's own. */
        WORKER,
        /** It does not run, except for what it had begun. */
        QUARANTINE
    }

    /** How far at the moment. */
    public Level level() {
        return level;
    }

    /** Why it is isolated, in words; empty if it is not. */
    public Optional<String> reason() {
        return Optional.ofNullable(reason);
    }

    /** A call that blocked has come back. */
    void ended(Block block) {
        if (block.onEventLoop()) {
            metrics.pluginBlockEnded(account.id(), block.took());
        }
    }

    boolean isFromLoops() {
        return level != Level.NONE;
    }

    boolean isQuarantined() {
        return level == Level.QUARANTINE;
    }

    /** A call blocks, or is slow where it harms nobody else. */
    void blocked(Block block) {
        if (!block.onEventLoop()) {
            traced(LOGGER.atWarn(), block).log("A plugin is slow on its account's worker");
            return;
        }
        metrics.pluginBlocked(account.id());
        traced(LOGGER.atWarn(), block).log("A plugin blocks an event loop");
        if (isRepeated()) {
            isolate(block, OFFENCES + " times within " + WINDOW.toMinutes() + " minutes");
        }
    }

    /**
     * A call does not end.
     *
     * @return whether it is to be interrupted
     */
    boolean isStuck(Block block) {
        if (block.onEventLoop()) {
            isolate(block, "and did not come back");
        }
        boolean interrupt = account.whenBlocking() != WhenBlocking.WARN;
        if (interrupt) {
            traced(LOGGER.atWarn(), block).log("A call into a plugin is interrupted");
        }
        return interrupt;
    }

    /** A call holds an event loop for good. */
    void isLost(Block block) {
        traced(LOGGER.atError(), block).log("A plugin does not give an event loop back; only a restart does");
    }

    private boolean isRepeated() {
        Instant now = clock.instant();
        offences.addLast(now);
        while (offences.size() > OFFENCES) {
            offences.removeFirst();
        }
        return offences.size() == OFFENCES && !offences.getFirst().isBefore(now.minus(WINDOW));
    }

    private void isolate(Block block, String how) {
        Level next = wanted();
        if (level == next || level != Level.NONE) {
            return;
        }
        boolean quarantine = next == Level.QUARANTINE;
        reason = "Its plugin blocked an event loop " + how + ", last in " + block.call() + "; until the configuration"
                + " changes or the gateway is started again, it "
                + (quarantine ? "takes nothing new" : "runs on threads of its own");
        level = next;
        metrics.pluginIsolated(account.id(), next.ordinal());
        if (quarantine) {
            told(LOGGER.atError(), block).log("An account is quarantined, since its plugin blocks");
        } else {
            told(LOGGER.atWarn(), block).log("An account moves to threads of its own, since its plugin blocks");
        }
    }

    private Level wanted() {
        return switch (account.whenBlocking()) {
            case WORKER -> Level.WORKER;
            case QUARANTINE -> Level.QUARANTINE;
            case WARN -> Level.NONE;
        };
    }

    private LoggingEventBuilder told(LoggingEventBuilder line, Block block) {
        return line.addKeyValue("account", account.id())
                .addKeyValue("provider", account.provider())
                .addKeyValue("call", block.call());
    }

    private LoggingEventBuilder traced(LoggingEventBuilder line, Block block) {
        return told(line, block).addKeyValue("millis", block.took().toMillis()).addKeyValue("stack", block.stack());
    }
}
