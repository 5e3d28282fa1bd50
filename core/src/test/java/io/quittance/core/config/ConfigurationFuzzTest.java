package io.quittance.core.config;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A configuration is taken, or refused with problems that say where, and that hold no secret. */
class ConfigurationFuzzTest {

    /** It is nowhere, so that whatever is named has no file. */
    private static final Path NOWHERE = Path.of("/nonexistent/quittance");

    private static final String SECRET = "T0PSECRET";

    /** Where a secret stands, and what an operator who errs may write there. */
    private static final List<String> PLACES = List.of(
            "{'management': {'tokens': [{'name': 'a', 'role': 'viewer', 'secret': '@'}]}}",
            "{'management': {'tokens': [{'name': 'a', 'role': 'viewer', 'secrt': '@'}]}}",
            "{'store': {'password': '@'}}",
            "{'store': {'uri': 'postgresql://u:@'}}",
            "{'store': {'uri': 'postgresql://u:@@h/d'}}",
            "{'accounts': [{'id': 'a', 'merchant': 'm', 'provider': 'cards', 'path': '/a',"
                    + " 'settings': {'sites': [{'siteId': '1', 'apiKey': '@'}]}}]}",
            "{'endpoints': [{'id': 'e', 'merchant': 'm', 'url': 'https://h/', 'secret': '@'}]}");

    @FuzzTest
    void shouldTakeAFileOrNameItsProblems(byte[] bytes) {
        String json = new String(bytes, UTF_8);
        if (!json.contains("\"file\"")) {
            assertThat(problems(json)).allSatisfy(problem -> {
                assertThat(problem.message()).isNotBlank();
                assertThat(problem.pointer()).matches("(?s)(/.*)?");
            });
        }
    }

    @FuzzTest
    void shouldTellNoSecretInAProblem(byte[] bytes) {
        String raw = SECRET + new String(bytes, UTF_8);
        String encoded = new JsonObject().put("s", raw).encode();
        String quoted = encoded.substring("{\"s\":\"".length(), encoded.length() - "\"}".length());

        assertThat(PLACES.stream()
                        .map(place -> place.replace('\'', '"'))
                        .flatMap(place -> Stream.of(placed(place, quoted), placed(place, raw)))
                        .flatMap(json -> problems(json).stream())
                        .map(Problem::toString))
                .noneMatch(problem -> problem.contains(SECRET));
    }

    private static String placed(String place, String secret) {
        int at = place.indexOf('@');
        return place.substring(0, at) + secret + place.substring(at + 1);
    }

    private static List<Problem> problems(String json) {
        try {
            new ConfigurationDraft(
                            StrictTreeReader.read(json),
                            NOWHERE,
                            ConfigurationFiles.ENVIRONMENT,
                            ConfigurationFiles.INSTALLED_PLUGINS)
                    .complete(new TestingCatalog());
            return List.of();
        } catch (ConfigurationException refused) {
            assertThat(refused.problems()).isNotEmpty();
            return refused.problems();
        }
    }
}
