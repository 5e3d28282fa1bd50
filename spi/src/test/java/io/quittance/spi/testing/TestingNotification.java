package io.quittance.spi.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.quittance.spi.InboundNotification;
import io.quittance.spi.ProviderException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
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

    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(64).build())
            .build();

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
            requireStrict();
            return new JsonObject(body);
        } catch (IOException | DecodeException | ClassCastException e) {
            throw ProviderException.malformed("Not a JSON object");
        }
    }

    /** As the gateway reads: UTF-8, no duplicate keys, nothing after the end, nested at most 64 deep. */
    private void requireStrict() throws IOException {
        String text =
                UTF_8.newDecoder().decode(ByteBuffer.wrap(body.getBytes())).toString();
        try (JsonParser parser = STRICT.createParser(text)) {
            while (parser.nextToken() != null) {
                parser.finishToken();
            }
        }
    }
}
