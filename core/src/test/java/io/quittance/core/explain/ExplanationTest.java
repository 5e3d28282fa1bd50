package io.quittance.core.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.store.OrderView;
import io.quittance.core.store.OrderView.CaseView;
import io.quittance.core.store.TimelineKind;
import io.quittance.core.store.TimelineRow;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExplanationTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00.4Z");
    private static final UUID FIRST = UUID.randomUUID();
    private static final UUID SECOND = UUID.randomUUID();
    private static final String RECEIVED = """
            {"outcome": "accepted", "verification": "site:1010#ab", "remote_address": "192.0.2.7",
             "answer": {"outcome": "accepted", "status": 204, "millis": 3.5},
             "items": [{"kind": "Payment", "subject": "9001", "state": "done", "attempts": 1, "error": null}]}""";

    private final List<TimelineRow> entries = new ArrayList<>();

    @Test
    void shouldBeginWithWhatTheOrderIsAndWhatIsOpen() {
        CaseView underpaid =
                new CaseView(FIRST, "underpaid", "open", "1250 EUR (minor units)", "100 EUR", "Ask the payer");
        CaseView over = new CaseView(SECOND, "overpaid", "closed", "", "", "");

        assertThat(tell(order("partially_paid", 1250, "EUR", 100, underpaid, over)))
                .startsWith(
                        "Order 10482 of shop is partially paid.",
                        "Expected EUR 12.50, paid EUR 1.00, refunded EUR 0.00.",
                        "Open case, underpaid: expected was EUR 12.50, seen EUR 1.00. Proposal: Ask the payer.",
                        "",
                        "What happened (times in UTC):");
    }

    @Test
    void shouldTellANotificationAndWhatFollowedInOneParagraph() {
        add(0, "order_registered", null, null, "{\"amount\": \"1250 EUR\", \"before\": null}");
        add(65, "notification_received", null, FIRST, RECEIVED);
        add(66, "payment_observed", "9001", FIRST, observed("paid", "decides", "pending", "paid"));
        add(66, "payment_linked", "9001", null, "{\"order\": \"10482\"}");
        add(66, "order_changed", null, null, changed("awaiting_payment", 0, "paid", 1250, "enough_held"));
        add(66, "event_recorded", null, null, "{\"type\": \"order.paid\", \"version\": 1}");

        assertThat(tell(order("paid", 1250, "EUR", 1250)))
                .containsSubsequence(
                        "2026-11-22 12:00:00  The merchant registered the order, and expects EUR 12.50.",
                        "",
                        "2026-11-22 12:01:05  A notification about Payment 9001 came from smart2pay (192.0.2.7), verified by",
                        "65 seconds later     site:1010#ab; it was answered with 204 after 3.5 ms. smart2pay told us that",
                        "                     payment 9001 is paid (\"Paid\", 11), over EUR 12.50. The payment belongs to this",
                        "                     order. The order went from awaiting payment to paid, with EUR 12.50 paid,",
                        "                     because the merchant holds the whole amount. Event 1 for the merchant:",
                        "                     order.paid.",
                        "",
                        "Why it is paid: the merchant holds the whole amount. Decided at 2026-11-22 12:01:06 from this:",
                        "payment 9001 is paid.");
    }

    @Test
    void shouldTellRepeatsOnceHoweverManyCame() {
        add(0, "notification_received", null, FIRST, RECEIVED);
        add(60, "notification_repeated", null, FIRST, "{\"answer\": {\"status\": 204, \"millis\": 1}}");
        add(90, "notification_received", null, SECOND, RECEIVED);
        add(7200, "notification_repeated", null, FIRST, "{\"answer\": {\"status\": 204, \"millis\": 2}}");

        assertThat(story())
                .containsOnlyOnce(
                        "The same notification came again 2 times, last at 2026-11-22 14:00:00, and was answered"
                                + " with 204.");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "failed | paid | It came after the payment was already captured; a later failure does not undo a capture,"
                        + " so nothing changed.",
                "authorized | paid | It came after we knew that the payment is paid, which is further in the life of a"
                        + " payment, so nothing changed."
            })
    void shouldSayWhyALateNotificationChangedNothing(String told, String known, String expected) {
        add(0, "payment_observed", "9001", FIRST, observed(told, "ranks_lower", known, known));

        assertThat(story()).contains(expected);
    }

    @Test
    void shouldTellARefundWithItsAmount() {
        add(0, "payment_observed", "9001", FIRST, """
                {"source": "carried", "status": "unknown", "code": "", "text": null, "amount": null, "captured": null,
                 "refunds": [{"id": "77", "amount": "500 JPY", "status": "succeeded"}], "rule": "tells_no_status",
                 "not_applied": null, "before": {"refunded": 0}, "after": {"refunded": 500}}""");

        assertThat(story())
                .contains("smart2pay told us about payment 9001, with refund 77 of JPY 500, which went back.");
    }

    @Test
    void shouldTellAnUnknownKindNeutrally() {
        add(0, "brand_new", null, null, "{\"case\": \"underpaid\", \"by\": \"ops\", \"what\": {\"deep\": 1}}");

        assertThat(story()).contains("Also on record: brand new (case: underpaid, by: ops).");
    }

    @ParameterizedTest
    @EnumSource(TimelineKind.class)
    void shouldTellEveryKindEvenIfAllItsDetailsAreMissing(TimelineKind kind) {
        add(0, kind.wireName(), null, null, "{}");

        assertThat(story()).doesNotContain("Also on record", "null");
    }

    @Test
    void shouldHaveWordsForEveryDocumentedRule() throws IOException {
        String document = Files.readString(Path.of("../docs/timeline.md"));
        List<String> rules = Pattern.compile("(?m)^\\| `(\\w+)` \\| `")
                .matcher(document.substring(document.indexOf("## Rules for orders")))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(rules)
                .hasSizeGreaterThan(10)
                .allSatisfy(rule -> assertThat(StatusWords.orderRule(rule)).doesNotStartWith("of the rule"));
        assertThat(StatusWords.orderRule("brand_new")).isEqualTo("of the rule brand new");
    }

    @Test
    void shouldTellWhoResolvedACase() {
        add(
                0,
                "case_resolved",
                null,
                null,
                "{\"case\": \"underpaid\", \"action\": \"accept\", \"note\": \"paid in cash\", \"by\": \"ops\"}");

        assertThat(story()).contains("ops resolved the case underpaid (accept): paid in cash.");
    }

    @Test
    void shouldNotGuessWhyIfNoDecisionIsOnRecord() {
        assertThat(tell(order("awaiting_payment", 1, "EUR", 0)))
                .endsWith("Why it is awaiting payment: nobody has tried to pay yet.");
        assertThat(tell(order("paid", 1, "EUR", 1)))
                .endsWith("Why it is paid: the decision is not on record any more.");
    }

    @Test
    void shouldTellAnOrderThatNobodyRegistered() {
        assertThat(tell(null))
                .startsWith("Order 10482 of shop was never registered: nobody expects it.")
                .endsWith("Why it is not registered: the merchant has not registered the order.");
    }

    @Test
    void shouldNeverWriteALineThatIsTooLongOrThatATerminalObeys() {
        add(
                0,
                "lookup_answered",
                "9001",
                null,
                new JsonObject()
                        .put("answer", "\u001b[31m" + "x".repeat(300) + " \u202e word".repeat(50))
                        .encode());

        assertThat(tell(order("paid", 1, "EUR", 1)))
                .allSatisfy(
                        line -> assertThat(line).hasSizeLessThanOrEqualTo(100).doesNotContain("\u001b", "\u202e"));
    }

    @ParameterizedTest
    @CsvSource({"1250,EUR,EUR 12.50", "500,JPY,JPY 500", "1000,KWD,KWD 1.000", "-5,EUR,EUR -0.05", "7,ZZZ,ZZZ 7"})
    void shouldWriteMoneyAsPeopleDo(long minorUnits, String currency, String expected) {
        assertThat(MoneyWords.of(minorUnits, currency)).isEqualTo(expected);
        assertThat(MoneyWords.in("about " + minorUnits + " " + currency + " (minor units), perhaps"))
                .isEqualTo("about " + expected + ", perhaps");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PT0.9S at once",
                "PT1S 1 second later",
                "PT119S 119 seconds later",
                "PT2M 2 minutes later",
                "PT3H 3 hours later",
                "PT48H 2 days later"
            })
    void shouldSayHowMuchLaterInWords(String example) {
        String[] parts = example.split(" ", 2);

        assertThat(GapWords.of(Duration.parse(parts[0]))).isEqualTo(parts[1]);
    }

    private void add(long seconds, String kind, @Nullable String payment, @Nullable UUID notification, String detail) {
        entries.add(new TimelineRow(
                UUID.randomUUID(),
                NOON.plusSeconds(seconds),
                kind,
                "shop-cards",
                payment,
                notification,
                new JsonObject(detail)));
    }

    private static String observed(String status, String rule, String before, String after) {
        return """
                {"source": "carried", "status": "%s", "code": "11", "text": "Paid", "amount": "1250 EUR", "captured": "1250 EUR",
                 "refunds": [], "rule": "%s", "not_applied": null, "before": {"status": "%s"}, "after": {"status": "%s"}}""".formatted(status, rule, before, after);
    }

    private static String changed(String before, long paidBefore, String after, long paid, String rule) {
        return """
                {"before": {"status": "%s", "paid": %d, "refunded": 0}, "after": {"status": "%s", "paid": %d, "refunded": 0},
                 "rule": "%s", "reason": "payment 9001 is paid"}""".formatted(before, paidBefore, after, paid, rule);
    }

    private static OrderView order(String status, long amount, String currency, long paid, CaseView... cases) {
        return new OrderView("10482", status, amount, currency, paid, 0, 1, List.of(), List.of(cases));
    }

    /** The story in one line, whatever its breaks, and without the gaps in its margin. */
    private String story() {
        return String.join("\n", tell(order("paid", 1250, "EUR", 1250)))
                .replaceAll("(?m)^\\d+ \\w+ later +", "")
                .replaceAll("\\s+", " ");
    }

    private List<String> tell(@Nullable OrderView order) {
        return Explanation.of(new OrderStory("shop", "10482", order, entries, Map.of("shop-cards", "smart2pay")));
    }
}
