package io.quittance.core.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.core.intake.SourceLimit.OverLimitException;
import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.Verification;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class SourceLimitTest {

    private static final int BURST = 200;
    private static final String SENDER = "203.0.113.9";

    private Instant now = Instant.EPOCH;
    private final SourceLimit limit = new SourceLimit(clock(), 2);

    @Test
    void shouldTakeABurstAndThenOneHundredEachSecond() {
        exhaust("shop", SENDER);

        now = now.plusMillis(10);
        assertThat(passes("shop", SENDER)).isTrue();
        assertThat(passes("shop", SENDER)).isFalse();
        now = now.plusSeconds(1);
        assertThat(passing("shop", SENDER)).isEqualTo(100);
        now = now.plusSeconds(3600);
        assertThat(passing("shop", SENDER)).isEqualTo(BURST);
    }

    @Test
    void shouldNeverHoldVerifiedSendersBack() {
        exhaust("shop", SENDER);
        Verification verified = Verification.verified("key");

        assertThat(limit.admit("shop", SENDER, verified)).isSameAs(verified);
    }

    @Test
    void shouldCountEachSourceAndAccountByItself() {
        exhaust("shop", SENDER);

        assertThat(passes("shop", "203.0.113.10")).isTrue();
        assertThat(passes("other", SENDER)).isTrue();
    }

    @Test
    void shouldCountAnIpv6NetworkAsOneSource() {
        exhaust("shop", "2001:db8:0:1::1");

        assertThat(passes("shop", "2001:db8:0:1:ffff:ffff:ffff:ffff")).isFalse();
        assertThat(passes("shop", "2001:db8:0:2::1")).isTrue();
    }

    @Test
    void shouldForgetWhoWasSilentLongestWhenThereAreTooMany() {
        exhaust("shop", SENDER);
        exhaust("shop", "203.0.113.10");
        assertThat(passes("shop", SENDER)).isFalse();

        assertThat(passes("shop", "203.0.113.11")).isTrue();

        assertThat(passes("shop", SENDER)).isFalse();
        assertThat(passes("shop", "203.0.113.10")).isTrue();
    }

    @Test
    void shouldTellTheSenderToComeAgain() {
        exhaust("shop", SENDER);

        assertThatThrownBy(() -> limit.admit("shop", SENDER, Verification.unverified()))
                .extracting(failure -> Refusal.of(failure).outcome())
                .isEqualTo(IntakeOutcome.OVERLOADED);
    }

    private void exhaust(String account, String address) {
        assertThat(passing(account, address)).isEqualTo(BURST);
    }

    private int passing(String account, String address) {
        int passing = 0;
        while (passes(account, address)) {
            passing++;
        }
        return passing;
    }

    private boolean passes(String account, String address) {
        try {
            limit.admit(account, address, Verification.unverified());
            return true;
        } catch (OverLimitException e) {
            return false;
        }
    }

    private Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }
}
