package io.quittance.core.store;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.core.store.KeyRing.UnopenableException;
import io.quittance.core.testing.SealKeys;
import io.quittance.spi.Secret;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

final class KeyRingTest {

    private static final byte[] PLAIN = "Ada Lovelace".getBytes(UTF_8);
    private static final byte[] ROW = "row 1".getBytes(UTF_8);

    private final KeyRing old = ring(SealKeys.FIRST);

    @Test
    void shouldOpenWhatItSealed() {
        byte[] sealed = old.seal(PLAIN, ROW);

        assertThat(new String(sealed, UTF_8)).doesNotContain("Ada");
        assertThat(old.open(sealed, ROW)).isEqualTo(PLAIN);
        assertThat(old.open(old.seal(new byte[0], ROW), ROW)).isEmpty();
    }

    @Test
    void shouldSealTheSameNeverAlike() {
        assertThat(old.seal(PLAIN, ROW)).isNotEqualTo(old.seal(PLAIN, ROW));
    }

    @Test
    void shouldOpenNothingThatBelongsToAnotherRow() {
        byte[] sealed = old.seal(PLAIN, ROW);

        assertThatThrownBy(() -> old.open(sealed, "row 2".getBytes(UTF_8)))
                .isInstanceOf(UnopenableException.class)
                .hasMessage("it was changed, or belongs to another row");
    }

    @Test
    void shouldOpenNothingOfWhichAnyByteWasChanged() {
        byte[] sealed = old.seal(PLAIN, ROW);

        for (int i = 0; i < sealed.length; i++) {
            byte[] changed = sealed.clone();
            changed[i] ^= 1;
            assertThatThrownBy(() -> old.open(changed, ROW)).as("byte %s", i).isInstanceOf(UnopenableException.class);
        }
    }

    @Test
    void shouldOpenNothingThatWasCut() {
        byte[] sealed = old.seal(PLAIN, ROW);

        for (int length = 0; length < sealed.length; length++) {
            byte[] cut = Arrays.copyOf(sealed, length);
            assertThatThrownBy(() -> old.open(cut, ROW)).isInstanceOf(UnopenableException.class);
        }
    }

    @Test
    void shouldSealWithTheFirstAndOpenWithAll() {
        KeyRing rotated = ring(SealKeys.SECOND, SealKeys.FIRST);

        assertThat(rotated.open(old.seal(PLAIN, ROW), ROW)).isEqualTo(PLAIN);
        assertThat(rotated.primary()).isEqualTo(Secret.fingerprint(SealKeys.SECOND));
        assertThatThrownBy(() -> old.open(rotated.seal(PLAIN, ROW), ROW))
                .isInstanceOf(UnopenableException.class)
                .hasMessage("the key " + Secret.fingerprint(SealKeys.SECOND) + " is not on the ring");
    }

    @Test
    void shouldRefuseAKeyThatIsNoneAndNotShowIt() {
        assertThatThrownBy(() -> ring("c2hvcnQ="))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("c2hvcnQ");
    }

    private static KeyRing ring(String... keys) {
        return new KeyRing(new Secret(List.of(keys)));
    }
}
