package io.quittance.spi.testing;

import io.quittance.spi.InboundNotification;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A notification made by a test, read as strictly as the gateway reads it.
 *
 * @param receivedAt when it came
 * @param remoteAddress from where
 * @param path where to
 * @param headers with which headers
 * @param queryParameters with which query, decoded
 * @param body with which bytes
 */
public record TestingNotification(
        Instant receivedAt,
        String remoteAddress,
        String path,
        List<Map.Entry<String, String>> headers,
        List<Map.Entry<String, String>> queryParameters,
        Buffer body)
        implements InboundNotification {

    /** A notification with a body only. */
    public static TestingNotification of(String body) {
        return new TestingNotification(
                Instant.parse("2026-01-01T00:00:00Z"), "/", List.of(), Map.of(), Buffer.buffer(body));
    }

    /** A notification from this machine, with each query parameter once. */
    public TestingNotification(
            Instant receivedAt,
            String path,
            List<Map.Entry<String, String>> headers,
            Map<String, String> queryParameters,
            Buffer body) {
        this(receivedAt, "127.0.0.1", path, headers, List.copyOf(queryParameters.entrySet()), body);
    }

    /** The same with one more header. */
    public TestingNotification withHeader(String name, String value) {
        return new TestingNotification(
                receivedAt, remoteAddress, path, with(headers, name, value), queryParameters, body);
    }

    /** The same with one more query parameter. */
    public TestingNotification withQuery(String name, String value) {
        return new TestingNotification(
                receivedAt, remoteAddress, path, headers, with(queryParameters, name, value), body);
    }

    /** The same with another body. */
    public TestingNotification withBody(Buffer other) {
        return new TestingNotification(receivedAt, remoteAddress, path, headers, queryParameters, other);
    }

    /** The same from another address. */
    public TestingNotification from(String address) {
        return new TestingNotification(receivedAt, address, path, headers, queryParameters, body);
    }

    private static List<Map.Entry<String, String>> with(
            List<Map.Entry<String, String>> entries, String name, String value) {
        List<Map.Entry<String, String>> more = new ArrayList<>(entries);
        more.add(Map.entry(name, value));
        return List.copyOf(more);
    }

    @Override
    public String method() {
        return "POST";
    }

    @Override
    public Optional<String> query(String name) {
        return queryValues(name).stream().findFirst();
    }

    @Override
    public List<String> queryValues(String name) {
        return queryParameters.stream()
                .filter(parameter -> parameter.getKey().equals(name))
                .map(Map.Entry::getValue)
                .toList();
    }

    @Override
    public Optional<String> header(String name) {
        return headers.stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    @Override
    public JsonObject json() {
        return StrictJson.object(body);
    }
}
