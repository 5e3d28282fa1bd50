package io.quittance.core.http;

import io.quittance.core.config.ManagementConfig.Role;
import io.quittance.core.console.AccountPage;
import io.quittance.core.console.AccountPage.Answer;
import io.quittance.core.console.AccountPage.Credential;
import io.quittance.core.console.AccountsPage;
import io.quittance.core.console.AccountsPage.Provider;
import io.quittance.core.console.Frame;
import io.quittance.core.console.Pages;
import io.quittance.core.console.Section;
import io.quittance.core.console.Text;
import io.quittance.core.http.InventoryApi.AccountRow;
import io.quittance.core.intake.ExplainedAnswer;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.store.WireNames;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What runs, as the API tells it, and what each account's provider is answered. */
public final class ConsoleAccounts implements ConsolePart {

    private final InventoryApi inventory;
    private final Function<String, Optional<RunningAccount>> running;
    private final Clock clock;

    /**
     * Shows what the API tells.
     *
     * @param running an account by its id; empty if it does not run
     */
    public ConsoleAccounts(InventoryApi inventory, Function<String, Optional<RunningAccount>> running, Clock clock) {
        this.inventory = inventory;
        this.running = running;
        this.clock = clock;
    }

    @Override
    public void mount(Router router) {
        router.get("/console/accounts").handler(this::list);
        router.get("/console/accounts/:id").handler(this::show);
    }

    private void list(RoutingContext context) {
        Caller caller = Caller.of(context);
        Frame frame = ConsoleFrames.of(context, "Accounts", Section.ACCOUNTS);
        List<Provider> providers = inventory.providers(caller).stream()
                .map(ConsoleAccounts::provider)
                .toList();
        inventory
                .accounts(caller)
                .map(rows -> rows.stream()
                        .map(row -> ConsoleOverview.health(row.account(), row.lastHeardAt()))
                        .toList())
                .map(accounts -> new AccountsPage(clock.instant(), accounts, providers))
                .onSuccess(page -> ConsoleFrames.send(context, Pages.of(frame, page)))
                .onFailure(context::fail);
    }

    private void show(RoutingContext context) {
        Caller caller = Caller.of(context);
        String id = Objects.requireNonNull(context.pathParam("id"));
        Frame frame = ConsoleFrames.of(context, "Account " + id, Section.ACCOUNTS);
        inventory
                .accounts(caller)
                .map(rows -> rows.stream()
                        .filter(row -> row.account().id().equals(id))
                        .findFirst()
                        .orElseThrow(() -> ProblemException.notFound("There is no such account")))
                .compose(row -> page(row, running.apply(id), caller))
                .onSuccess(page -> ConsoleFrames.send(context, Pages.of(frame, page)))
                .onFailure(context::fail);
    }

    private Future<AccountPage> page(AccountRow row, Optional<RunningAccount> account, Caller caller) {
        return account.map(ConsoleAccounts::answers)
                .orElseGet(() -> Future.succeededFuture(List.of()))
                .map(answers -> new AccountPage(
                        clock.instant(),
                        ConsoleOverview.health(row.account(), row.lastHeardAt()),
                        row.account().path(),
                        account.map(found -> found.lookup().isPresent()).orElse(null),
                        row.credentials().stream()
                                .map(one -> new Credential(one.name(), one.lastUsedAt()))
                                .toList(),
                        answers,
                        settings(account, caller)));
    }

    /** As the configuration is to be read: by operators alone. Where a secret was, there is a placeholder since the start. */
    private static @Nullable String settings(Optional<RunningAccount> account, Caller caller) {
        return caller.role() == Role.OPERATOR
                ? account.map(found -> found.config().settings().encodePrettily())
                        .orElse(null)
                : null;
    }

    /** A plugin that cannot say it takes nothing away from what else there is to see. */
    private static Future<List<Answer>> answers(RunningAccount account) {
        return ExplainedAnswer.matrix(account)
                .map(matrix -> matrix.stream().map(one -> answer(account, one)).toList())
                .otherwise(List.of());
    }

    private static Answer answer(RunningAccount account, ExplainedAnswer explained) {
        return new Answer(
                WireNames.of(explained.outcome()),
                explained.answer().status(),
                explained.configured().isPresent() ? "configuration" : "provider",
                explained.consequence(account.manifest()),
                explained.answer().body().toString());
    }

    private static Provider provider(ProviderView provider) {
        return new Provider(
                provider.name(),
                provider.version(),
                provider.spi(),
                provider.jar(),
                String.join(", ", provider.methods()),
                Text.duration(Duration.parse(provider.retryWindow())));
    }
}
