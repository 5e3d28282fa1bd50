package io.quittance.core.cli;

import io.quittance.core.Configured;
import io.quittance.core.intake.ExplainedAnswer;
import io.quittance.core.plugin.AccountRegistry;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.telemetry.ControlCharacters;
import io.vertx.core.Future;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code quittance ack}: what an account's provider is answered, why, and what it does then. */
@Command(
        name = "ack",
        description = {
            "Explains what the provider of an account is answered, for each outcome of a notification.",
            "A row tells status, headers and body, whether the provider's plugin or the configuration decided them, and what the"
                    + " provider does then. No gateway has to run."
        },
        footer = {
            "What the provider of an account is answered",
            "quittance ack --config quittance.json --account shop-de-cards"
        })
final class AckCommand implements Callable<Integer> {

    private static final String ROW = "%-16s %-7s %-14s %-34s %-44s %s%n";
    private static final int SHOWN = 60;
    private static final String NOTHING = "-";

    @Option(names = "--config", paramLabel = "FILE", required = true, description = "The configuration file.")
    private @Nullable Path config;

    @Option(names = "--account", paramLabel = "ID", required = true, description = "The account.")
    private @Nullable String account;

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        try (Configured configured = Installation.source(config).load()) {
            String id = Objects.requireNonNull(account, "a required option");
            OfflineAccounts.ask(configured, accounts -> explain(find(accounts, id)));
        }
        return ExitCode.OK;
    }

    private static RunningAccount find(AccountRegistry accounts, String id) {
        return accounts.findById(id)
                .orElseThrow(() -> new CommandException("there is no account \"" + id + "\"; there are: "
                        + (accounts.accounts().isEmpty() ? "none" : names(accounts.accounts()))));
    }

    private static String names(List<RunningAccount> accounts) {
        return accounts.stream().map(found -> found.config().id()).sorted().collect(Collectors.joining(", "));
    }

    private Future<List<ExplainedAnswer>> explain(RunningAccount found) {
        return ExplainedAnswer.matrix(found).onSuccess(answers -> print(found, answers));
    }

    private void print(RunningAccount found, List<ExplainedAnswer> answers) {
        PrintWriter out = Printing.out(spec);
        out.printf(ROW, "OUTCOME", "STATUS", "FROM", "THE PROVIDER", "HEADERS", "BODY");
        for (ExplainedAnswer explained : answers) {
            out.printf(
                    ROW,
                    explained.outcome().name().toLowerCase(Locale.ROOT),
                    explained.answer().status(),
                    explained.configured().isPresent() ? "configuration" : "provider",
                    explained.consequence(found.manifest()),
                    headers(explained),
                    shortened(explained.answer().body().toString()));
        }
        out.flush();
    }

    private static String headers(ExplainedAnswer explained) {
        String headers = explained.answer().headers().entrySet().stream()
                .map(header -> header.getKey() + ": " + header.getValue())
                .sorted()
                .collect(Collectors.joining(", "));
        return headers.isEmpty() ? NOTHING : headers;
    }

    private static String shortened(String body) {
        String line = ControlCharacters.replaced(body.replaceAll("\\s", " "));
        String shown = line.length() > SHOWN ? line.substring(0, SHOWN) + "..." : line;
        return shown.isEmpty() ? NOTHING : shown;
    }
}
