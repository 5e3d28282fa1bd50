package io.quittance.core.http;

import io.quittance.core.config.EndpointConfig;
import io.quittance.core.config.ManagementConfig.Role;
import io.quittance.core.console.Frame;
import io.quittance.core.console.Overview;
import io.quittance.core.console.Overview.AccountHealth;
import io.quittance.core.console.Overview.EndpointHealth;
import io.quittance.core.console.Overview.OpenCases;
import io.quittance.core.console.Pages;
import io.quittance.core.console.Pulse;
import io.quittance.core.console.Section;
import io.quittance.core.store.AccountQueries;
import io.quittance.core.store.CaseQueries;
import io.quittance.core.store.EndpointKey;
import io.quittance.core.store.EndpointStore;
import io.quittance.core.store.EndpointStore.Waiting;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** How it goes, at a glance. */
public final class ConsoleOverview implements ConsolePart {

    private final Pulse pulse;
    private final Supplier<List<AccountView>> accounts;
    private final Supplier<List<EndpointConfig>> endpoints;
    private final AccountQueries heard;
    private final CaseQueries cases;
    private final EndpointStore deliveries;
    private final Clock clock;

    /**
     * Tells what these say.
     *
     * @param accounts those that are configured now
     * @param endpoints likewise
     */
    public ConsoleOverview(
            Pulse pulse,
            Supplier<List<AccountView>> accounts,
            Supplier<List<EndpointConfig>> endpoints,
            AccountQueries heard,
            CaseQueries cases,
            EndpointStore deliveries,
            Clock clock) {
        this.pulse = pulse;
        this.accounts = accounts;
        this.endpoints = endpoints;
        this.heard = heard;
        this.cases = cases;
        this.deliveries = deliveries;
        this.clock = clock;
    }

    @Override
    public void mount(Router router) {
        router.get("/console").handler(this::show);
        router.get(ConsoleGate.LIVE).handler(this::refresh);
    }

    private void show(RoutingContext context) {
        Frame frame = ConsoleFrames.of(context, "Overview", Section.OVERVIEW);
        overview(Caller.of(context))
                .onSuccess(overview -> ConsoleFrames.send(context, Pages.of(frame, overview)))
                .onFailure(context::fail);
    }

    private void refresh(RoutingContext context) {
        overview(Caller.of(context))
                .onSuccess(overview -> ConsoleFrames.send(context, Pages.live(overview)))
                .onFailure(context::fail);
    }

    private Future<Overview> overview(Caller caller) {
        List<AccountView> visible = accounts.get().stream()
                .filter(account -> caller.mayRead(account.merchant()))
                .toList();
        Future<Map<String, Instant>> times = heard.lastHeard();
        Future<List<OpenCases>> open = cases.openByKind(caller.merchant())
                .map(kinds -> kinds.stream().map(ConsoleOverview::open).toList());
        Future<List<EndpointHealth>> behind = deliveries
                .waiting(endpointsOf(caller))
                .map(waiting -> waiting.stream().map(ConsoleOverview::health).toList());
        return Future.all(times, open, behind)
                .map(all -> new Overview(
                        clock.instant(),
                        // As the meters are: of the gateway as a whole.
                        caller.role() == Role.MERCHANT ? null : pulse.beats(),
                        open.result(),
                        visible.stream()
                                .map(account -> health(account, times.result()))
                                .toList(),
                        behind.result()));
    }

    private List<EndpointKey> endpointsOf(Caller caller) {
        return endpoints.get().stream()
                .filter(endpoint -> caller.mayRead(endpoint.merchant()))
                .map(endpoint -> new EndpointKey(endpoint.merchant(), endpoint.id()))
                .toList();
    }

    private static OpenCases open(CaseQueries.OpenKind kind) {
        return new OpenCases(kind.kind(), kind.count(), kind.isAtLeast());
    }

    private static EndpointHealth health(Waiting waiting) {
        return new EndpointHealth(
                waiting.endpoint().id(),
                waiting.endpoint().merchant(),
                waiting.deliveries(),
                Duration.ofSeconds(waiting.oldestSeconds()));
    }

    private static AccountHealth health(AccountView account, Map<String, Instant> heard) {
        return health(account, heard.get(account.id()));
    }

    /** How an account is. */
    static AccountHealth health(AccountView account, @Nullable Instant heard) {
        String state =
                account.running() ? account.isolation().equals("none") ? "running" : account.isolation() : "stopped";
        return new AccountHealth(
                account.id(), account.merchant(), account.provider(), account.live(), state, account.problem(), heard);
    }
}
