package io.quittance.core.plugin;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.SchemaRepository;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Whether a plugin's settings schema is itself a JSON Schema of draft 2020-12 that can be used. */
final class SchemaCheck {

    private static final String DRAFT = "json-schema.org/draft/2020-12/";
    private static final List<String> META_SCHEMAS = List.of(
            "schema",
            "meta/core",
            "meta/applicator",
            "meta/unevaluated",
            "meta/validation",
            "meta/meta-data",
            "meta/format-annotation",
            "meta/content");
    private static final JsonSchemaOptions OPTIONS = new JsonSchemaOptions()
            .setDraft(Draft.DRAFT202012)
            .setBaseUri("app://settings")
            .setOutputFormat(OutputFormat.Basic);

    private final Validator metaSchema;

    SchemaCheck() {
        SchemaRepository repository = SchemaRepository.create(OPTIONS);
        // The library's own preloading needs a Vertx with a file system; the command that lists plugins has none.
        META_SCHEMAS.forEach(name -> repository.dereference("https://" + DRAFT + name, JsonSchema.of(resource(name))));
        metaSchema = repository.validator("https://" + DRAFT + "schema", OPTIONS);
    }

    /** What is wrong with the schema, in words; empty if nothing is. */
    Optional<String> fault(JsonObject schema) {
        OutputUnit result = metaSchema.validate(schema.copy());
        return Boolean.TRUE.equals(result.getValid()) ? useFault(schema) : Optional.of(words(result));
    }

    /** What only use brings to light, such as a reference to nothing. */
    private static Optional<String> useFault(JsonObject schema) {
        try {
            Validator.create(JsonSchema.of(schema.copy()), OPTIONS).validate(new JsonObject());
            return Optional.empty();
        } catch (RuntimeException e) {
            // The library throws many types, some with the whole schema in a message of many lines.
            return Optional.of(Objects.toString(e.getMessage(), e.toString())
                    .lines()
                    .findFirst()
                    .orElse(e.toString()));
        }
    }

    /** The most specific error: the others only say that a part of the schema has one. */
    private static String words(OutputUnit result) {
        List<OutputUnit> errors = Objects.requireNonNullElse(result.getErrors(), List.of());
        return errors.stream()
                .filter(error -> errors.stream().noneMatch(other -> isWithin(other, error)))
                .findFirst()
                .map(error -> "at " + error.getInstanceLocation() + ": " + error.getError())
                .orElse("it does not match the meta-schema");
    }

    private static boolean isWithin(OutputUnit inner, OutputUnit outer) {
        return inner.getKeywordLocation().startsWith(outer.getKeywordLocation() + "/");
    }

    private static JsonObject resource(String name) {
        try (InputStream stream = Validator.class.getClassLoader().getResourceAsStream(DRAFT + name)) {
            return new JsonObject(
                    Buffer.buffer(Objects.requireNonNull(stream, name).readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
