package io.quittance.site.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiReaderTest {
    private static final Path FILE = Path.of("../core/src/main/resources/io/quittance/core/http/openapi.json");
    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

    @Test
    void shouldHaveAllOfTheFile() throws IOException {
        JsonNode file = new ObjectMapper().readTree(FILE.toFile());
        List<String> operations = new ArrayList<>();
        file.get("paths")
                .forEach(item -> item.fields().forEachRemaining(field -> {
                    if (METHODS.contains(field.getKey())) {
                        operations.add(field.getValue().get("operationId").asText());
                    }
                }));
        List<String> schemas = new ArrayList<>();
        file.get("components").get("schemas").fieldNames().forEachRemaining(schemas::add);

        ApiDescription api = ApiReader.read(Files.readString(FILE));

        assertThat(operations).isNotEmpty();
        assertThat(api.operations()).extracting(Operation::id).containsExactlyElementsOf(operations);
        assertThat(api.tags()).allSatisfy(tag -> assertThat(api.operations(tag)).isNotEmpty());
        assertThat(schemas).isNotEmpty();
        assertThat(api.schemas()).extracting(Schema::name).containsExactlyElementsOf(schemas);
    }

    @Test
    void shouldTellWhatACallTakesAndAnswers() {
        Operation operation = ApiReader.read(api("")).operations().get(0);

        assertThat(operation.name()).isEqualTo("PUT /v1/orders/{id}");
        assertThat(operation.tag()).isEqualTo("orders");
        assertThat(operation.access()).isEqualTo("Needs a token of role operator.");
        assertThat(operation.parameters()).extracting(Parameter::name).containsExactly("id", "wait");
        assertThat(operation.parameters().get(0).description()).isEqualTo("Of the order");
        assertThat(operation.requestRequired()).isTrue();
        assertThat(operation.requests().get(0).example()).isEqualTo("{\n  \"amount\": 100\n}");
        assertThat(operation.responses()).extracting(Response::status).containsExactly("200", "404");
        assertThat(operation.responses().get(1).description()).isEqualTo("There is none");
        assertThat(operation.responses().get(1).headers())
                .extracting(Parameter::name)
                .containsExactly("Retry-After");
    }

    @Test
    void shouldTellTheProperties() {
        Shape order = ApiReader.read(api("")).schemas().get(0).shape();

        assertThat(order.properties())
                .extracting(Shape.Property::name)
                .containsExactly("amount", "status", "log", "log[].at");
        assertThat(order.properties()).extracting(Shape.Property::required).containsExactly(true, false, false, false);
        assertThat(order.properties().get(1).shape().allowed()).containsExactly("open", "closed");
        assertThat(order.rules()).containsExactly("no other properties");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{`type`:`string`}                                             | string",
                "{`type`:`string`,`format`:`uuid`}                             | string (uuid)",
                "{`type`:[`integer`,`null`]}                                   | integer or null",
                "{`$ref`:`#/components/schemas/Order`}                         | Order",
                "{`type`:`array`,`items`:{`$ref`:`#/components/schemas/Order`}} | array of Order",
                "{`oneOf`:[{`type`:`string`},{`$ref`:`#/components/schemas/Order`}]} | string or Order",
                "{`enum`:[`a`,`b`]}                                            | one of the values",
                "{}                                                            | any",
            })
    void shouldNameTypes(String schema, String type) throws IOException {
        JsonNode node = new ObjectMapper().readTree(schema.replace('`', '"'));

        assertThat(ShapeReader.read(node, "a schema").type()).hasToString(type);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{`type`:`string`,`minLength`:1,`maxLength`:9}            | at least 1 long, at most 9 long",
                "{`type`:`integer`,`minimum`:1,`maximum`:9,`default`:5}   | at least 1, at most 9, if missing: 5",
                "{`type`:`string`,`pattern`:`[A-Z]{3}`}                   | matches [A-Z]{3}",
            })
    void shouldNameRules(String schema, String rules) throws IOException {
        JsonNode node = new ObjectMapper().readTree(schema.replace('`', '"'));

        assertThat(ShapeReader.read(node, "a schema").rules()).containsExactly(rules.split(", "));
    }

    @Test
    void shouldRefuseWhatTheReferenceWouldNotShow() {
        assertThatThrownBy(() -> ApiReader.read(api(", 'deprecated': true")))
                .hasMessage(
                        "the OpenAPI document has deprecated in PUT /v1/orders/{id}, which the reference does not show");
    }

    private static String api(String more) {
        return """
                {'security': [{'bearer': ['operator']}],
                 'paths': {'/v1/orders/{id}': {
                   'parameters': [{'name': 'id', 'in': 'path', 'required': true, 'schema': {'type': 'string', 'description': 'Of the order'}}],
                   'put': {'operationId': 'register', 'summary': 'Register', 'tags': ['orders'] MORE,
                     'parameters': [{'name': 'wait', 'in': 'query', 'schema': {'type': 'integer'}}],
                     'requestBody': {'required': true, 'content': {'application/json': {'schema': {'$ref': '#/components/schemas/Order'}, 'example': {'amount': 100}}}},
                     'responses': {'200': {'description': 'Done'}, '404': {'$ref': '#/components/responses/NotFound'}}}}},
                 'components': {
                   'responses': {'NotFound': {'description': 'There is none', 'headers': {'Retry-After': {'schema': {'type': 'integer'}}}}},
                   'schemas': {'Order': {'type': 'object', 'required': ['amount'], 'additionalProperties': false, 'properties': {
                     'amount': {'type': 'integer'},
                     'status': {'type': 'string', 'enum': ['open', 'closed']},
                     'log': {'type': 'array', 'items': {'type': 'object', 'properties': {'at': {'type': 'string'}}}}}}}}}
                """.replace("MORE", more).replace('\'', '"');
    }
}
