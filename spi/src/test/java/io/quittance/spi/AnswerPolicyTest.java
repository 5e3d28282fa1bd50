package io.quittance.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.spi.AnswerPolicy.Withholding;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AnswerPolicyTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void shouldTakeEverySuccessWhereNothingIsDocumented() {
        assertThat(AnswerPolicy.UNDOCUMENTED.isAcknowledgedBy(Acknowledgement.empty(202)))
                .isTrue();
        assertThat(AnswerPolicy.UNDOCUMENTED.isAcknowledgedBy(Acknowledgement.empty(400)))
                .isFalse();
        assertThat(AnswerPolicy.UNDOCUMENTED.withholding(400)).isEmpty();
    }

    @Test
    void shouldTakeOnlyWhatIsDocumented() {
        AnswerPolicy policy = new AnswerPolicy(Set.of(200), "[ok]", List.of());

        assertThat(policy.isAcknowledgedBy(answer(200, "[ok]"))).isTrue();
        assertThat(policy.isAcknowledgedBy(answer(200, "ok"))).isFalse();
        assertThat(policy.isAcknowledgedBy(answer(204, "[ok]"))).isFalse();
    }

    @Test
    void shouldTellWhatARefusalHoldsUp() {
        Withholding held = new Withholding(400, 499, HOUR);
        AnswerPolicy policy = new AnswerPolicy(Set.of(), null, List.of(held));

        assertThat(policy.withholding(400)).contains(held);
        assertThat(policy.withholding(499)).contains(held);
        assertThat(policy.withholding(500)).isEmpty();
    }

    @Test
    void shouldRefuseAWithholdingThatCannotBe() {
        assertThatThrownBy(() -> new Withholding(399, 499, HOUR)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Withholding(500, 499, HOUR)).hasMessageContaining("500 to 499");
        assertThatThrownBy(() -> new Withholding(500, 600, HOUR)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Withholding(400, 499, HOUR.negated()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static Acknowledgement answer(int status, String body) {
        return new Acknowledgement(status, Map.of(), Buffer.buffer(body));
    }
}
