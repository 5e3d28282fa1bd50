package io.quittance.core.demo;

import io.quittance.core.demo.OrderClient.Heard;
import io.quittance.spi.simulator.Tally;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** Tells what happens, line by line, each with the time since the process was started. May be used from any thread. */
public final class Narrator implements Watch.Listener {

    private static final double MILLIS_PER_SECOND = 1_000;
    private static final int MOST_NAMED = 20;
    private static final String NO_TIME = " ".repeat(10);
    private static final String GREEN = "32";
    private static final String YELLOW = "33";
    private static final String RED = "31";
    private static final String BOLD = "1";

    private final Consumer<String> out;
    private final boolean colour;
    private final Clock clock;
    private final Instant started;
    private boolean ended;

    /**
     * Tells lines.
     *
     * @param colour whether they go to a terminal that shows colours
     * @param started when the process was
     */
    public Narrator(Consumer<String> out, boolean colour, Clock clock, Instant started) {
        this.out = out;
        this.colour = colour;
        this.clock = clock;
        this.started = started;
    }

    /** Names the columns of what follows. */
    void begin() {
        say("");
        say(painted(BOLD, NO_TIME + OrderLine.HEADER));
    }

    /** Tells where pages for people are, and with what one signs in there. */
    void console(URI address, String token) {
        say("console on " + address + ", sign in with the token " + token);
    }

    @Override
    public void settled(Purchase purchase, Heard heard) {
        String line = OrderLine.of(purchase, heard);
        say(time() + painted(colourOf(purchase.expectation().status()), line));
    }

    @Override
    public void leftItsEnd(Watched order) {
        say(time() + painted(RED, order.purchase().reference() + " has left its end: " + order.difference()));
    }

    /** Tells how far it is. */
    void progress(Ledger ledger) {
        say(time() + painted(BOLD, ledger.line()));
    }

    /** Tells that the shop is held back. */
    void heldBack(int unsettled) {
        say(time() + "no new orders while " + unsettled + " are on their way");
    }

    /** Tells that no more orders are placed. */
    void lastOrder() {
        say(time() + painted(BOLD, "the shop closes; nothing goes wrong any more, and what is open settles"));
    }

    /** Tells how it is when somebody ends it early: last of all the ledger. */
    void endEarly(Tally tally, Ledger ledger) {
        summary(tally);
        say("on their way when it was ended: %d orders, %d notifications"
                .formatted(ledger.expected() - ledger.settled(), ledger.sent() - ledger.acknowledged()));
        last(ledger);
    }

    /** Tells how it ended: what is missing, and last of all the ledger. */
    void end(List<Watched> unsettled, Tally tally, Ledger ledger) {
        summary(tally);
        if (tally.sent() != tally.acknowledged()) {
            say(painted(RED, "not acknowledged as their provider wants: " + (tally.sent() - tally.acknowledged())));
        }
        unsettled.stream()
                .limit(MOST_NAMED)
                .map(order -> order.purchase().provider() + " order "
                        + order.purchase().reference() + " ("
                        + order.purchase().sale().life() + "): " + order.difference())
                .forEach(line -> say(painted(RED, line)));
        if (unsettled.size() > MOST_NAMED) {
            say(painted(RED, "and " + (unsettled.size() - MOST_NAMED) + " more"));
        }
        last(ledger);
    }

    /** What is still heard afterwards, of what was asked before, is kept back: the ledger is the last word. */
    private void last(Ledger ledger) {
        say(ledger.line());
        ended = true;
    }

    private void say(String line) {
        if (!ended) {
            out.accept(line);
        }
    }

    private void summary(Tally tally) {
        say("");
        say("%d requests for %d notifications; %d forged or malformed ones, %d of them answered as they must be"
                .formatted(tally.attempts(), tally.sent(), tally.hostile(), tally.hostileRefused()));
    }

    private String time() {
        double seconds = Duration.between(started, clock.instant()).toMillis() / MILLIS_PER_SECOND;
        return String.format(Locale.ROOT, "%6.1f s  ", seconds);
    }

    private String painted(String code, String text) {
        return colour ? "\u001B[" + code + "m" + text + "\u001B[0m" : text;
    }

    private static String colourOf(String status) {
        return switch (status) {
            case "paid" -> GREEN;
            case "failed", "charged_back" -> RED;
            default -> YELLOW;
        };
    }
}
