package io.quittance.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SecretTest {

    private final Secret secret = new Secret(List.of("newest-value", "older-value"));

    @Test
    void shouldSendTheNewestAndAcceptAll() {
        assertThat(secret.newest()).isEqualTo("newest-value");
        assertThat(secret.matches("newest-value")).isTrue();
        assertThat(secret.matches("older-value")).isTrue();
        assertThat(secret.matches("newest-valu")).isFalse();
        assertThat(secret.matches("")).isFalse();
    }

    @Test
    void shouldTellWhichValueMatches() {
        assertThat(secret.fingerprintOfMatch("older-value")).contains(Secret.fingerprint("older-value"));
        assertThat(secret.fingerprintOfMatch("older")).isEmpty();
        assertThat(secret.fingerprints())
                .containsExactly(Secret.fingerprint("newest-value"), Secret.fingerprint("older-value"));
        assertThat(Secret.fingerprint("abc")).isEqualTo("ba7816bf");
    }

    @Test
    void shouldNeverPrintAValue() {
        assertThat(secret.toString()).doesNotContain("value");
        assertThat(String.valueOf(List.of(secret))).doesNotContain("value");
    }

    @Test
    void shouldRefuseToBeEmpty() {
        assertThatThrownBy(() -> new Secret(List.of())).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Secret(List.of("a", ""))).isInstanceOf(IllegalArgumentException.class);
    }
}
