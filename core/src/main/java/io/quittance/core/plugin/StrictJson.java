package io.quittance.core.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.quittance.spi.ProviderException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Parses what strangers send: strictly, bounded in every direction, or with a failure that says why not. */
public final class StrictJson {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER_LENGTH = 100;
    private static final char REPLACEMENT = '\uFFFD';
    private static final byte[] BYTE_ORDER_MARK = "\uFEFF".getBytes(UTF_8);

    private static final StreamReadConstraints CONSTRAINTS = StreamReadConstraints.builder()
            .maxNestingDepth(MAX_DEPTH)
            .maxNumberLength(MAX_NUMBER_LENGTH)
            .build();

    /** Of bytes that are known to be UTF-8, whose names are compared where they are kept. */
    private static final JsonFactory OBJECTS = JsonFactory.builder()
            .disable(JsonFactory.Feature.CHARSET_DETECTION)
            .streamReadConstraints(CONSTRAINTS)
            .build();

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .disable(JsonFactory.Feature.CHARSET_DETECTION)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(CONSTRAINTS)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final ObjectReader TREES = MAPPER.readerFor(JsonNode.class);

    private StrictJson() {}

    /**
     * Parses an object.
     *
     * @throws ProviderException with category {@code MALFORMED}; its message holds nothing of the input
     */
    public static JsonObject object(Buffer bytes) {
        try (JsonParser parser = parser(bytes.getBytes())) {
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                Map<String, Object> members = members(parser);
                if (parser.nextToken() == null) {
                    return new JsonObject(members);
                }
            }
        } catch (CharacterCodingException e) {
            throw ProviderException.malformed("The body is not UTF-8");
        } catch (IOException | NumberFormatException e) {
            // Its message may quote the input.
        }
        throw ProviderException.malformed(
                "The body is not one JSON object with unique keys, nested at most " + MAX_DEPTH + " deep");
    }

    /**
     * Parses any value of UTF-8, every number exactly as it was written.
     *
     * @throws JsonProcessingException if the bytes are not JSON, or not strictly
     */
    public static JsonNode tree(Buffer bytes) throws JsonProcessingException {
        try {
            byte[] text = bytes.getBytes();
            int begin = begin(text);
            return TREES.readValue(text, begin, text.length - begin);
        } catch (JsonProcessingException notJson) {
            throw notJson;
        } catch (IOException impossible) {
            throw new UncheckedIOException("Bytes in memory can be read", impossible);
        }
    }

    /** An object of a tree as a map of plain values. */
    public static Map<String, Object> toMap(JsonNode object) {
        return MAPPER.convertValue(object, new TypeReference<Map<String, Object>>() {});
    }

    private static JsonParser parser(byte[] bytes) throws IOException {
        String text = new String(bytes, UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            // It stands for what is not UTF-8, or was sent: the decoder that is strict, and slower, knows.
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        }
        int begin = begin(bytes);
        return OBJECTS.createParser(bytes, begin, bytes.length - begin);
    }

    /** Where the text begins: a byte order mark is allowed and means nothing. */
    private static int begin(byte[] bytes) {
        boolean isMarked = bytes.length >= BYTE_ORDER_MARK.length
                && Arrays.equals(bytes, 0, BYTE_ORDER_MARK.length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length);
        return isMarked ? BYTE_ORDER_MARK.length : 0;
    }

    private static Map<String, Object> members(JsonParser parser) throws IOException {
        Map<String, Object> members = new LinkedHashMap<>();
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            int others = members.size();
            members.put(name, value(parser, parser.nextToken()));
            if (members.size() == others) {
                throw new JsonParseException(parser, "A key is there twice");
            }
        }
        return members;
    }

    private static List<Object> elements(JsonParser parser) throws IOException {
        List<Object> elements = new ArrayList<>();
        for (JsonToken token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            elements.add(value(parser, token));
        }
        return elements;
    }

    /** As deep as the parser lets it be. */
    private static @Nullable Object value(JsonParser parser, JsonToken first) throws IOException {
        return switch (first) {
            case START_OBJECT -> members(parser);
            case START_ARRAY -> elements(parser);
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getNumberValue();
            case VALUE_NUMBER_FLOAT -> parser.getDecimalValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> throw new JsonParseException(parser, "Not a value");
        };
    }
}
