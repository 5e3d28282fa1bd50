package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The story that the document tells is told, in the same words, by the gateway that lived through it. */
@EndToEndTest
final class ExplainIT {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String ORDER = "10482";
    private static final int PAYMENT = 203771;
    private static final int AMOUNT = 1290;
    private static final Pattern CODE = Pattern.compile("`(\\w+)`");

    private static final Pattern LOGGED = Pattern.compile("^\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z ");

    @TempDir
    private Path directory;

    @Test
    void shouldTellTheStoryOfTheDocument() throws Exception {
        try (TestStore store = TestStore.chosen();
                RunningShop gateway = Shop.with(store).start(directory).awaitReady()) {
            live(gateway);
            awaitAnswersOnRecord(gateway.management());

            GatewayProcess.Result story = explain(Shop.MERCHANT, ORDER);
            assertThat(story.exitCode()).isZero();
            assertThat(story.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
            assertThat(comparable(String.join("\n", story.lines()))).isEqualTo(comparable(documented("text")));

            GatewayProcess.Result json = explain("--json", Shop.MERCHANT, ORDER);
            List<JsonObject> timeline = gateway.management().timeline(ORDER);
            assertThat(new JsonObject(String.join("\n", json.lines())).getJsonArray("items"))
                    .isEqualTo(new JsonArray(timeline));
            assertDetailsAreDocumented(timeline);

            assertRefused("merchant shop has no order 10842; did you mean \"10482\"?", Shop.MERCHANT, "10842");
            assertRefused("there is no merchant shoq; did you mean \"shop\"?", "shoq", ORDER);
        }
        if (TestStore.isEmbedded()) {
            assertThat(explain(Shop.MERCHANT, ORDER).exitCode())
                    .as("with no gateway running")
                    .isZero();
        }
    }

    private static void live(RunningShop gateway) throws Exception {
        ManagementClient management = gateway.management();
        management.register(ORDER, AMOUNT, "EUR");
        pay(gateway, 11, "Captured");
        awaitStatus(management, "paid");
        pay(gateway, 11, "Captured");
        pay(gateway, 11, "Captured");
        pay(gateway, 4, "Failed");
        awaitDone(management, 2);
        CardPosts.send(gateway, CardPosts.refund(20411, PAYMENT, ORDER, 290));
        awaitStatus(management, "partially_refunded");
        pay(gateway, 26, "Chargedback");
        awaitStatus(management, "charged_back");
    }

    private static void pay(RunningShop gateway, int status, String info) throws Exception {
        CardPosts.send(gateway, CardPosts.payment(PAYMENT, ORDER, AMOUNT, status, info));
    }

    private static void awaitStatus(ManagementClient management, String status) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(management.orderStatus(ORDER)).isEqualTo(status));
    }

    private static void awaitDone(ManagementClient management, int notifications) {
        await().atMost(SOON)
                .untilAsserted(() ->
                        assertThat(management.notifications("state=done&")).hasSize(notifications));
    }

    /** They are written a moment after they are given. */
    private static void awaitAnswersOnRecord(ManagementClient management) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(management.timeline(ORDER))
                        .filteredOn(entry -> entry.getString("kind").startsWith("notification_"))
                        .hasSize(6)
                        .allSatisfy(entry -> assertThat(
                                        entry.getJsonObject("detail").getJsonObject("answer"))
                                .isNotNull()));
    }

    private static void assertDetailsAreDocumented(List<JsonObject> timeline) throws Exception {
        List<String> rows = Markdown.read("docs/timeline.md")
                .text()
                .lines()
                .filter(line -> line.startsWith("| `"))
                .toList();
        assertThat(timeline).isNotEmpty().allSatisfy(entry -> {
            String kind = entry.getString("kind");
            Set<String> documented = rows.stream()
                    .map(row -> row.replaceAll("\\([^)]*\\)", "").split("\\|", -1))
                    .filter(cells -> cells[1].contains("`" + kind + "`"))
                    .flatMap(cells -> CODE.matcher(cells[3]).results().map(field -> field.group(1)))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(entry.getJsonObject("detail").fieldNames()).as(kind).hasSameElementsAs(documented);
        });
    }

    private void assertRefused(String message, String... arguments) throws Exception {
        GatewayProcess.Result refused = explain(arguments);
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.lines()).containsExactly(message);
    }

    /** What it prints, without what a slow machine makes it log. */
    private GatewayProcess.Result explain(String... arguments) throws Exception {
        String[] command = new String[arguments.length + 3];
        command[0] = "explain";
        command[1] = "--config";
        command[2] = directory.resolve("quittance.json").toString();
        System.arraycopy(arguments, 0, command, 3, arguments.length);
        GatewayProcess.Result result = GatewayProcess.run(directory, command);
        return new GatewayProcess.Result(
                result.exitCode(),
                result.lines().stream()
                        .filter(line -> !LOGGED.matcher(line).find())
                        .toList());
    }

    private static String documented(String language) throws Exception {
        return Markdown.read("docs/explain.md").blocks().stream()
                .filter(block -> block.language().equals(language))
                .findFirst()
                .orElseThrow()
                .text();
    }

    /** Without times and the breaks of lines that follow from their length. */
    private static String comparable(String story) {
        return story.replaceAll("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d", "TIME")
                .replaceAll("(?m)^(at once|\\d+ (second|minute|hour|day)s? later) *", "")
                .replaceAll("(?m)^TIME +", "\nTIME ")
                .replaceAll("after [\\d.]+ ms", "after N ms")
                .replaceAll("\\s+", " ")
                .strip();
    }
}
