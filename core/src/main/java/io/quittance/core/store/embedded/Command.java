package io.quittance.core.store.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.core.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Runs programs of Postgres, which refuse to run as root: there they get a user namespace in which nobody is root. */
final class Command {

    /**
     * What a program ended with.
     *
     * @param output its standard output and standard error
     */
    record Result(int exitCode, String output) {
        boolean succeeded() {
            return exitCode == 0;
        }
    }

    private static final List<String> AS_NOBODY = List.of("unshare", "--user");
    private static final int LIMIT_SECONDS = 600;
    private static final String ADVICE =
            "; run the gateway as an ordinary user, or run a Postgres server and set store.uri";

    private final List<String> prefix;

    private Command(List<String> prefix) {
        this.prefix = prefix;
    }

    /** As the user who owns this directory, who is who we are, because we made it. */
    static Command forOwnerOf(Path directory) throws IOException, InterruptedException {
        if (!Files.getAttribute(directory, "unix:uid").equals(0)) {
            return new Command(List.of());
        }
        Command command = new Command(AS_NOBODY);
        try {
            Result probe = command.run("", "true");
            if (!probe.succeeded()) {
                throw new StoreException("Postgres does not run as root, and this machine forbids 'unshare --user' ("
                        + probe.output().strip() + ")" + ADVICE);
            }
        } catch (IOException e) {
            throw new StoreException("Postgres does not run as root, and 'unshare' is not installed" + ADVICE, e);
        }
        return command;
    }

    /** Runs a program to its end, with this text as its standard input. */
    Result run(String input, String... program) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(prefix);
        line.addAll(List.of(program));
        ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
        cleanEnvironment(builder.environment());
        Process process = builder.start();
        try (var standardInput = process.getOutputStream()) {
            standardInput.write(input.getBytes(UTF_8));
        }
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new StoreException(program[0] + " did not end within " + LIMIT_SECONDS + " s");
        }
        return new Result(process.exitValue(), output);
    }

    /** Variables such as PGDATA or PGPORT are meant for another server than ours. */
    private static void cleanEnvironment(Map<String, String> environment) {
        environment.keySet().removeIf(name -> name.startsWith("PG") || name.startsWith("LC_"));
        environment.put("LC_ALL", "C.UTF-8");
    }
}
