package io.quittance.core.config;

import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Checks documents by one JSON Schema (draft 2020-12) and says what is wrong in words for people: one problem for each
 * fault, at the key that is at fault.
 */
final class SchemaCheck {

    /** These only repeat that something below them failed. */
    private static final Set<String> STRUCTURE = Set.of(
            "properties",
            "patternProperties",
            "items",
            "prefixItems",
            "$ref",
            "$dynamicRef",
            "allOf",
            "if",
            "dependentSchemas",
            "propertyNames");

    private static final JsonSchemaOptions OPTIONS = new JsonSchemaOptions()
            .setBaseUri("https://schema.quittance.invalid/")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(OutputFormat.Basic);

    private final JsonObject schema;
    private final Validator validator;

    /**
     * Takes a schema.
     *
     * @throws io.vertx.json.schema.SchemaException if it is none
     */
    SchemaCheck(JsonObject schema) {
        this.schema = schema;
        this.validator = Validator.create(JsonSchema.of(AppliedSchema.of(schema)), OPTIONS);
    }

    /** One failed keyword, at one place of the document. */
    private record Failure(String pointer, String keywordPath, String keyword, JsonObject schema) {

        boolean isStructure() {
            return STRUCTURE.contains(keyword);
        }

        boolean isAlternatives() {
            return keyword.equals("anyOf") || keyword.equals("oneOf");
        }
    }

    /**
     * Adds a problem for each fault of a document whose secrets are replaced by placeholders.
     *
     * @param prefix where the document stands in the file
     */
    void check(JsonObject document, String prefix, Problems problems) {
        OutputUnit result = validator.validate(document);
        if (Boolean.TRUE.equals(result.getValid()) || result.getErrors() == null) {
            return;
        }
        List<Failure> failures = result.getErrors().stream().map(this::failure).toList();
        KeywordProblems words = new KeywordProblems(document, prefix, problems);
        if (!report(failures, words)) {
            // Nothing but structure failed: a part of the document meets a schema that allows nothing.
            failures.stream()
                    .map(Failure::pointer)
                    .max(Comparator.comparingInt(String::length))
                    .ifPresent(words::addForbidden);
        }
    }

    private static boolean report(List<Failure> failures, KeywordProblems words) {
        List<Failure> alternatives =
                failures.stream().filter(Failure::isAlternatives).toList();
        boolean reported = false;
        for (Failure failure : failures) {
            boolean repeated = alternatives.stream().anyMatch(outer -> isBelow(failure, outer));
            if (isForbiddenProperty(failure)) {
                words.addForbidden(failure.pointer());
                reported = true;
            } else if (!failure.isStructure() && !repeated) {
                reported |= words.add(failure.pointer(), failure.keyword(), failure.schema(), isName(failure));
            }
        }
        return reported;
    }

    private Failure failure(OutputUnit unit) {
        String keywordPath = Pointers.fromUri(unit.getAbsoluteKeywordLocation());
        Object owner = Pointers.find(schema, Pointers.parent(keywordPath));
        return new Failure(
                Pointers.fromUri(unit.getInstanceLocation()),
                Pointers.fromUri(unit.getKeywordLocation()),
                Pointers.last(keywordPath),
                owner instanceof JsonObject found ? found : new JsonObject());
    }

    private static boolean isBelow(Failure failure, Failure outer) {
        return failure.keywordPath().startsWith(outer.keywordPath() + "/")
                && Pointers.isAtOrBelow(failure.pointer(), outer.pointer());
    }

    private static boolean isName(Failure failure) {
        return failure.keywordPath().contains("/propertyNames/");
    }

    private static boolean isForbiddenProperty(Failure failure) {
        return failure.keyword().equals("properties")
                && failure.schema().getValue("properties") instanceof JsonObject known
                && Boolean.FALSE.equals(known.getValue(Pointers.last(failure.pointer())));
    }
}
