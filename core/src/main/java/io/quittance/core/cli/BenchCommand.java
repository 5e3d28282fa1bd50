package io.quittance.core.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Unmatched;

/**
 * {@code quittance bench}: hands over to the bench of the installation. That is a process of its own, because it has more
 * memory than a gateway, and because nothing of it is on the gateway's class path.
 */
@Command(
        name = BenchCommand.NAME,
        description = {
            "Measures the gateway on this machine, beside its limits and its peers; --help tells how.",
            "It is a program of its own: what is given is passed on to it."
        },
        footer = {
            "All numbers, which takes hours", "quittance bench",
            "A quick look", "quittance bench --quick",
            "A store with a million notifications, to try things on",
                    "quittance bench fill --config quittance.json --notifications 1000000"
        })
final class BenchCommand implements Callable<Integer> {

    static final String NAME = "bench";

    private static final String MAIN = "io.quittance.bench.Main";
    private static final long END_SECONDS = 30;

    @Unmatched
    private List<String> arguments = new ArrayList<>();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Path jars = Installation.bench();
        if (!Files.isDirectory(jars)) {
            throw new CommandException("there is no directory " + jars + " with the bench of this installation");
        }
        Process bench = new ProcessBuilder(command(jars)).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(bench), "shutdown"));
        return bench.waitFor();
    }

    /** It is a program of its own, which tells itself how it is used. */
    int help(List<String> names) throws IOException, InterruptedException {
        arguments = Stream.concat(names.stream(), Stream.of("--help")).toList();
        return call();
    }

    private List<String> command(Path jars) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx1g",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8",
                "-DQUITTANCE_LOG_LEVEL=WARN",
                "-Dquittance.terminal.error=" + Progress.isTerminal(),
                "-Dquittance.home=" + Installation.home().toAbsolutePath(),
                "-cp",
                Installation.home().resolve("lib") + "/*" + File.pathSeparator + jars + "/*",
                MAIN));
        command.addAll(arguments);
        return command;
    }

    /** It ends what it started; without it that would go on. */
    private static void end(Process bench) {
        bench.destroy();
        try {
            bench.waitFor(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
