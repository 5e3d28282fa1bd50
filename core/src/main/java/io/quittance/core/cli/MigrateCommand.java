package io.quittance.core.cli;

import io.quittance.core.Configured;
import io.quittance.core.GatewayStore;
import io.quittance.core.store.Migrations;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code quittance migrate}: brings the store's schema up to date. */
@Command(
        name = "migrate",
        description = {
            "Brings the store's schema up to date. Running gateways do it at their start.",
            "It is for whoever wants to see the SQL first, or to have it done before a gateway starts, in a role that gateways do"
                    + " not have. The roles of store.roles are given their rights."
        },
        footer = {
            "What would run", "quittance migrate --config quittance.json --plan",
            "Run it", "quittance migrate --config quittance.json"
        },
        exitCodeList = {
            "0:The schema is up to date.",
            "1:The configuration is wrong, or the store cannot be used as it is.",
            "2:A fault of Quittance."
        })
final class MigrateCommand implements Callable<Integer> {

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The configuration file.")
    private @Nullable Path config;

    @Option(names = "--plan", description = "Prints the SQL that would run, and runs nothing.")
    private boolean plan;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() {
        try (Configured configured = Installation.source(config).load();
                GatewayStore store = GatewayStore.open(configured.config().store())) {
            Migrations migrations = new Migrations(store.address(), store.roles());
            if (plan) {
                Printing.out(spec).println(migrations.plan());
            } else {
                int applied = migrations.apply();
                Printing.out(spec)
                        .println(applied + " migration(s) applied, the schema is at version "
                                + migrations.appliedVersion());
                store.roles().names().forEach(role -> Printing.out(spec).println("role " + role + " has its rights"));
            }
        }
        return ExitCode.OK;
    }
}
