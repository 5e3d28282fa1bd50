package io.quittance.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Holds {@code docs/configuration.md} to the schema. */
class ConfigurationReferenceTest {

    private static final Pattern ROW = Pattern.compile("^\\| `([^`]+)` \\|(.*)\\|$", Pattern.MULTILINE);
    private static final Pattern OUTCOME = Pattern.compile("(acknowledgements\\.)[a-z_]+\\.");

    @Test
    void shouldHaveARowForEachKeyOfTheSchemaAndForNoOther() throws IOException {
        Set<String> expected = new TreeSet<>();
        SchemaKeys.all().keySet().forEach(key -> expected.add(documented(key)));
        assertThat(rows().keySet()).containsExactlyInAnyOrderElementsOf(expected);
    }

    @Test
    void shouldGiveTheDefaultsOfTheSchema() throws IOException {
        Map<String, String> rows = rows();
        SchemaKeys.all().forEach((key, property) -> {
            if (property.containsKey("default")) {
                assertThat(rows.get(documented(key)))
                        .as(key)
                        .contains("| `" + Json.encode(property.getValue("default")) + "` |");
            }
        });
    }

    @Test
    void shouldGiveTheBoundsOfTheSchema() throws IOException {
        Map<String, String> rows = rows();
        SchemaKeys.all().forEach((key, property) -> {
            if (property.containsKey("minimum") && !key.endsWith(".status")) {
                assertThat(rows.get(documented(key)))
                        .as(key)
                        .contains(property.getValue("minimum") + " to " + property.getValue("maximum"));
            }
        });
    }

    @Test
    void shouldDescribeEachKeyInTheSchema() {
        assertThat(SchemaKeys.all())
                .allSatisfy((key, property) ->
                        assertThat(property.getString("description")).as(key).isNotBlank());
    }

    private static String documented(String key) {
        return OUTCOME.matcher(key).replaceAll("$1OUTCOME.");
    }

    private static Map<String, String> rows() throws IOException {
        Path reference = Path.of("../docs/configuration.md");
        String text = Files.readString(reference);
        Matcher row = ROW.matcher(text.substring(text.indexOf("## Reference")));
        Map<String, String> rows = new TreeMap<>();
        while (row.find()) {
            rows.put(row.group(1), row.group(2));
        }
        return rows;
    }
}
