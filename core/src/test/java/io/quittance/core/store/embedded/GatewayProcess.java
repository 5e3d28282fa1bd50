package io.quittance.core.store.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/** What of a gateway matters here: another process that holds an embedded server until it is killed. */
final class GatewayProcess {

    static final String SERVING = "serving";

    private final Process process;

    private GatewayProcess(Process process) {
        this.process = process;
    }

    /** Starts the process and waits until its server serves. */
    static GatewayProcess start(Path directory, Path binaries) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        GatewayProcess.class.getName(),
                        directory.toString(),
                        binaries.toString())
                .redirectErrorStream(true)
                .start();
        BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
        StringBuilder said = new StringBuilder();
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.equals(SERVING)) {
                return new GatewayProcess(process);
            }
            said.append(line).append('\n');
        }
        throw new IOException(said.toString());
    }

    long id() {
        return process.pid();
    }

    void kill() {
        process.destroyForcibly().onExit().join();
    }

    public static void main(String[] arguments) throws Exception {
        EmbeddedOptions options =
                new EmbeddedOptions(EmbeddedOptions.shippedArchive(), Path.of(arguments[1]), Map.of());
        new EmbeddedPostgresServer(Path.of(arguments[0]), options).start();
        System.out.println(SERVING);
        Thread.currentThread().join();
    }
}
