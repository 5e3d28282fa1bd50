package io.quittance.core;

import static java.util.Objects.requireNonNull;

import io.quittance.core.config.ConfigurationException;
import io.quittance.core.config.GatewayConfig;
import io.quittance.core.config.Problem;
import io.quittance.core.plan.ConfigurationDocument;
import io.quittance.core.plan.Fingerprints;
import io.quittance.core.plan.RestartNeeded;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of the changes of a gateway's configuration.
 *
 * @param since when what is in force came into force
 * @param before what was in force before; null: nothing, since the gateway started
 * @param ofFiles what the files said when they were last right
 * @param refused what the files have said since then, if that is wrong; null: nothing was refused
 */
record Revisions(
        Configured inForce,
        Instant since,
        @Nullable Configured before,
        Configured ofFiles,
        @Nullable Refusal refused) {

    /** A change that was wrong. */
    record Refusal(Instant at, List<Problem> problems) {

        Refusal {
            problems = List.copyOf(problems);
        }
    }

    static Revisions first(Configured started, Instant now) {
        return new Revisions(started, now, null, started, null);
    }

    /** The files say something else, and that is in force. */
    Revisions changed(Configured next, Instant now) {
        return new Revisions(next, now, inForce, next, null);
    }

    /** What was before is in force again; going back once more undoes that. */
    Revisions rolledBack(Instant now) {
        return new Revisions(requireNonNull(before), now, inForce, ofFiles, refused);
    }

    /** A change was wrong, and what is in force goes on. */
    Revisions refused(ConfigurationException problems, Instant now) {
        return new Revisions(inForce, since, before, ofFiles, new Refusal(now, problems.problems()));
    }

    /** Whether the files say what is in force. */
    boolean asInFiles() {
        return inForce.equals(ofFiles) && refused == null;
    }

    /**
     * All of it, without secrets.
     *
     * @param started what the gateway started with, some of which no change changes
     */
    JsonObject describe(GatewayConfig started, Fingerprints fingerprints) {
        Path file = inForce.file();
        return new JsonObject()
                .put("since", since.toString())
                .put("origin", file == null ? null : file.toAbsolutePath().toString())
                .put("asInFiles", asInFiles())
                .put("canRollBack", before != null)
                .put("refused", refused == null ? null : describe(refused))
                .put("salt", fingerprints.salt())
                .mergeIn(ConfigurationDocument.of(
                        RestartNeeded.holding(started, inForce.config()), inForce.plugins(), fingerprints));
    }

    private static JsonObject describe(Refusal refusal) {
        List<JsonObject> problems = refusal.problems().stream()
                .map(problem ->
                        new JsonObject().put("pointer", problem.pointer()).put("detail", problem.message()))
                .toList();
        return new JsonObject().put("at", refusal.at().toString()).put("problems", new JsonArray(problems));
    }
}
