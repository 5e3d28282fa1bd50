package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/**
 * The dashboard and the rules of the distribution, held to what a gateway measures.
 *
 * <p>Some of it needs an installed Prometheus, and is skipped without one; with the system property {@code quittance.test.promtool=required}
 * it fails then.
 */
@EndToEndTest
class MonitoringIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration EVERY_RULE = Duration.ofMinutes(3);
    private static final Path MONITORING = GatewayProcess.HOME.resolve("monitoring");
    private static final Path RULES = MONITORING.resolve("quittance-rules.yml");
    private static final Path RULE_TESTS = Path.of("src/test/monitoring").toAbsolutePath();
    private static final String MISSING = "Prometheus is not installed (Debian: apt-get install prometheus)";
    private static final String THERE = "io.quittance.distribution.PrometheusProcess#isThereOrRequired";

    private static final String ALERT = "alert: (\\w+)";
    private static final String METRIC = "\\b((?:quittance|jvm)_[a-z_]+)\\b";
    private static final String SCRAPED = "(?m)^([a-z_]+)[{ ]";

    @TempDir
    private Path directory;

    @Test
    void shouldNameOnlyWhatIsMeasured() throws Exception {
        Set<String> used = found(METRIC, Files.readString(RULES));
        used.addAll(found(METRIC, Files.readString(MONITORING.resolve("quittance-dashboard.json"))));
        assertThat(used.remove(TlsIT.MEASURED_WITH_TLS)).isTrue();

        try (TestStore store = TestStore.chosen();
                SecuconnectStandIn secuconnect = SecuconnectStandIn.start();
                WebhookReceiver endpoint = WebhookReceiver.start(event -> {});
                RunningShop gateway = live(Shop.with(store, secuconnect.address()), endpoint)) {
            await().atMost(SOON)
                    .untilAsserted(() -> assertThat(found(
                                    SCRAPED,
                                    gateway.management().get("/metrics").text()))
                            .isNotEmpty()
                            .containsAll(used));
        }
    }

    @Test
    void shouldSayWhatToDoAboutEachAlert() throws IOException {
        String rules = Files.readString(RULES);
        Set<String> alerts = found(ALERT, rules);

        assertThat(Markdown.read("docs/alerts.md").anchors())
                .containsAll(alerts.stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .toList());
        assertThat(found("runbook: docs/alerts.md#(\\w+)", rules)).hasSameSizeAs(alerts);
    }

    @Test
    @EnabledIf(value = THERE, disabledReason = MISSING)
    void shouldFireWhenItShouldAndOnlyThen() throws Exception {
        PrometheusProcess.tool(RULE_TESTS, "check", "rules", RULES.toString());
        PrometheusProcess.tool(RULE_TESTS, "test", "rules", "quittance-rules-test.yml");
    }

    @Test
    void shouldTryEachAlert() throws IOException {
        String tests = Files.readString(RULE_TESTS.resolve("quittance-rules-test.yml"));

        assertThat(found("alertname=\"(\\w+)\"", tests)).isEqualTo(found(ALERT, Files.readString(RULES)));
    }

    @Test
    @EnabledIf(value = THERE, disabledReason = MISSING)
    void shouldBeEvaluatedByAPrometheusThatScrapesAGateway() throws Exception {
        try (TestStore store = TestStore.chosen();
                RunningShop gateway = Shop.with(store).start(directory).awaitReady();
                PrometheusProcess prometheus = PrometheusProcess.start(directory, RULES, gateway)) {
            await().atMost(SOON).ignoreExceptions().until(prometheus::hasScraped);
            await().atMost(EVERY_RULE)
                    .untilAsserted(
                            () -> assertThat(health(prometheus)).isNotEmpty().containsOnly("ok"));
        }
    }

    private static List<String> health(PrometheusProcess prometheus) throws Exception {
        return prometheus.groups().stream()
                .flatMap(group -> ((JsonObject) group).getJsonArray("rules").stream())
                .map(rule -> ((JsonObject) rule).getString("health"))
                .toList();
    }

    /** A gateway that took in, read, decided, opened a case and delivered. */
    private RunningShop live(Shop shop, WebhookReceiver endpoint) throws Exception {
        shop.write(directory);
        Path config = Files.writeString(
                directory.resolve("monitored.json"),
                shop.configuration().put("endpoints", endpoint.endpoints()).encodePrettily());
        RunningShop gateway = new RunningShop(
                        shop, GatewayProcess.start(directory, "serve", "--config", config.toString()))
                .awaitReady();
        gateway.management().register(Seeds.FAILED_ORDER, 100, "EUR");
        gateway.management().register(SecuconnectStandIn.ORDER, SecuconnectStandIn.AMOUNT, SecuconnectStandIn.CURRENCY);
        gateway.providers().smart2pay(Seeds.FAILED);
        gateway.providers().secuconnect(Seeds.PUSH);
        return gateway;
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
