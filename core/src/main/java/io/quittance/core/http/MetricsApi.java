package io.quittance.core.http;

import io.quittance.core.telemetry.GatewayMetrics;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/** Lets Prometheus read all meters. */
public final class MetricsApi implements ManagementApi {

    private final GatewayMetrics metrics;

    /** Answers with these. */
    public MetricsApi(GatewayMetrics metrics) {
        this.metrics = metrics;
    }

    @Override
    public void mount(Router router) {
        router.get("/metrics").respond(this::scrape);
    }

    private Future<Buffer> scrape(RoutingContext context) {
        Caller.of(context).requireEveryMerchant();
        context.response().putHeader(HttpHeaders.CONTENT_TYPE, GatewayMetrics.MEDIA_TYPE);
        return Future.succeededFuture(Buffer.buffer(metrics.scrape()));
    }
}
