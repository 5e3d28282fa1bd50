package io.quittance.distribution;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A command of the distribution that came to its end, with what it printed where. */
record CommandLineRun(int exitCode, String out, String err) {
    private static final long LIMIT_SECONDS = 120;

    /** Runs a command with variables of its own. */
    static CommandLineRun of(Map<String, String> environment, String... words)
            throws IOException, InterruptedException {
        Path out = Files.createTempFile("quittance-out", ".txt");
        Path err = Files.createTempFile("quittance-err", ".txt");
        List<String> command = Stream.concat(
                        Stream.of(GatewayProcess.HOME.resolve("bin/quittance").toString()), Stream.of(words))
                .toList();
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                throw new AssertionError("The command did not end: " + command);
            }
            return new CommandLineRun(process.exitValue(), Files.readString(out, UTF_8), Files.readString(err, UTF_8));
        } finally {
            process.destroyForcibly();
            Files.delete(out);
            Files.delete(err);
        }
    }

    JsonObject json() {
        return new JsonObject(out);
    }

    /** The items of a list that was printed for a machine. */
    List<JsonObject> items() {
        return json().getJsonArray("items").stream().map(JsonObject.class::cast).toList();
    }
}
