package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import io.quittance.core.store.CaseKind;
import io.quittance.distribution.CaseScenario.Ending;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each kind of case, from the wire to the merchant: what opens it, what it says, and what ends it. */
@EndToEndTest
@TestInstance(Lifecycle.PER_CLASS)
class CaseKindsIT {
    private static final Duration SOON = Duration.ofSeconds(30);

    private PathStandIn api;
    private TestStore store;
    private RunningShop gateway;

    static Stream<Arguments> scenarios() {
        return IntStream.range(0, CaseScenarios.ALL.size())
                .mapToObj(index -> Arguments.of(CaseScenarios.ALL.get(index), merchant(index)));
    }

    @BeforeAll
    void start(@TempDir Path directory) throws Exception {
        api = PathStandIn.start()
                .lay("/oauth/token", token().toBuffer().getBytes())
                .lay(
                        "/api/v2/Smart/Transactions",
                        CaseStage.nothingFound().toBuffer().getBytes());
        store = TestStore.chosen();
        List<String> merchants = IntStream.range(0, CaseScenarios.ALL.size())
                .mapToObj(CaseKindsIT::merchant)
                .toList();
        Shop shop = new Shop(store, api.address(), merchants, Shop.Secrets.USUAL);
        gateway = new CaseShop(shop, AcmePlugin.files(), silences())
                .start(directory)
                .awaitReady();
    }

    @AfterAll
    void stop() throws Exception {
        gateway.close();
        store.close();
        api.close();
    }

    @Test
    void shouldPlayEachKind() {
        assertThat(CaseScenarios.ALL)
                .extracting(CaseScenario::kind)
                .containsOnly(
                        Stream.of(CaseKind.values()).map(CaseKind::wireName).toArray(String[]::new));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("scenarios")
    void shouldOpenSayAndEnd(CaseScenario scenario, String merchant) throws Exception {
        CaseStage stage = new CaseStage(gateway, api, merchant);
        scenario.given().take(stage);
        scenario.when().take(stage);

        String id = assertOpens(stage, scenario);
        assertHeard(stage, scenario.heard());
        assertOrderShows(stage, scenario, "open");

        scenario.when().take(stage);
        assertStaysTheOnlyOne(stage, id);

        Ending ending = scenario.ending();
        ending.facts().take(stage);
        assertHeard(stage, join(scenario.heard(), ending.heard()));
        if (ending.byItself()) {
            assertEnds(stage, id, "closed");
            assertOrderShows(stage, scenario, "closed");
        } else {
            assertStaysTheOnlyOne(stage, id);
            Answer answer = stage.management().resolve(id, "The plugin's author knows");
            assertThat(answer.status()).as(answer.text()).isEqualTo(200);
            assertEnds(stage, id, "resolved");
        }
    }

    private static String assertOpens(CaseStage stage, CaseScenario scenario) throws Exception {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(stage.management().openCases()).containsExactly(scenario.kind()));
        List<JsonObject> cases = stage.management().cases("");
        assertThat(cases).hasSize(1);
        JsonObject opened = cases.get(0);
        assertThat(stage.asWritten(opened)).isEqualTo(scenario.text());
        return opened.getString("id");
    }

    /** The order's own page tells the same, if the merchant was told of the case. */
    private static void assertOrderShows(CaseStage stage, CaseScenario scenario, String state) throws Exception {
        if (!scenario.heard().contains("case.opened " + scenario.kind())) {
            return;
        }
        JsonArray cases = stage.management().order(CaseStage.ORDER).getJsonArray("cases");
        assertThat(cases).hasSize(1);
        JsonObject shown = cases.getJsonObject(0);
        assertThat(shown.getString("kind")).isEqualTo(scenario.kind());
        assertThat(shown.getString("state")).isEqualTo(state);
        assertThat(stage.asWritten(shown)).isEqualTo(scenario.text());
    }

    /** All that arrived is worked off, if only to be tried again, and there is still this one case. */
    private static void assertStaysTheOnlyOne(CaseStage stage, String id) throws Exception {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(stage.management().notifications("state=waiting&"))
                        .noneMatch(row -> row.getString("merchant").equals(stage.merchant())));
        List<JsonObject> cases = stage.management().cases("");
        assertThat(cases).extracting(row -> row.getString("id")).containsExactly(id);
        assertThat(cases.get(0).getString("state")).isEqualTo("open");
    }

    private static void assertEnds(CaseStage stage, String id, String state) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(stage.management().cases(""))
                        .extracting(row -> row.getString("id"), row -> row.getString("state"))
                        .containsExactly(tuple(id, state)));
    }

    private static void assertHeard(CaseStage stage, List<String> events) {
        await().atMost(SOON).untilAsserted(() -> assertThat(stage.heard()).isEqualTo(events));
    }

    private static List<String> join(List<String> one, List<String> other) {
        List<String> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    private static Map<String, Duration> silences() {
        return IntStream.range(0, CaseScenarios.ALL.size())
                .filter(index -> CaseScenarios.ALL.get(index).meaning().equals(CaseScenarios.SILENT))
                .boxed()
                .collect(Collectors.toMap(CaseKindsIT::merchant, index -> CaseScenarios.NORMAL_SILENCE));
    }

    private static String merchant(int index) {
        return "shop-" + index;
    }

    private static JsonObject token() {
        return new JsonObject()
                .put("access_token", "token")
                .put("expires_in", 1200)
                .put("token_type", "bearer");
    }
}
