package io.quittance.core.http;

import io.quittance.core.reconcile.OrderDesk;
import io.quittance.core.reconcile.OrderRequest;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Notes what it is asked, and answers as it was told. */
final class FakeOrderDesk implements OrderDesk {

    final List<OrderRequest> requests = new CopyOnWriteArrayList<>();
    final List<String> cancelled = new CopyOnWriteArrayList<>();
    volatile Future<Registration> registration = Future.succeededFuture(Registration.CREATED);
    volatile Future<Boolean> cancellation = Future.succeededFuture(true);

    @Override
    public Future<Registration> register(OrderRequest request) {
        requests.add(request);
        return registration;
    }

    @Override
    public Future<Boolean> cancel(String merchant, String reference) {
        cancelled.add(merchant + "/" + reference);
        return cancellation;
    }
}
