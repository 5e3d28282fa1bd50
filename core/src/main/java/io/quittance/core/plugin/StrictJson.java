package io.quittance.core.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
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
import java.util.Map;

/** Parses what strangers send: strictly, bounded in every direction, or with a failure that says why not. */
public final class StrictJson {

    private static final int MAX_DEPTH = 64;
    private static final int MAX_NUMBER_LENGTH = 100;
    private static final char REPLACEMENT = '\uFFFD';

    private static final JsonMapper MAPPER = JsonMapper.builder(JsonFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(MAX_DEPTH)
                            .maxNumberLength(MAX_NUMBER_LENGTH)
                            .build())
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final ObjectReader OBJECTS = MAPPER.readerFor(new TypeReference<Map<String, Object>>() {});
    private static final ObjectReader TREES = MAPPER.readerFor(JsonNode.class);

    private StrictJson() {}

    /**
     * Parses an object.
     *
     * @throws ProviderException with category {@code MALFORMED}; its message holds nothing of the input
     */
    public static JsonObject object(Buffer bytes) {
        try {
            Map<String, Object> members = OBJECTS.readValue(text(bytes.getBytes()));
            if (members != null) {
                return new JsonObject(members);
            }
        } catch (CharacterCodingException e) {
            throw ProviderException.malformed("The body is not UTF-8");
        } catch (JsonProcessingException e) {
            // Its message may quote the input.
        }
        throw ProviderException.malformed(
                "The body is not one JSON object with unique keys, nested at most " + MAX_DEPTH + " deep");
    }

    /**
     * Parses any value, every number exactly as it was written.
     *
     * @throws JsonProcessingException if the bytes are not JSON, or not strictly
     */
    public static JsonNode tree(Buffer bytes) throws JsonProcessingException {
        try {
            return TREES.readValue(bytes.getBytes());
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

    /** A byte order mark is allowed and means nothing. */
    private static String text(byte[] bytes) throws CharacterCodingException {
        String text = new String(bytes, UTF_8);
        if (text.indexOf(REPLACEMENT) >= 0) {
            // It stands for what is not UTF-8, or was sent: the decoder that is strict, and slower, knows.
            UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
        }
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
