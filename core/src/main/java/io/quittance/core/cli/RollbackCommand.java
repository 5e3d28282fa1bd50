package io.quittance.core.cli;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code quittance rollback}: the running gateway goes back to the configuration before the last change. */
@Command(
        name = "rollback",
        description = {
            "Has the running gateway go back to the configuration and the plugins before the last change.",
            "The files stay as they are: mend them before the next restart."
        },
        footer = {
            "The gateway of a configuration", "quittance rollback --config quittance.json",
            "A gateway elsewhere, with an operator's token",
                    "quittance rollback --url https://gateway.example:8081 --token-env OPS_TOKEN"
        })
final class RollbackCommand implements Callable<Integer> {

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        JsonObject inForce = gateway.toAct().act("/v1/configuration/rollback", new JsonObject());
        report(Printing.out(spec), inForce);
        return ExitCode.OK;
    }

    private String files() {
        return gateway.config() == null ? "them" : String.valueOf(gateway.config());
    }

    private void report(PrintWriter out, JsonObject inForce) {
        out.println("rolled back: since " + inForce.getString("since")
                + " the configuration before the last change is in force");
        out.println(
                inForce.getBoolean("asInFiles")
                        ? "it is what the files say"
                        : "it differs from the files: mend " + files()
                                + ", or the next restart brings back what was rolled back");
    }
}
