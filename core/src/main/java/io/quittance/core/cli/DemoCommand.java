package io.quittance.core.cli;

import io.quittance.core.demo.Demo;
import io.quittance.core.demo.DemoPlan;
import io.quittance.core.demo.Ledger;
import io.quittance.core.demo.Narrator;
import io.quittance.core.demo.Schedule;
import io.quittance.spi.simulator.Faults;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code quittance demo}: the gateway at work, with simulated providers and a shop, all of it gone afterwards. */
@Command(
        name = "demo",
        description = {
            "Shows the gateway at work on this machine, with simulated providers.",
            "It needs no set-up: it brings a Postgres, plays the providers and a shop, and leaves nothing behind. The last line"
                    + " is a ledger of what was sent, acknowledged, expected and settled."
        },
        footer = {
            "Twenty seconds of it", "quittance demo --for 20s",
            "The same again, with more that goes wrong", "quittance demo --for 1m --seed 42 --faults harsh",
            "A hundred orders a second until Ctrl-C", "quittance demo --rate 100"
        },
        exitCodeList = {
            "0:Every notification was acknowledged, and every order ended as it must.",
            "1:An argument is wrong.",
            "2:A notification was lost or an order did not end as it must, or a fault of Quittance."
        })
final class DemoCommand implements Callable<Integer> {

    private static final int MOST_ORDERS_PER_SECOND = 1_000;
    private static final int MOST_RANDOM_SEED = 1_000_000;
    private static final long END_SECONDS = 3;

    /** What goes wrong between the providers and the gateway. */
    enum FaultLevel {
        NONE(Faults::none),
        NORMAL(Faults::normal),
        HARSH(Faults::harsh);

        private final Supplier<Faults> faults;

        FaultLevel(Supplier<Faults> faults) {
            this.faults = faults;
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Option(
            names = "--for",
            paramLabel = "TIME",
            converter = ShortDuration.class,
            description = "How long, for example 20s or 2m, from the start of the process. Without it: until Ctrl-C.")
    private @Nullable Duration length;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "What all chance derives from; equal seeds sell the same. Without it: any.")
    private @Nullable Long seed;

    @Option(
            names = "--rate",
            paramLabel = "N",
            defaultValue = "10",
            description = "Orders a second, from 1 to " + MOST_ORDERS_PER_SECOND + ". Default: ${DEFAULT-VALUE}.")
    private int rate;

    @Option(
            names = "--faults",
            paramLabel = "LEVEL",
            defaultValue = "normal",
            description = "How much goes wrong: ${COMPLETION-CANDIDATES}. Default: ${DEFAULT-VALUE}.")
    private FaultLevel faults = FaultLevel.NORMAL;

    @Spec
    private @Nullable CommandSpec spec;

    private volatile boolean trading;

    @Override
    public Integer call() throws Exception {
        if (rate < 1 || rate > MOST_ORDERS_PER_SECOND) {
            throw new ParameterException(
                    Printing.command(spec), "--rate is a number from 1 to " + MOST_ORDERS_PER_SECOND);
        }
        Teardown teardown = new Teardown();
        teardown.registerHook(this::tellOfNothing);
        try {
            Ledger ledger = run(teardown);
            teardown.endAll();
            return ledger.isBalanced() ? ExitCode.OK : ExitCode.FAULT;
        } catch (Exception failure) {
            if (teardown.endAll()) {
                throw failure;
            }
            // The process was told to end, and is being ended.
            new CountDownLatch(1).await();
            throw failure;
        }
    }

    private Ledger run(Teardown teardown) throws Exception {
        Clock clock = Clock.systemUTC();
        Instant started =
                Instant.ofEpochMilli(ManagementFactory.getRuntimeMXBean().getStartTime());
        long chosen = seed == null ? new SecureRandom().nextInt(MOST_RANDOM_SEED) : seed;
        print("demo: --seed " + chosen + " --rate " + rate + " --faults " + faults);
        DemoGateway gateway = DemoGateway.start(teardown, clock, chosen, faults.faults.get(), this::print);
        print("ready in " + Duration.between(started, clock.instant()).toMillis() + " ms; "
                + (length == null ? "Ctrl-C ends it" : "it ends by itself"));
        print("to look around: curl -H 'Authorization: Bearer " + gateway.token() + "' '" + gateway.management()
                + "/v1/cases?state=open'");
        Narrator narrator = new Narrator(this::print, Ansi.AUTO.enabled(), clock, started);
        DemoPlan plan = new DemoPlan(chosen, rate, Schedule.of(started, clock.instant(), length));
        Demo demo = teardown.start(
                "demo",
                () -> Demo.start(
                        gateway.vertx(),
                        clock,
                        gateway.simulators(),
                        gateway.management(),
                        gateway.token(),
                        narrator,
                        plan),
                DemoCommand::end);
        trading = true;
        demo.over().await();
        return end(demo);
    }

    private static Ledger end(Demo demo) throws Exception {
        return demo.end().await(END_SECONDS, TimeUnit.SECONDS);
    }

    /** Whoever ends it before the first order gets a ledger all the same. */
    private void tellOfNothing() {
        if (!trading) {
            print(Ledger.EMPTY.line());
        }
    }

    private void print(String line) {
        PrintWriter out = Printing.out(spec);
        out.println(line);
        out.flush();
    }
}
