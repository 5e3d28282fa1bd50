package io.quittance.spi.testing.conformance;

import io.quittance.spi.InboundNotification;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A notification that keeps whether somebody parsed it. */
final class ListeningNotification implements InboundNotification {

    private final InboundNotification notification;
    private volatile boolean parsed;

    ListeningNotification(InboundNotification notification) {
        this.notification = notification;
    }

    boolean isParsed() {
        return parsed;
    }

    @Override
    public JsonObject json() {
        parsed = true;
        return notification.json();
    }

    @Override
    public Instant receivedAt() {
        return notification.receivedAt();
    }

    @Override
    public String method() {
        return notification.method();
    }

    @Override
    public String path() {
        return notification.path();
    }

    @Override
    public Optional<String> query(String name) {
        return notification.query(name);
    }

    @Override
    public List<String> queryValues(String name) {
        return notification.queryValues(name);
    }

    @Override
    public Optional<String> header(String name) {
        return notification.header(name);
    }

    @Override
    public List<Map.Entry<String, String>> headers() {
        return notification.headers();
    }

    @Override
    public String remoteAddress() {
        return notification.remoteAddress();
    }

    @Override
    public Buffer body() {
        return notification.body();
    }
}
