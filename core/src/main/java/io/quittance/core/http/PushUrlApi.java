package io.quittance.core.http;

import static java.util.Objects.requireNonNull;

import io.quittance.core.http.ProblemDocument.InvalidValue;
import io.quittance.core.plugin.PluginUnavailableException;
import io.quittance.core.plugin.RunningAccount;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/** Tells a merchant which address to hand to a provider that takes one with each payment. */
public final class PushUrlApi implements ManagementApi {

    private final Function<String, Optional<RunningAccount>> accounts;
    private final Supplier<URI> publicBase;

    /**
     * Answers from these.
     *
     * @param accounts finds a running account by its id
     * @param publicBase how providers reach the intake, without a slash at the end
     */
    public PushUrlApi(Function<String, Optional<RunningAccount>> accounts, Supplier<URI> publicBase) {
        this.accounts = accounts;
        this.publicBase = publicBase;
    }

    @Override
    public void mount(Router router) {
        router.get("/v1/accounts/:id/push-url").respond(this::show);
    }

    private Future<PushUrl> show(RoutingContext context) {
        QueryParameters parameters = QueryParameters.of(context, Set.of("order"));
        String order = parameters.text("order");
        parameters.requireValid();
        if (order == null) {
            throw ProblemException.invalid(List.of(InvalidValue.parameter("order", "order is needed")));
        }
        RunningAccount account = accounts.apply(requireNonNull(context.pathParam("id")))
                .filter(known -> Caller.of(context).mayRead(known.config().merchant()))
                .orElseThrow(() -> ProblemException.notFound("There is no such account"));
        URI address = URI.create(publicBase.get() + account.config().path());
        return account.plugin()
                .notificationUrl(address, order)
                .recover(PushUrlApi::unavailable)
                .map(url -> url.map(found -> new PushUrl(found.toString()))
                        .orElseThrow(() -> ProblemException.notFound("The provider "
                                + account.config().provider() + " takes no address with a payment; set " + address
                                + " where its notifications are configured")));
    }

    private static <T> Future<T> unavailable(Throwable failure) {
        return Future.failedFuture(
                failure instanceof PluginUnavailableException
                        ? ProblemException.unavailable("The account's plugin cannot be asked: " + failure.getMessage())
                        : failure);
    }

    /** The address. */
    record PushUrl(String url) {}
}
