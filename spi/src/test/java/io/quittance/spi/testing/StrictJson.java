package io.quittance.spi.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.quittance.spi.ProviderException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a body as strictly as the gateway reads it, with the means that the SPI brings along. */
public final class StrictJson {

    private static final JsonFactory STRICT = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(64)
                    .maxNumberLength(100)
                    .build())
            .build();

    private StrictJson() {}

    /**
     * One object in UTF-8, with unique keys, nested at most 64 deep; fractions are {@link java.math.BigDecimal}.
     *
     * @throws ProviderException malformed if it is anything else
     */
    public static JsonObject object(Buffer body) {
        try (JsonParser parser = STRICT.createParser(text(body))) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                JsonObject object = new JsonObject(members(parser));
                if (parser.nextToken() == null) {
                    return object;
                }
            }
        } catch (IOException e) {
            // Its message may quote the input.
        }
        throw ProviderException.malformed("The body is not one JSON object with unique keys, nested at most 64 deep");
    }

    private static String text(Buffer body) throws IOException {
        String text =
                UTF_8.newDecoder().decode(ByteBuffer.wrap(body.getBytes())).toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static Map<String, Object> members(JsonParser parser) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            members.put(name, value(parser));
        }
        return members;
    }

    private static List<Object> elements(JsonParser parser) throws IOException {
        List<Object> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(value(parser));
        }
        return elements;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> elements(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }
}
