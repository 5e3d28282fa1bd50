package io.quittance.core.cli;

import static java.util.Objects.requireNonNull;

import io.quittance.core.config.NearName;
import io.quittance.core.plugin.ConformanceKit;
import io.quittance.core.plugin.ConformanceSubjects;
import io.quittance.core.plugin.LoadedPlugins;
import io.quittance.core.plugin.PluginDirectory;
import io.quittance.core.plugin.PluginLoader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code quittance conform}: the conformance kit, run on a plugin as it would be installed. */
@Command(
        name = "conform",
        description = {
            "Tries a provider's jar against all that the SPI asks.",
            "The jar is loaded as a gateway loads it; a jar with what its author recorded tells what its provider sends."
        },
        footer = {
            "All checks", "quittance conform acme-provider.jar",
            "One check, with recordings that lie elsewhere",
                    "quittance conform acme-provider.jar --tests acme-recordings.jar --check parse-is-pure"
        },
        exitCodeList = {
            "0:It passed all checks.",
            "1:It failed a check, or there is nothing to be tried.",
            "2:A fault of Quittance."
        })
final class ConformCommand implements Callable<Integer> {

    private static final String DOING = "checks";
    private static final Pattern VERDICT = Pattern.compile("(passed|failed|skipped) ");

    @Parameters(paramLabel = "JAR", description = "The plugin: a jar, or a directory of jars.")
    private Path jar = Path.of("");

    @Option(
            names = "--tests",
            paramLabel = "JAR",
            description =
                    "What its author recorded. Without it: NAME-tests.jar beside NAME.jar, or in the installation.")
    private @Nullable Path tests;

    @Option(names = "--check", paramLabel = "NAME", description = "Runs this check alone; may be given several times.")
    private List<String> checks = List.of();

    @Option(
            names = "--limit",
            paramLabel = "TIME",
            defaultValue = "5m",
            converter = ShortDuration.class,
            description = "How long one check may take. Default: ${DEFAULT-VALUE}.")
    private Duration limit = Duration.ofMinutes(5);

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        Path plugin = existing(jar);
        try (ConformanceKit kit = ConformanceKit.load(Installation.conformance().resolve("kit"));
                LoadedPlugins loaded = load(plugin);
                Progress progress = Progress.of(requireNonNull(spec));
                ConformanceSubjects subjects = new ConformanceSubjects(
                        companion(plugin), kit, loaded, new PluginDirectory(Installation.simulators()).jars())) {
            List<?> tried = subjects.load();
            List<String> chosen = chosen(kit.checks());
            AtomicLong done = new AtomicLong();
            long total = (long) tried.size() * chosen.size();
            progress.reach(DOING, 0, total);
            return kit.run(tried, chosen, limit, line -> {
                        progress.aside(() -> print(line));
                        if (VERDICT.matcher(line).lookingAt()) {
                            progress.reach(DOING, done.incrementAndGet(), total);
                        }
                    })
                    ? ExitCode.OK
                    : ExitCode.WRONG_INPUT;
        }
    }

    private List<String> chosen(List<String> existing) {
        for (String check : checks) {
            if (!existing.contains(check)) {
                throw new CommandException("--check " + check + ": there is no such check; there are: "
                        + NearName.list(existing) + NearName.hint(check, existing));
            }
        }
        return checks.isEmpty() ? existing : checks;
    }

    private static LoadedPlugins load(Path plugin) {
        LoadedPlugins loaded = PluginLoader.loadOne(plugin);
        if (!loaded.broken().isEmpty()) {
            throw new CommandException(loaded.broken().get(0).toString());
        }
        return loaded;
    }

    private Path companion(Path plugin) {
        return tests == null ? Companion.of(plugin, Installation.conformance()) : existing(tests);
    }

    private static Path existing(Path file) {
        Path found = Installation.find(file);
        if (!Files.exists(found)) {
            throw new CommandException("There is no file " + file);
        }
        return found;
    }

    private void print(String line) {
        PrintWriter out = Printing.out(spec);
        out.println(line);
        out.flush();
    }
}
