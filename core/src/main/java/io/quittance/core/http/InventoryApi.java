package io.quittance.core.http;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.quittance.core.store.AccountQueries;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
        return accounts(Caller.of(context)).map(Page::single);
    }

    /** The accounts that a caller may see. */
    Future<List<AccountRow>> accounts(Caller caller) {
        List<AccountView> visible = visibleTo(caller);
        return queries.lastHeard()
                .compose(heard -> queries.lastUses()
                        .map(uses -> visible.stream()
                                .map(account -> row(account, heard, uses.getOrDefault(account.id(), Map.of())))
                                .toList()));
    }

    private Future<Page<ProviderView>> listProviders(RoutingContext context) {
        QueryParameters.of(context, Set.of()).requireValid();
        return Future.succeededFuture(Page.single(providers(Caller.of(context))));
    }

    /** The providers that a caller may see. */
    List<ProviderView> providers(Caller caller) {
        Set<String> used = visibleTo(caller).stream().map(AccountView::provider).collect(Collectors.toSet());
        return providers.get().stream()
                .filter(provider -> caller.merchant() == null || used.contains(provider.name()))
                .toList();
    }

    private List<AccountView> visibleTo(Caller caller) {
        return accounts.get().stream()
                .filter(account -> caller.mayRead(account.merchant()))
                .toList();
    }

    private static AccountRow row(AccountView account, Map<String, Instant> heard, Map<String, Instant> uses) {
        List<CredentialRow> credentials = account.credentials().stream()
                .map(name -> new CredentialRow(name, uses.get(name)))
                .toList();
        return new AccountRow(account, heard.get(account.id()), credentials);
    }

    /**
     * An account in the list.
     *
     * @param lastHeardAt when its provider last told something new; null: never
     */
    record AccountRow(
            @JsonUnwrapped AccountView account, @Nullable Instant lastHeardAt, List<CredentialRow> credentials) {}

    /**
     * A credential of an account.
     *
     * @param name with the key's fingerprint
     * @param lastUsedAt when a sender last proved to hold it; null: never
     */
    record CredentialRow(String name, @Nullable Instant lastUsedAt) {}
}
