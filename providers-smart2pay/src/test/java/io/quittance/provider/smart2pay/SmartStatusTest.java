package io.quittance.provider.smart2pay;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.spi.ObservedStatus;
import io.quittance.spi.PaymentStatus;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SmartStatusTest {

    /** What is left unassigned by every public source. */
    private static final Set<Integer> GAPS = Set.of(20, 29, 31, 32);

    @Test
    void shouldListEveryAssignedStatus() {
        Set<Integer> listed = IntStream.rangeClosed(0, 100)
                .filter(id -> observed(id).text() != null)
                .boxed()
                .collect(Collectors.toSet());

        assertThat(listed)
                .isEqualTo(IntStream.rangeClosed(1, 39)
                        .filter(id -> !GAPS.contains(id))
                        .boxed()
                        .collect(Collectors.toSet()));
    }

    @Test
    void shouldEqualTheTableOfTheReadme() throws IOException {
        assertThat(Readme.table("### Payment"))
                .isEqualTo(Stream.concat(IntStream.rangeClosed(1, 39).mapToObj(Integer::toString), Stream.of("other"))
                        .map(SmartStatusTest::readmeRow)
                        .toList());
    }

    @Test
    void shouldRankNoTwoStatusesEqual() {
        assertThat(IntStream.rangeClosed(1, 39)
                        .filter(id -> !GAPS.contains(id))
                        .map(id -> observed(id).rank()))
                .doesNotHaveDuplicates()
                .doesNotContain(SmartStatus.UNLISTED_RANK);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 7, open then pending at the provider",
        "7, 9, authorized",
        "9, 13, capture requested",
        "33, 4, the capture's time ran out",
        "34, 3, the cancellation went through",
        "15, 3, the cancellation went through",
        "9, 5, an authorization expired",
        "30, 3, the challenge was rejected",
        "9, 35, part is captured",
        "35, 11, the rest is captured",
        "4, 2, a success overrides a failure",
        "3, 2, a success overrides a cancellation",
        "5, 2, a success overrides an expiry",
        "4, 11, a success overrides a failure",
        "36, 2, the fraud check passed",
        "2, 16, the debit came back",
        "11, 21, part is refunded",
        "21, 22, all is refunded",
        "11, 19, disputed",
        "38, 19, disputed after the issuer asked",
        "22, 19, disputed although refunded",
        "19, 23, the dispute is won",
        "19, 24, the dispute is lost",
        "19, 26, charged back",
        "23, 24, won, then lost",
        "23, 26, won, then charged back",
        "21, 16, reversed after a refund of a part",
        "16, 19, disputed after a reversal",
        "26, 27, the second chargeback is won",
        "27, 28, the second dispute is lost",
        "1, 40, what is not known shows over what means nothing yet",
        "40, 9, and hides nothing that is known",
    })
    void shouldRankTheLaterStatusHigher(int earlier, int later, String why) {
        assertThat(observed(later).rank())
                .as(why)
                .isGreaterThan(observed(earlier).rank());
    }

    @Test
    void shouldNeverLetAFailureUndoAPayment() {
        int lowestPaid = IntStream.rangeClosed(1, 39)
                .filter(id -> observed(id).status().impliesCapture())
                .map(id -> observed(id).rank())
                .min()
                .orElseThrow();

        assertThat(IntStream.rangeClosed(0, 100)
                        .filter(id -> observed(id).status().isUnsuccessful()))
                .isNotEmpty()
                .allSatisfy(id -> assertThat(observed(id).rank()).isLessThan(lowestPaid));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "20", "29", "31", "32", "40", "011", "Success", "99999999999999999999"})
    void shouldCallWhatIsNotListedUnknown(String code) {
        ObservedStatus status = SmartStatus.observed(code, "Something", List.of());

        assertThat(status.status()).isEqualTo(PaymentStatus.UNKNOWN);
        assertThat(status.code()).isEqualTo(code);
        assertThat(status.text()).isEqualTo("Something");
        assertThat(status.rank()).isEqualTo(SmartStatus.UNLISTED_RANK);
    }

    @Test
    void shouldPreferTheNameThatTheProviderSends() {
        assertThat(SmartStatus.observed("9", "Authorised", List.of()).text()).isEqualTo("Authorised");
        assertThat(SmartStatus.observed("9", null, List.of()).text()).isEqualTo("Authorized");
    }

    private static List<String> readmeRow(String id) {
        ObservedStatus status = SmartStatus.observed(id, null, List.of());
        return List.of(
                id,
                Objects.requireNonNullElse(status.text(), "–"),
                Readme.word(status.status()),
                Integer.toString(status.rank()),
                Readme.orderEffect(status.status()));
    }

    private static ObservedStatus observed(int id) {
        return SmartStatus.observed(Integer.toString(id), null, List.of());
    }
}
