package io.quittance.spi.testing;

import io.quittance.spi.InboundNotification;
import io.quittance.spi.ProviderException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A notification made by a test.
 *
 * @param receivedAt when it came
 * @param path where to
 * @param headers with which headers
 * @param queryParameters with which query
 * @param body with which bytes
 */
public record TestingNotification(
        Instant receivedAt,
        String path,
        List<Map.Entry<String, String>> headers,
        Map<String, String> queryParameters,
        Buffer body)
        implements InboundNotification {

    /** A notification with a body only. */
    public static TestingNotification of(String body) {
        return new TestingNotification(
                Instant.parse("2026-01-01T00:00:00Z"), "/", List.of(), Map.of(), Buffer.buffer(body));
    }

    /** The same with one more header. */
    public TestingNotification withHeader(String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(headers);
        more.add(Map.entry(name, value));
        return new TestingNotification(receivedAt, path, List.copyOf(more), queryParameters, body);
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public Optional<String> query(String name) {
        return Optional.ofNullable(queryParameters.get(name));
    }

    @Override
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    @Override
    public String remoteAddress() {
        return "127.0.0.1";
    }

    @Override
    public JsonObject json() {
        try {
            return new JsonObject(body);
        } catch (DecodeException | ClassCastException e) {
            throw ProviderException.malformed("Not a JSON object");
        }
    }
}
