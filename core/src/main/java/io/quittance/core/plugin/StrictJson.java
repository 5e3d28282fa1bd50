package io.quittance.core.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.quittance.spi.ProviderException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import org.jspecify.annotations.Nullable;

/** Parses what strangers send: one JSON object in UTF-8, bounded in every direction, or a failure that says why not. */
public final class StrictJson {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER_LENGTH = 100;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(MAX_NUMBER_LENGTH)
                    .build())
            .build();

    private StrictJson() {}

    /**
     * Parses an object.
     *
     * @throws ProviderException with category {@code MALFORMED}; its message holds nothing of the input
     */
    public static JsonObject object(Buffer bytes) {
        try (JsonParser parser = FACTORY.createParser(text(bytes))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw ProviderException.malformed("The body is not a JSON object");
            }
            JsonObject object = object(parser);
            if (parser.nextToken() != null) {
                throw ProviderException.malformed("There is something after the JSON object");
            }
            return object;
        } catch (CharacterCodingException e) {
            throw ProviderException.malformed("The body is not UTF-8");
        } catch (IOException e) {
            throw ProviderException.malformed(
                    "The body is not a JSON object with unique keys, nested at most " + MAX_DEPTH + " deep");
        }
    }

    private static String text(Buffer bytes) throws CharacterCodingException {
        String text =
                UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes.getBytes())).toString();
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static JsonObject object(JsonParser parser) throws IOException {
        JsonObject object = new JsonObject();
        while (parser.nextToken() != JsonToken.END_OBJECT) {
            String name = parser.currentName();
            parser.nextToken();
            object.put(name, value(parser));
        }
        return object;
    }

    private static JsonArray array(JsonParser parser) throws IOException {
        JsonArray array = new JsonArray();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            array.add(value(parser));
        }
        return array;
    }

    private static @Nullable Object value(JsonParser parser) throws IOException {
        return switch (parser.currentToken()) {
            case START_OBJECT -> object(parser);
            case START_ARRAY -> array(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default -> null;
        };
    }
}
