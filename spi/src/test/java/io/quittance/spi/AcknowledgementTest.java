package io.quittance.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AcknowledgementTest {

    @ParameterizedTest
    @CsvSource({
        "ACCEPTED, 204",
        "DUPLICATE, 204",
        "IGNORED, 204",
        "MALFORMED, 400",
        "UNAUTHENTICATED, 401",
        "TOO_LARGE, 413",
        "OVERLOADED, 503",
        "UNAVAILABLE, 503"
    })
    void shouldAnswerEachOutcome(IntakeOutcome outcome, int status) {
        assertThat(Acknowledgement.standard(outcome, 204).status()).isEqualTo(status);
    }

    @ParameterizedTest
    @EnumSource
    void shouldSayNothingOnSuccessAndAProblemOtherwise(IntakeOutcome outcome) {
        Acknowledgement answer = Acknowledgement.standard(outcome, 200);

        if (outcome.isSuccess()) {
            assertThat(answer.body().length()).isZero();
            assertThat(answer.headers()).isEmpty();
        } else {
            assertThat(answer.headers()).containsEntry("Content-Type", "application/problem+json");
            assertThat(new JsonObject(answer.body()).getInteger("status")).isEqualTo(answer.status());
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OVERLOADED", "UNAVAILABLE"})
    void shouldSayWhenToComeAgain(IntakeOutcome outcome) {
        assertThat(Acknowledgement.standard(outcome, 200).headers())
                .containsEntry("Retry-After", Integer.toString(Acknowledgement.RETRY_AFTER_SECONDS));
    }

    @Test
    void shouldRefuseWhatIsNoFinalStatus() {
        assertThatThrownBy(() -> Acknowledgement.empty(100)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Acknowledgement.empty(600)).isInstanceOf(IllegalArgumentException.class);
    }
}
