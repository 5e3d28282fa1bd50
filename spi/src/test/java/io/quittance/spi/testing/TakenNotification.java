package io.quittance.spi.testing;

import io.quittance.spi.InboundNotification;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A notification that came over HTTP, read as strictly as the gateway reads it. */
record TakenNotification(
        Instant receivedAt,
        String method,
        String path,
        MultiMap parameters,
        MultiMap headerFields,
        String remoteAddress,
        Buffer body)
        implements InboundNotification {

    static TakenNotification of(HttpServerRequest request, Buffer body, Instant receivedAt) {
        return new TakenNotification(
                receivedAt,
                request.method().name(),
                request.path(),
                request.params(),
                request.headers(),
                request.remoteAddress().hostAddress(),
                body);
    }

    @Override
    public Optional<String> query(String name) {
        return queryValues(name).stream().findFirst();
    }

    @Override
    public List<String> queryValues(String name) {
        return parameters.getAll(name);
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(headerFields.get(name));
    }

    @Override
    public List<Map.Entry<String, String>> headers() {
        return headerFields.entries();
    }

    @Override
    public JsonObject json() {
        return StrictJson.object(body);
    }
}
