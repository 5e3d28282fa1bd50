package io.quittance.spi.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.quittance.spi.InboundNotification;
import io.quittance.spi.ProviderException;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
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

    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNestingDepth(64).build())
            .build();

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
        try {
            requireStrict();
            return new JsonObject(body);
        } catch (IOException | DecodeException | ClassCastException e) {
            throw ProviderException.malformed("Not a JSON object");
        }
    }

    /** UTF-8, no duplicate keys, nothing after the end, not nested too deep. */
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
