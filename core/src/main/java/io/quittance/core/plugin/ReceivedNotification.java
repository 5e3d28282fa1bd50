package io.quittance.core.plugin;

import io.quittance.spi.InboundNotification;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a provider posted, as a plugin sees it: from the wire at intake, from the store afterwards. */
public final class ReceivedNotification implements InboundNotification {

    private final Instant receivedAt;
    private final String method;
    private final String path;
    private final String query;
    private final List<Map.Entry<String, String>> headers;
    private final String remoteAddress;
    private final Buffer body;
    private @Nullable JsonObject json;

    /**
     * A notification of these parts.
     *
     * @param query as it was sent, still encoded, without the question mark
     */
    public ReceivedNotification(
            Instant receivedAt,
            String method,
            String path,
            String query,
            List<Map.Entry<String, String>> headers,
            String remoteAddress,
            Buffer body) {
        this.receivedAt = receivedAt;
        this.method = method;
        this.path = path;
        this.query = query;
        this.headers = List.copyOf(headers);
        this.remoteAddress = remoteAddress;
        this.body = body;
    }

    @Override
    public Instant receivedAt() {
        return receivedAt;
    }

    @Override
    public String method() {
        return method;
    }

    @Override
    public String path() {
        return path;
    }

    /** The whole query as it was sent, without the question mark; empty if there is none. */
    public String query() {
        return query;
    }

    @Override
    public Optional<String> query(String name) {
        return queryValues(name).stream().findFirst();
    }

    @Override
    public List<String> queryValues(String name) {
        return QueryParameters.values(query, name);
    }

    @Override
    public Optional<String> header(String name) {
        List<String> values = headerValues(name);
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(0));
    }

    @Override
    public List<String> headerValues(String name) {
        List<String> values = new ArrayList<>();
        for (Map.Entry<String, String> header : headers) {
            if (header.getKey().equalsIgnoreCase(name)) {
                values.add(header.getValue());
            }
        }
        return Collections.unmodifiableList(values);
    }

    @Override
    public List<Map.Entry<String, String>> headers() {
        return headers;
    }

    @Override
    public String remoteAddress() {
        return remoteAddress;
    }

    @Override
    public Buffer body() {
        return body;
    }

    @Override
    public JsonObject json() {
        JsonObject parsed = json;
        if (parsed == null) {
            parsed = StrictJson.object(body);
            json = parsed;
        }
        return parsed;
    }
}
