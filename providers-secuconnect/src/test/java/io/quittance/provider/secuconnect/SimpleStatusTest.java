package io.quittance.provider.secuconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.spi.Money;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Refund;
import io.quittance.spi.PaymentStatus;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Compares the tables of the README with the code, so that neither can say what the other does not. */
class SimpleStatusTest {

    @Test
    void shouldKnowEveryIdOfTheVendor() {
        assertThat(Stream.of(SimpleStatus.values()).map(SimpleStatus::id))
                .containsExactlyElementsOf(IntStream.rangeClosed(0, 16).boxed().toList());
        assertThat(SimpleStatus.withId(17)).isEmpty();
    }

    @Test
    void shouldDoWhatTheStatusTableOfTheReadmeSays() throws IOException {
        Stream<List<String>> known = Stream.of(SimpleStatus.values())
                .map(status -> List.of(
                        Integer.toString(status.id()),
                        status.text(),
                        lower(status.status()),
                        orderEffect(status.status()),
                        Integer.toString(status.rank()),
                        lower(status.refundStatus())));

        assertThat(readmeTable("id", "secuconnect", "ours", "order", "rank", "as a refund"))
                .containsExactlyElementsOf(Stream.concat(known, Stream.of(rowOfAnIdThatIsUnknown()))
                        .toList());
    }

    @Test
    void shouldDoWhatTheTableOfDetailedStatusesInTheReadmeSays() throws IOException {
        List<List<String>> table = readmeTable("detailed", "secuconnect", "id", "ours");

        assertThat(table)
                .extracting(row -> row.get(0))
                .containsExactly("6", "9", "11", "17", "25", "25", "25", "69", "86", "103", "115");
        assertThat(table).allSatisfy(row -> {
            JsonObject payment = Fixtures.payment(Long.parseLong(row.get(2)), Long.parseLong(row.get(0)));
            assertThat(row.get(3)).isEqualTo(lower(observe(payment).status().status()));
        });
    }

    @Test
    void shouldGiveEachStatusItsOwnRank() {
        assertThat(Stream.of(SimpleStatus.values()).map(SimpleStatus::rank)).doesNotHaveDuplicates();
    }

    @Test
    void shouldDoWhatTheTableOfReducedPaymentsInTheReadmeSays() throws IOException {
        List<List<String>> rows = new ArrayList<>();
        for (int id : List.of(5, 7)) {
            for (long left : List.of(0L, 4000L, 12990L)) {
                for (boolean captured : List.of(false, true)) {
                    rows.add(reducedRow(id, left, captured));
                }
            }
        }

        assertThat(readmeTable("id", "left", "captured before", "ours", "reduced by"))
                .containsExactlyElementsOf(rows);
    }

    private static List<String> reducedRow(int id, long left, boolean captured) {
        PaymentTransaction payment = PaymentTransaction.of(Fixtures.PAYMENT_ID, Fixtures.payment(id, 6));
        EffectiveAmount effective = new EffectiveAmount(new Money(left, "EUR"));
        PaymentObservation observation = new PaymentReading(payment, List.of(), Optional.of(effective))
                .observe(OrderMatch.notTold(), captured ? PaymentStatus.PAID : PaymentStatus.AUTHORIZED);
        PaymentStatus status = observation.status().status();
        String reducedBy = observation.refunds().stream()
                .map(refund -> Long.toString(refund.amount().minorUnits()))
                .findFirst()
                .orElse(status == PaymentStatus.REFUNDED ? "all" : "–");
        return List.of(Integer.toString(id), Long.toString(left), captured ? "yes" : "no", lower(status), reducedBy);
    }

    private static List<String> rowOfAnIdThatIsUnknown() {
        ObservedStatus status = observe(Fixtures.payment(17, 6)).status();
        JsonObject refund = Fixtures.json("refund");
        refund.getJsonObject("details").put("status_simple", 17);
        Refund.Status asRefund = PaymentTransaction.of(Fixtures.REFUND_ID, refund)
                .asRefund()
                .orElseThrow()
                .status();
        return List.of(
                "every other",
                "",
                lower(status.status()),
                orderEffect(status.status()),
                Integer.toString(status.rank()),
                lower(asRefund));
    }

    private static PaymentObservation observe(JsonObject payment) {
        return new PaymentReading(PaymentTransaction.of(Fixtures.PAYMENT_ID, payment), List.of(), Optional.empty())
                .observe(OrderMatch.notTold(), PaymentStatus.UNKNOWN);
    }

    /** What the gateway's rules make of an order whose only payment has the status and the order's amount. */
    private static String orderEffect(PaymentStatus status) {
        return switch (status) {
            case PENDING -> "awaiting_payment";
            case DISPUTE_WON -> "paid";
            case UNKNOWN -> "unchanged; case unknown_status";
            default -> lower(status);
        };
    }

    private static List<List<String>> readmeTable(String... header) throws IOException {
        List<List<String>> rows = Files.readAllLines(Path.of("README.md")).stream()
                .map(SimpleStatusTest::cells)
                .toList();
        int start = rows.indexOf(List.of(header));
        assertThat(start)
                .as("README.md has a table with the columns %s", List.of(header))
                .isNotNegative();
        return rows.stream()
                .skip(start + 2L)
                .takeWhile(row -> row.size() == header.length)
                .toList();
    }

    private static List<String> cells(String line) {
        return Arrays.stream(line.split("\\|")).skip(1).map(String::trim).toList();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
