package io.quittance.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.spi.IntakeOutcome;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GatewayMetricsTest {

    private static final Path PAGE = Path.of("../docs/metrics.md");

    private final GatewayMetrics metrics = new GatewayMetrics();

    @AfterEach
    void close() {
        metrics.close();
    }

    @Test
    void shouldCountWhatProvidersPosted() {
        metrics.acknowledged("shop", IntakeOutcome.ACCEPTED, Duration.ofMillis(3));
        metrics.acknowledged("shop", IntakeOutcome.ACCEPTED, Duration.ofMillis(30));
        metrics.acknowledged("shop", IntakeOutcome.TOO_LARGE, Duration.ofMillis(1));

        assertThat(metrics.scrape())
                .contains("quittance_notifications_received_total{account=\"shop\",outcome=\"accepted\"} 2.0")
                .contains("quittance_notifications_received_total{account=\"shop\",outcome=\"too_large\"} 1.0")
                .contains(
                        "quittance_acknowledgement_seconds_bucket{account=\"shop\",answer=\"acknowledged\",le=\"0.005\"} 1")
                .contains("quittance_acknowledgement_seconds_count{account=\"shop\",answer=\"acknowledged\"} 2")
                .contains("quittance_acknowledgement_seconds_count{account=\"shop\",answer=\"refused\"} 1");
    }

    @Test
    void shouldCountWhatPeopleAskFor() {
        metrics.acted("sign_in", "done");

        assertThat(metrics.scrape()).contains("quittance_acts_total{action=\"sign_in\",outcome=\"done\"} 1.0");
    }

    @Test
    void shouldCountWhoWantsToSignIn() {
        metrics.consoleSignIn(SignInOutcome.GRANTED);
        metrics.consoleSignIn(SignInOutcome.REFUSED);
        metrics.consoleSignIn(SignInOutcome.REFUSED);

        assertThat(metrics.scrape())
                .contains("quittance_console_sign_ins_total{outcome=\"granted\"} 1.0")
                .contains("quittance_console_sign_ins_total{outcome=\"refused\"} 2.0");
    }

    @Test
    void shouldTellHowManyShareACommit() {
        metrics.batchCommitted(40, Duration.ofMillis(4));

        assertThat(metrics.scrape())
                .contains("quittance_intake_batch_size_bucket{le=\"25.0\"} 0")
                .contains("quittance_intake_batch_size_bucket{le=\"50.0\"} 1")
                .contains("quittance_intake_commit_seconds_count 1");
    }

    @Test
    void shouldTellTheLatestBacklog() {
        metrics.backlog(7, Duration.ofSeconds(90));
        metrics.backlog(5, Duration.ofMillis(1_500));

        assertThat(metrics.scrape())
                .contains("quittance_items_waiting 5.0")
                .contains("quittance_items_oldest_waiting_seconds 1.5");
    }

    @Test
    void shouldTellWhatCameOfReconciliations() {
        metrics.reconciled("shop", ReconciliationResult.PARKED);
        metrics.itemEnded("shop", ItemOutcome.DONE, Duration.ofSeconds(2));
        metrics.itemEnded("shop", ItemOutcome.PARKED, Duration.ofSeconds(59));
        metrics.retried("shop", "temporary");
        metrics.caseOpened("underpaid");

        assertThat(metrics.scrape())
                .contains("quittance_reconciliations_total{account=\"shop\",result=\"parked\"} 1.0")
                .contains(
                        "quittance_reconciliation_delay_seconds_bucket{account=\"shop\",outcome=\"done\",le=\"5.0\"} 1")
                .contains("quittance_reconciliation_delay_seconds_bucket"
                        + "{account=\"shop\",outcome=\"parked\",le=\"60.0\"} 1")
                .contains("quittance_reconciliation_retries_total{account=\"shop\",reason=\"temporary\"} 1.0")
                .contains("quittance_cases_opened_total{kind=\"underpaid\"} 1.0");
    }

    @Test
    void shouldHaveABucketAtEachDeadline() {
        metrics.acknowledged("shop", IntakeOutcome.ACCEPTED, Duration.ofMillis(3));
        metrics.itemEnded("shop", ItemOutcome.DONE, Duration.ofSeconds(2));

        assertThat(bounds("quittance_acknowledgement_seconds")).contains("1.0", "5.0", "10.0", "30.0");
        assertThat(bounds("quittance_reconciliation_delay_seconds")).contains("1.0", "5.0", "10.0", "30.0", "60.0");
    }

    @Test
    void shouldBeginAtZeroWhereTheFirstRiseIsAlertedOn() {
        metrics.deliveriesWaiting("shop", 0, Duration.ZERO);

        assertThat(metrics.scrape())
                .contains("quittance_configuration_changes_total{outcome=\"refused\"} 0.0")
                .contains("quittance_console_sign_ins_total{outcome=\"refused\"} 0.0")
                .contains("quittance_console_sign_ins_total{outcome=\"limited\"} 0.0")
                .contains("quittance_deliveries_total{endpoint=\"shop\",outcome=\"dead\"} 0.0");
    }

    @Test
    void shouldTellWhetherItIsReady() {
        assertThat(metrics.scrape()).contains("quittance_ready 0.0");

        metrics.ready(true);

        assertThat(metrics.scrape()).contains("quittance_ready 1.0");
    }

    @Test
    void shouldTellHowFarTheMachinesClockIsAhead() {
        metrics.machineClockAhead(Duration.ofMillis(-2_500));

        assertThat(metrics.scrape()).contains("quittance_machine_clock_ahead_seconds -2.5");
    }

    @Test
    void shouldTellHowManyCasesAreOpen() {
        metrics.casesOpen(Map.of("underpaid", 3L, "overpaid", 1L));
        metrics.casesOpen(Map.of("underpaid", 2L));

        assertThat(metrics.scrape())
                .contains("quittance_cases_open{kind=\"underpaid\"} 2.0")
                .contains("quittance_cases_open{kind=\"overpaid\"} 0.0");
    }

    @Test
    void shouldTellWhatCameOfLookups() {
        metrics.lookedUp("shop", LookupReason.OVERDUE, LookupOutcome.ANSWERED);
        metrics.lookedUp("shop", LookupReason.ORDER, LookupOutcome.PROVIDER_ERROR);

        assertThat(metrics.scrape())
                .contains("quittance_lookups_total{account=\"shop\",outcome=\"answered\",reason=\"overdue\"} 1.0")
                .contains("quittance_lookups_total{account=\"shop\",outcome=\"provider_error\",reason=\"order\"} 1.0");
    }

    @Test
    void shouldTellHowProvidersAnswer() {
        metrics.providerAnswered("shop", 204, Duration.ofMillis(20));
        metrics.providerAnswered("shop", 503, Duration.ofMillis(20));
        metrics.providerFailed("shop", Duration.ofSeconds(10));

        assertThat(metrics.scrape())
                .contains("quittance_provider_call_seconds_count{account=\"shop\",status=\"2xx\"} 1")
                .contains("quittance_provider_call_seconds_count{account=\"shop\",status=\"5xx\"} 1")
                .contains("quittance_provider_call_seconds_count{account=\"shop\",status=\"none\"} 1");
    }

    @Test
    void shouldTellHowFarMerchantsAreBehind() {
        touchDeliveries();

        assertThat(metrics.scrape())
                .contains("quittance_feed_lag_seconds 1.0")
                .contains("quittance_delivery_attempt_seconds_count{endpoint=\"shop\",status=\"5xx\"} 1")
                .contains("quittance_delivery_attempt_seconds_count{endpoint=\"shop\",status=\"none\"} 1")
                .contains("quittance_deliveries_total{endpoint=\"shop\",outcome=\"retrying\"} 1.0")
                .contains("quittance_delivery_delay_seconds_count 1")
                .contains("quittance_deliveries_waiting{endpoint=\"shop\"} 7.0")
                .contains("quittance_deliveries_oldest_waiting_seconds{endpoint=\"shop\"} 90.0");
    }

    @Test
    void shouldTellWhatWentAndWhatIsLeft() {
        touchRetention();

        assertThat(metrics.scrape())
                .contains("quittance_retention_rows_total{table=\"payment\"} 3.0")
                .contains("quittance_retention_months_total{table=\"order_event\"} 1.0")
                .contains("quittance_notifications_oldest_seconds 172800.0");
    }

    @Test
    void shouldTellAboutTheJvm() {
        assertThat(metrics.scrape()).contains("jvm_memory_used_bytes", "jvm_gc_", "system_cpu_count");
    }

    @Test
    void shouldBeDocumented() throws IOException {
        touchEveryMeter();

        Set<String> measured = found("(?m)^# TYPE (quittance_\\w+?)(?:_total|_max)? \\w+$", metrics.scrape());

        assertThat(found("(?m)^\\| `(quittance_\\w+)` \\|", Files.readString(PAGE)))
                .isEqualTo(measured);
    }

    private void touchEveryMeter() {
        metrics.acted("retry", "done");
        metrics.servers().certificateShown("intake", Instant.EPOCH);
        metrics.acknowledged("shop", IntakeOutcome.ACCEPTED, Duration.ofMillis(3));
        metrics.reconciled("shop", ReconciliationResult.DONE);
        metrics.itemEnded("shop", ItemOutcome.DONE, Duration.ofSeconds(2));
        metrics.casesOpen(Map.of("underpaid", 1L));
        metrics.pools().metrics(new VertxOptions()).createPoolMetrics("sql", "store-intake", 4);
        metrics.retried("shop", "temporary");
        metrics.lookedUp("shop", LookupReason.IN_DOUBT, LookupOutcome.ANSWERED);
        metrics.replayed("shop", ReplayOutcome.READ);
        metrics.backfilled("shop", BackfillOutcome.NEW, 3);
        metrics.providerAnswered("shop", 200, Duration.ofMillis(20));
        metrics.caseOpened("underpaid");
        metrics.caseResolved("underpaid", "accept");
        metrics.configurationChanged(ConfigurationChange.APPLIED);
        metrics.consoleSignIn(SignInOutcome.GRANTED);
        metrics.answersDropped(1);
        metrics.pluginBlocked("shop");
        metrics.pluginBlockEnded("shop", Duration.ofSeconds(2));
        metrics.pluginIsolated("shop", 1);
        touchRetention();
        touchDeliveries();
    }

    private void touchRetention() {
        metrics.expired("payment", 3);
        metrics.monthDropped("order_event");
        metrics.oldestNotification(Duration.ofDays(2));
    }

    private void touchDeliveries() {
        metrics.feedLag(Duration.ofSeconds(1));
        metrics.deliveryAttempted("shop", 503, Duration.ofMillis(20));
        metrics.deliveryAttempted("shop", null, Duration.ofSeconds(10));
        metrics.deliveryEnded("shop", "retrying");
        metrics.delivered(Duration.ofSeconds(-1));
        metrics.deliveriesWaiting("shop", 7, Duration.ofSeconds(90));
    }

    private Set<String> bounds(String histogram) {
        return found("(?m)^" + histogram + "_bucket\\{.*le=\"([^\"]+)\"", metrics.scrape());
    }

    private static Set<String> found(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map((MatchResult match) -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
