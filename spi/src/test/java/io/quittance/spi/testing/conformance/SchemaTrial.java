package io.quittance.spi.testing.conformance;

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

/** A settings schema, tried with the library that the gateway uses. */
final class SchemaTrial {

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

    private final JsonObject schema;

    SchemaTrial(JsonObject schema) {
        this.schema = schema;
    }

    /** Why it is no schema. */
    Optional<String> fault() {
        SchemaRepository repository = SchemaRepository.create(OPTIONS);
        META_SCHEMAS.forEach(name -> repository.dereference("https://" + DRAFT + name, JsonSchema.of(resource(name))));
        return fault(
                repository.validator("https://" + DRAFT + "schema", OPTIONS).validate(schema.copy()));
    }

    /** Why it refuses settings whose secrets are taken out. */
    Optional<String> fault(JsonObject settings) {
        return fault(Validator.create(JsonSchema.of(AccountSettings.applied(schema)), OPTIONS)
                .validate(settings.copy()));
    }

    private static Optional<String> fault(OutputUnit result) {
        if (Boolean.TRUE.equals(result.getValid())) {
            return Optional.empty();
        }
        List<OutputUnit> errors = Objects.requireNonNullElse(result.getErrors(), List.of());
        return Optional.of(
                errors.isEmpty()
                        ? "it does not match"
                        : "at " + errors.get(errors.size() - 1).getInstanceLocation() + ": "
                                + errors.get(errors.size() - 1).getError());
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
