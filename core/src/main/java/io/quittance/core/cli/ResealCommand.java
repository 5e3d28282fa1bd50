package io.quittance.core.cli;

import io.quittance.core.Configured;
import io.quittance.core.GatewayStore;
import io.quittance.core.store.Database;
import io.quittance.core.store.SealRenewal;
import io.quittance.core.store.SealRenewal.Renewal;
import io.vertx.core.Future;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code quittance reseal}: what was stored before a key came, or came first, is sealed as what is stored since. */
@Command(
        name = "reseal",
        description = {
            "Seals stored notifications as new ones are: with the first key of store.encryption, or not at all if it seals nothing.",
            "Run it in the role that owns the store, once every gateway has the key. Gateways may run meanwhile. What ended early goes"
                    + " on when it is run again."
        },
        footer = {
            "How many there are of each key", "quittance reseal --config quittance.json --dry-run",
            "Seal them with the first key", "quittance reseal --config quittance.json"
        },
        exitCodeList = {
            "0:All are sealed as new ones are, or would be.",
            "1:Some cannot be opened and stay as they are, the configuration is wrong, or the store cannot be used as it is.",
            "2:A fault of Quittance."
        })
final class ResealCommand implements Callable<Integer> {

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The configuration file.")
    private @Nullable Path config;

    @Option(names = "--dry-run", description = "Changes nothing, and prints how many are sealed with which key.")
    private boolean dryRun;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        try (Configured configured = Installation.source(config).load();
                GatewayStore store = GatewayStore.visit(configured.config().store())) {
            return VisitedDatabase.with(store, this::reseal);
        }
    }

    private int reseal(Database database) throws Exception {
        AtomicLong unopenable = new AtomicLong();
        try (Progress progress = Progress.of(Objects.requireNonNull(spec))) {
            SealRenewal renewal =
                    new SealRenewal(database, looked -> progress.reach("notifications", looked), (id, reason) -> {
                        unopenable.incrementAndGet();
                        progress.aside(() -> Printing.command(spec).getErr().println(reason));
                    });
            Future<Renewal> done = dryRun ? renewal.rehearse() : renewal.renew();
            Renewal renewed = done.await();
            progress.aside(() -> report(Printing.out(spec), database.seal().key(), renewed, unopenable.get()));
        }
        return unopenable.get() == 0 ? ExitCode.OK : ExitCode.WRONG_INPUT;
    }

    private void report(PrintWriter out, @Nullable String key, Renewal renewal, long unopenable) {
        renewal.before()
                .forEach((sealedWith, count) -> out.println(
                        (sealedWith.isEmpty() ? "not sealed: " : "sealed with " + sealedWith + ": ") + count));
        out.println((dryRun ? "would be " : "")
                + (key == null ? "opened: " : "sealed with " + key + " now: ")
                + renewal.renewed());
        if (unopenable > 0) {
            out.println("cannot be opened, and as before: " + unopenable);
        }
    }
}
