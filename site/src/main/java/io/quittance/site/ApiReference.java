package io.quittance.site;

import gg.jte.output.StringOutput;
import io.quittance.site.api.ApiDescription;
import io.quittance.site.api.ApiReader;
import io.quittance.site.api.Operation;
import io.quittance.site.api.Parameter;
import io.quittance.site.api.Response;
import io.quittance.site.api.Schema;
import io.quittance.site.api.Shape.Property;
import io.quittance.site.templates.StaticTemplates;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The management API, call by call and schema by schema. */
public final class ApiReference implements Document {
    /** The OpenAPI document. */
    public static final String SOURCE = "core/src/main/resources/io/quittance/core/http/openapi.json";

    private static final StaticTemplates TEMPLATES = new StaticTemplates();

    private final ApiDescription api;
    private final List<Passage> passages;

    private ApiReference(ApiDescription api) {
        this.api = api;
        this.passages = passages(api);
    }

    static ApiReference read(String text) {
        return new ApiReference(ApiReader.read(text));
    }

    /** Where a schema stands. */
    public static String anchor(String schema) {
        return "schema-" + schema;
    }

    @Override
    public String source() {
        return SOURCE;
    }

    @Override
    public String title() {
        return "API reference";
    }

    @Override
    public Set<String> anchors() {
        return headings().map(Heading::anchor).collect(Collectors.toSet());
    }

    @Override
    public Page page(Links links) {
        StringOutput body = new StringOutput();
        TEMPLATES.api(api).render(body);
        return new Page(SOURCE, title(), body.toString(), headings().toList(), passages, false);
    }

    private Stream<Heading> headings() {
        return passages.stream().map(Passage::heading).filter(heading -> heading != null);
    }

    private static List<Passage> passages(ApiDescription api) {
        List<Passage> passages = new ArrayList<>(List.of(new Passage(null, api.description())));
        for (String tag : api.tags()) {
            passages.add(new Passage(new Heading(2, capital(tag), "tag-" + tag), ""));
            api.operations(tag).forEach(operation -> passages.add(passage(operation)));
        }
        passages.add(new Passage(new Heading(2, "Schemas", "schemas"), ""));
        api.schemas().forEach(schema -> passages.add(passage(schema)));
        return passages;
    }

    /** A word with a capital, as headings begin. */
    public static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }

    private static Passage passage(Operation operation) {
        Stream<String> parameters = operation.parameters().stream().flatMap(ApiReference::words);
        Stream<String> responses = operation.responses().stream().map(Response::description);
        String text = Stream.of(
                        Stream.of(operation.id(), operation.summary(), operation.description()), parameters, responses)
                .flatMap(words -> words)
                .collect(Collectors.joining(" "));
        return new Passage(new Heading(3, operation.name(), operation.id()), text);
    }

    private static Stream<String> words(Parameter parameter) {
        return Stream.of(parameter.name(), parameter.description());
    }

    private static Passage passage(Schema schema) {
        String text = Stream.concat(
                        Stream.of(schema.shape().description()),
                        schema.shape().properties().stream().flatMap(ApiReference::words))
                .collect(Collectors.joining(" "));
        return new Passage(new Heading(3, schema.name(), anchor(schema.name())), text);
    }

    private static Stream<String> words(Property property) {
        return Stream.concat(
                Stream.of(property.name(), property.shape().description()), property.shape().allowed().stream());
    }
}
