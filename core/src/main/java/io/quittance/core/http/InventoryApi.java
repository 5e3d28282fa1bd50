package io.quittance.core.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quittance.core.store.AccountQueries;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What runs: accounts and providers. */
public final class InventoryApi implements ManagementApi {

    private final Supplier<List<AccountView>> accounts;
    private final Supplier<List<ProviderView>> providers;
    private final AccountQueries queries;

    /**
     * Answers from these.
     *
     * @param accounts those that are configured now
     * @param providers those that are loaded now
     */
    public InventoryApi(
            Supplier<List<AccountView>> accounts, Supplier<List<ProviderView>> providers, AccountQueries queries) {
        this.accounts = accounts;
        this.providers = providers;
        this.queries = queries;
    }

    @Override
    public void mount(Router router) {
        router.get("/v1/accounts").respond(this::listAccounts);
        router.get("/v1/providers").respond(this::listProviders);
    }

    private Future<Page<AccountRow>> listAccounts(RoutingContext context) {
        QueryParameters.of(context, Set.of()).requireValid();
        List<AccountView> visible = visibleTo(Caller.of(context));
        return queries.lastHeard()
                .map(times -> visible.stream()
                        .map(account -> new AccountRow(account, times.get(account.id())))
                        .toList())
                .map(Page::single);
    }

    private Future<Page<ProviderView>> listProviders(RoutingContext context) {
        QueryParameters.of(context, Set.of()).requireValid();
        Caller caller = Caller.of(context);
        Set<String> used = visibleTo(caller).stream().map(AccountView::provider).collect(Collectors.toSet());
        return Future.succeededFuture(Page.single(providers.get().stream()
                .filter(provider -> caller.merchant() == null || used.contains(provider.name()))
                .toList()));
    }

    private List<AccountView> visibleTo(Caller caller) {
        return accounts.get().stream()
                .filter(account -> caller.mayRead(account.merchant()))
                .toList();
    }

    /**
     * An account in the list.
     *
     * @param lastHeardAt when its provider last told something new; null: never
     */
    record AccountRow(
            @JsonUnwrapped AccountView account, @Nullable Instant lastHeardAt) {}
}
