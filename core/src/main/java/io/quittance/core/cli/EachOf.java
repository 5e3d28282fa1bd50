package io.quittance.core.cli;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Asks for the same of several things, one after the other; one that is refused does not keep the others from it. */
final class EachOf {

    private final CommandLine command;
    private final boolean json;

    EachOf(CommandSpec spec, JsonOption json) {
        this.command = spec.commandLine();
        this.json = json.isWanted();
    }

    /** What is asked for. */
    interface Act {

        JsonObject on(String id) throws InterruptedException;
    }

    /**
     * Does it.
     *
     * @param line what is said of one that was done
     * @return how the command ends: as the worst of them
     */
    int run(List<String> ids, Act act, Function<JsonObject, String> line) throws InterruptedException {
        JsonArray done = new JsonArray();
        int exitCode = ExitCode.OK;
        for (String id : ids) {
            try {
                JsonObject answer = act.on(id);
                done.add(answer);
                if (!json) {
                    command.getOut().println(line.apply(answer));
                }
            } catch (CommandException refused) {
                exitCode = Math.max(exitCode, refused.exitCode());
                command.getErr().println(Values.printable(id) + ": " + refused.getMessage());
            }
        }
        if (json) {
            command.getOut().println(new JsonObject().put("items", done).encodePrettily());
        } else if (ids.size() > 1) {
            command.getOut().println(done.size() + " of " + ids.size() + " done");
        }
        command.getOut().flush();
        command.getErr().flush();
        return exitCode;
    }
}
