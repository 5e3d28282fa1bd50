package io.quittance.core.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.math.BigDecimal;

/** What somebody looks for in the console. */
class SoughtAmountFuzzTest {

    @FuzzTest
    void shouldReadAnAmountOrTakeItForAReference(byte[] bytes) {
        SoughtAmount.of(new String(bytes, UTF_8)).ifPresent(sought -> {
            assertThat(sought.value()).isNotNegative();
            sought.minorUnits()
                    .ifPresent(units -> assertThat(BigDecimal.valueOf(units)).isGreaterThanOrEqualTo(sought.value()));
        });
    }
}
