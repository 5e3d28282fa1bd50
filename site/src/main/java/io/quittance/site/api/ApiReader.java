package io.quittance.site.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads an OpenAPI document. What it has and the reference would not show is refused. */
public final class ApiReader {
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");
    private static final Set<String> OPERATION = Set.of(
            "operationId", "summary", "description", "tags", "security", "parameters", "requestBody", "responses");

    private final Nodes nodes;

    private ApiReader(Nodes nodes) {
        this.nodes = nodes;
    }

    /**
     * Reads a document.
     *
     * @throws IllegalArgumentException if it has what is not known here; the message says what and where
     */
    public static ApiDescription read(String text) {
        return new ApiReader(Nodes.parse(text)).description();
    }

    private ApiDescription description() {
        JsonNode root = nodes.root();
        List<Operation> operations = fields(root.path("paths"))
                .flatMap(path -> operations(path.getKey(), path.getValue()))
                .toList();
        List<Schema> schemas = fields(root.path("components").path("schemas"))
                .map(schema -> new Schema(
                        schema.getKey(), ShapeReader.read(schema.getValue(), "the schema " + schema.getKey())))
                .toList();
        JsonNode info = root.path("info");
        return new ApiDescription(
                info.path("title").asText(), info.path("description").asText(), operations, schemas);
    }

    private Stream<Operation> operations(String path, JsonNode item) {
        Nodes.requireKnown(item, path, with(METHODS, "parameters"));
        return fields(item)
                .filter(field -> METHODS.contains(field.getKey()))
                .map(field -> operation(field.getKey(), path, item, field.getValue()));
    }

    private Operation operation(String method, String path, JsonNode item, JsonNode operation) {
        String name = method.toUpperCase(Locale.ROOT) + " " + path;
        Nodes.requireKnown(operation, name, OPERATION);
        JsonNode request = nodes.resolve(operation.path("requestBody"));
        return new Operation(
                operation.path("operationId").asText(),
                method.toUpperCase(Locale.ROOT),
                path,
                operation.path("tags").path(0).asText("other"),
                operation.path("summary").asText(),
                operation.path("description").asText(""),
                access(operation),
                parameters(name, item, operation),
                bodies(name, request),
                request.path("required").asBoolean(),
                fields(operation.path("responses"))
                        .map(response -> response(name, response.getKey(), nodes.resolve(response.getValue())))
                        .sorted(Comparator.comparing(Response::status))
                        .toList());
    }

    private String access(JsonNode operation) {
        JsonNode security = operation.has("security")
                ? operation.get("security")
                : nodes.root().path("security");
        List<String> roles = new ArrayList<>();
        security.forEach(requirement -> requirement.forEach(names -> roles.addAll(Nodes.texts(names))));
        if (security.isEmpty()) {
            return "Needs no token.";
        }
        return roles.isEmpty() ? "Needs a token." : "Needs a token of role " + String.join(" or ", roles) + ".";
    }

    private List<Parameter> parameters(String operation, JsonNode item, JsonNode own) {
        return Stream.of(item.path("parameters"), own.path("parameters"))
                .flatMap(list -> StreamSupport.stream(list.spliterator(), false))
                .map(nodes::resolve)
                .map(node -> parameter(
                        operation, node.path("name").asText(), node.path("in").asText(), node))
                .toList();
    }

    private Parameter parameter(String operation, String name, String in, JsonNode node) {
        String where = name + " of " + operation;
        Nodes.requireKnown(node, where, Set.of("name", "in", "required", "description", "schema"));
        Shape shape = ShapeReader.read(node.path("schema"), where);
        String description = node.path("description").asText(shape.description());
        return new Parameter(name, in, node.path("required").asBoolean(), description, shape);
    }

    private Response response(String operation, String status, JsonNode response) {
        String where = status + " of " + operation;
        Nodes.requireKnown(response, where, Set.of("description", "content", "headers"));
        List<Parameter> headers = fields(response.path("headers"))
                .map(header -> parameter(where, header.getKey(), "header", nodes.resolve(header.getValue())))
                .toList();
        return new Response(status, response.path("description").asText(), headers, bodies(where, response));
    }

    private List<Body> bodies(String where, JsonNode holder) {
        return fields(holder.path("content"))
                .map(content -> {
                    JsonNode body = content.getValue();
                    Nodes.requireKnown(body, where, Set.of("schema", "example"));
                    Shape shape = ShapeReader.read(body.path("schema"), "the body of " + where);
                    return new Body(content.getKey(), shape, Nodes.example(body));
                })
                .toList();
    }

    private static Set<String> with(Set<String> names, String other) {
        return Stream.concat(names.stream(), Stream.of(other)).collect(Collectors.toSet());
    }

    private static Stream<Map.Entry<String, JsonNode>> fields(JsonNode object) {
        List<Map.Entry<String, JsonNode>> fields = new ArrayList<>();
        object.fields().forEachRemaining(fields::add);
        return fields.stream();
    }
}
