package io.quittance.core;

import io.quittance.core.config.AccountConfig;
import io.quittance.core.config.ManagementConfig.Token;
import io.quittance.core.console.SignInLimit;
import io.quittance.core.http.AccountView;
import io.quittance.core.http.AuditApi;
import io.quittance.core.http.AuditLog;
import io.quittance.core.http.BackfillsApi;
import io.quittance.core.http.BearerAuthentication;
import io.quittance.core.http.CasesApi;
import io.quittance.core.http.ConfigurationApi;
import io.quittance.core.http.ConfigurationDesk;
import io.quittance.core.http.ConsoleAccounts;
import io.quittance.core.http.ConsoleAudit;
import io.quittance.core.http.ConsoleCases;
import io.quittance.core.http.ConsoleDeliveries;
import io.quittance.core.http.ConsoleNotifications;
import io.quittance.core.http.ConsoleOrders;
import io.quittance.core.http.ConsoleOverview;
import io.quittance.core.http.ConsolePart;
import io.quittance.core.http.ConsoleReplays;
import io.quittance.core.http.ConsoleRoutes;
import io.quittance.core.http.DeliveriesApi;
import io.quittance.core.http.ErasuresApi;
import io.quittance.core.http.FeedApi;
import io.quittance.core.http.HealthApi;
import io.quittance.core.http.InventoryApi;
import io.quittance.core.http.ManagementApi;
import io.quittance.core.http.ManagementRouter;
import io.quittance.core.http.MetricsApi;
import io.quittance.core.http.NotificationsApi;
import io.quittance.core.http.OpenApiDocument;
import io.quittance.core.http.OrderSearchApi;
import io.quittance.core.http.OrdersApi;
import io.quittance.core.http.ProviderView;
import io.quittance.core.http.PushUrlApi;
import io.quittance.core.http.ReplaysApi;
import io.quittance.core.http.SenderAddress;
import io.quittance.core.plugin.AccountRegistry;
import io.quittance.core.plugin.LoadedPlugins;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.reconcile.LedgerCaseDesk;
import io.quittance.core.reconcile.LedgerOrderDesk;
import io.quittance.core.store.AccountQueries;
import io.quittance.core.store.AuditStore;
import io.quittance.core.store.CaseQueries;
import io.quittance.core.store.DeliveryQueries;
import io.quittance.core.store.DeliveryRetries;
import io.quittance.core.store.EndpointStore;
import io.quittance.core.store.ErasureStore;
import io.quittance.core.store.NotificationQueries;
import io.quittance.core.store.OrderQueries;
import io.quittance.core.store.OrderSearch;
import io.quittance.core.store.TimelineQueries;
import io.quittance.core.store.WireNames;
import io.quittance.spi.ProviderManifest;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.sqlclient.Pool;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

/** Wires the management API. */
final class Management {

    private Management() {}

    static Handler<HttpServerRequest> create(
            Foundation foundation,
            AccountRegistry registry,
            Supplier<URI> publicBase,
            Workers workers,
            MerchantEvents events,
            Supplier<Future<Boolean>> readiness,
            ConfigurationDesk desk) {
        Pool pool = foundation.database().management();
        Supplier<List<AccountView>> accounts =
                () -> registry.accounts().stream().map(Management::view).toList();
        List<ProviderView> providers = providers(foundation.plugins());
        Supplier<List<Token>> tokens = () -> foundation.config().management().tokens();
        SenderAddress senders = senders(foundation);
        AuditLog audit = new AuditLog(new AuditStore(pool), foundation.metrics(), foundation.clock());
        Shared shared = new Shared(
                notifications(foundation, audit),
                new ReplaysApi(workers.replayDesk(), queries(foundation), audit),
                deliveries(foundation, events, audit),
                cases(foundation, workers, audit),
                new InventoryApi(accounts, () -> providers, new AccountQueries(pool)),
                new AuditApi(new AuditStore(pool)));
        List<ManagementApi> parts = List.of(
                new HealthApi(readiness, () -> !foundation.watch().losesLoop()),
                new MetricsApi(foundation.metrics()),
                new OpenApiDocument(),
                orders(foundation, registry, workers, accounts),
                new OrderSearchApi(new OrderSearch(pool)),
                new FeedApi(events.feed()),
                shared.notifications(),
                shared.replays(),
                shared.deliveries(),
                shared.cases(),
                shared.inventory(),
                shared.entries(),
                new BackfillsApi(workers.backfillDesk(), audit),
                new ErasuresApi(new ErasureStore(pool), audit, foundation.clock()),
                new PushUrlApi(registry::findById, publicBase),
                new ConfigurationApi(desk, audit),
                new ConsoleRoutes(
                        foundation.console(), tokens, senders, audit, shared.pages(foundation, registry, accounts)));
        return ManagementRouter.create(foundation.vertx(), authentication(foundation, tokens, senders), parts);
    }

    private static DeliveriesApi deliveries(Foundation foundation, MerchantEvents events, AuditLog audit) {
        Pool pool = foundation.database().management();
        return new DeliveriesApi(
                new DeliveryQueries(pool), new DeliveryRetries(pool), events::deliver, audit, foundation.clock());
    }

    private static BearerAuthentication authentication(
            Foundation foundation, Supplier<List<Token>> tokens, SenderAddress senders) {
        return new BearerAuthentication(tokens, senders, new SignInLimit(foundation.clock(), SignInLimit.OF_PROGRAMS));
    }

    private static SenderAddress senders(Foundation foundation) {
        return new SenderAddress(() -> foundation.config().management().trustedProxies());
    }

    /** What API and console share. */
    private record Shared(
            NotificationsApi notifications,
            ReplaysApi replays,
            DeliveriesApi deliveries,
            CasesApi cases,
            InventoryApi inventory,
            AuditApi entries) {

        ConsolePart[] pages(Foundation foundation, AccountRegistry registry, Supplier<List<AccountView>> accounts) {
            Pool pool = foundation.database().management();
            return new ConsolePart[] {
                overview(foundation, accounts),
                new ConsoleOrders(
                        new OrderSearchApi(new OrderSearch(pool)),
                        new OrderQueries(pool),
                        new TimelineQueries(pool),
                        accounts),
                new ConsoleNotifications(notifications, replays, accounts),
                new ConsoleReplays(replays),
                new ConsoleDeliveries(deliveries, () -> foundation.config().endpoints()),
                new ConsoleCases(cases),
                new ConsoleAccounts(inventory, registry::findById, foundation.clock()),
                new ConsoleAudit(entries)
            };
        }
    }

    private static OrdersApi orders(
            Foundation foundation, AccountRegistry registry, Workers workers, Supplier<List<AccountView>> accounts) {
        Pool pool = foundation.database().management();
        return new OrdersApi(
                new LedgerOrderDesk(workers.ledger(), workers.terms(), Recovery.asked(registry), foundation.clock()),
                new OrderQueries(pool),
                new TimelineQueries(pool),
                accounts);
    }

    private static NotificationQueries queries(Foundation foundation) {
        return new NotificationQueries(
                foundation.database().management(), foundation.database().seal());
    }

    private static NotificationsApi notifications(Foundation foundation, AuditLog audit) {
        return new NotificationsApi(
                new NotificationQueries(
                        foundation.database().management(),
                        foundation.database().seal()),
                provider -> foundation.plugins().manifest(provider).map(ProviderManifest::sensitiveFields),
                audit);
    }

    private static CasesApi cases(Foundation foundation, Workers workers, AuditLog audit) {
        return new CasesApi(
                new CaseQueries(foundation.database().management()),
                new LedgerCaseDesk(workers.ledger(), workers.terms(), foundation.metrics(), foundation.clock()),
                audit);
    }

    private static ConsoleOverview overview(Foundation foundation, Supplier<List<AccountView>> accounts) {
        Pool pool = foundation.database().management();
        return new ConsoleOverview(
                foundation.console().pulse(),
                accounts,
                () -> foundation.config().endpoints(),
                new AccountQueries(pool),
                new CaseQueries(pool),
                new EndpointStore(pool),
                foundation.clock());
    }

    private static AccountView view(RunningAccount account) {
        AccountConfig config = account.config();
        return new AccountView(
                config.id(),
                config.merchant(),
                config.provider(),
                config.path(),
                config.live(),
                account.takesWork(),
                WireNames.of(account.isolation().level()),
                account.isolation().reason().orElse(null),
                account.credentials());
    }

    private static List<ProviderView> providers(LoadedPlugins plugins) {
        return plugins.plugins().stream()
                .map(plugin -> ProviderView.of(plugin.name(), plugin.fileName(), plugin.manifest()))
                .toList();
    }
}
