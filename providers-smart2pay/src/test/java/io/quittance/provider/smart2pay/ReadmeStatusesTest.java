package io.quittance.provider.smart2pay;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.spi.NotificationItem.Effect;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.PaymentObservation.Refund;
import io.quittance.spi.testing.TestingNotification;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The small tables of the README say what the code does. That of payments is compared by {@link SmartStatusTest}. */
class ReadmeStatusesTest {

    private static final int ANY_OTHER = 99;

    @Test
    void shouldReadRefundsAsTheReadmeSays() throws IOException {
        List<List<String>> rows = Readme.table("### Refund");

        assertThat(rows).allSatisfy(row -> {
            Refund.Status status = refund(id(row));
            assertThat(row).containsExactly(row.get(0), Readme.word(status), effect(status));
        });
        assertThat(IntStream.range(0, 50).filter(id -> refund(id) != refund(ANY_OTHER)))
                .as("what the table does not list is like any other")
                .allMatch(id -> rows.stream().anyMatch(row -> row.get(0).equals(Integer.toString(id))));
        assertThat(rows).last().extracting(row -> row.get(0)).isEqualTo("other");
    }

    @Test
    void shouldReadDisputesAsTheReadmeSays() throws IOException {
        List<List<String>> rows = Readme.table("### Dispute");

        assertThat(rows).allSatisfy(row -> {
            ObservedStatus status = dispute(id(row));
            assertThat(row)
                    .containsExactly(
                            row.get(0),
                            status.code().replace(Integer.toString(ANY_OTHER), "ID"),
                            Readme.word(status.status()),
                            Integer.toString(status.rank()),
                            Readme.orderEffect(status.status()));
        });
        assertThat(IntStream.range(0, 50)
                        .filter(id -> dispute(id).status() != dispute(ANY_OTHER).status()))
                .as("what the table does not list is like any other")
                .allMatch(id -> rows.stream().anyMatch(row -> row.get(0).equals(Integer.toString(id))));
        assertThat(rows).last().extracting(row -> row.get(0)).isEqualTo("other");
    }

    @ParameterizedTest
    @CsvSource({"Preapproval, preapproval", "Payout, payout-card", "Payout, payout-apm"})
    void shouldLetNoOtherObjectHaveAnOrderEffect(String type, String fixture) throws IOException {
        List<List<String>> rows = Readme.table("### " + type);

        assertThat(rows).isNotEmpty().allSatisfy(row -> {
            assertThat(row).last().isEqualTo("none");
            assertThat(Fixtures.item(withStatus(fixture, type, id(row))).effect())
                    .isEqualTo(Effect.NONE);
        });
    }

    private static String effect(Refund.Status status) {
        return switch (status) {
            case PENDING -> "none yet";
            case SUCCEEDED -> "its amount went back";
            case FAILED -> "none";
        };
    }

    private static Refund.Status refund(int id) {
        return Fixtures.observation(withStatus("refund", "Refund", id))
                .refunds()
                .get(0)
                .status();
    }

    private static ObservedStatus dispute(int id) {
        return Fixtures.observation(withStatus("dispute", "Dispute", id)).status();
    }

    private static TestingNotification withStatus(String fixture, String type, int id) {
        JsonObject envelope = new JsonObject(Fixtures.body(fixture));
        envelope.getJsonObject(type).getJsonObject("Status").put("ID", id);
        return TestingNotification.of(envelope.encode());
    }

    private static int id(List<String> row) {
        return row.get(0).equals("other") ? ANY_OTHER : Integer.parseInt(row.get(0));
    }
}
