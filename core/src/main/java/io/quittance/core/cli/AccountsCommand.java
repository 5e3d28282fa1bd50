package io.quittance.core.cli;

import static java.util.Objects.requireNonNull;

import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code quittance accounts}: what runs. */
@Command(
        name = "accounts",
        description = {
            "Lists the accounts that the gateway runs, and the use of their keys.",
            "It tells when each was last heard, and why one does not run."
        },
        footer = {
            "What runs", "quittance accounts --config quittance.json",
            "A gateway elsewhere, with the token in QUITTANCE_TOKEN",
                    "quittance accounts --url https://gateway.example:8081"
        })
final class AccountsCommand implements Callable<Integer> {

    private static final List<Column> KEYS = List.of(
            Column.text("ACCOUNT", "account"), Column.text("KEY", "name"), Column.time("LAST USED", "lastUsedAt"));

    @Mixin
    private final GatewayOptions gateway = new GatewayOptions();

    @Mixin
    private final JsonOption json = new JsonOption();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws InterruptedException {
        RunningGateway running = gateway.toRead();
        JsonObject accounts = running.read("/v1/accounts");
        Map<String, String> versions = json.isWanted() ? Map.of() : versions(running.read("/v1/providers"));
        new Document(requireNonNull(spec), json)
                .print(accounts, (found, out, screen) -> tell(Documents.items(found, "items"), versions, out, screen));
        return ExitCode.OK;
    }

    private static void tell(List<JsonObject> accounts, Map<String, String> versions, PrintWriter out, Screen screen) {
        if (accounts.isEmpty()) {
            out.println("none");
            return;
        }
        new Table(out, screen, columns(versions)).print(accounts);
        Document.section(
                out,
                screen,
                "Keys",
                accounts.stream()
                        .flatMap(account -> Documents.items(account, "credentials").stream()
                                .map(key -> key.copy().put("account", account.getString("id"))))
                        .toList(),
                KEYS);
        Document.section(
                out,
                screen,
                "Problems",
                accounts.stream()
                        .filter(account -> account.getString("problem") != null)
                        .toList(),
                List.of(Column.whole("ACCOUNT", "id"), Column.whole("PROBLEM", "problem")));
    }

    private static List<Column> columns(Map<String, String> versions) {
        return List.of(
                Column.whole("ACCOUNT", "id"),
                Column.text("MERCHANT", "merchant"),
                new Column(
                        "PROVIDER",
                        Column.Kind.WHOLE,
                        account -> Values.printable(account.getString("provider") + " "
                                        + versions.getOrDefault(account.getString("provider"), ""))
                                .strip()),
                new Column("RUNNING", Column.Kind.STATE, account -> Values.yes(account, "running")),
                new Column("LIVE", Column.Kind.WHOLE, account -> Values.yes(account, "live")),
                Column.whole("ISOLATION", "isolation"),
                Column.time("LAST HEARD", "lastHeardAt"),
                Column.text("PATH", "path"));
    }

    private static Map<String, String> versions(JsonObject providers) {
        return Documents.items(providers, "items").stream()
                .collect(Collectors.toMap(
                        provider -> provider.getString("name"),
                        provider -> provider.getString("version"),
                        (first, second) -> second));
    }
}
