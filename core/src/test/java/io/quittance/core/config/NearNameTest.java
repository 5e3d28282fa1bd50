package io.quittance.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NearNameTest {

    private static final List<String> ALLOWED = List.of("id", "path", "merchant", "smart2pay", "secuconnect");

    @ParameterizedTest
    @CsvSource({
        "pth,path",
        "paht,path",
        "PATH,path",
        "mercant,merchant",
        "smart-2-pay,smart2pay",
        "secuconect,secuconnect",
        "ID,id",
        "path,path"
    })
    void shouldFindWhatWasMeant(String written, String meant) {
        assertThat(NearName.of(written, ALLOWED)).hasValue(meant);
    }

    @ParameterizedTest
    @CsvSource({"xyz", "colour", "'' ", "a-name-that-is-much-longer-than-all-of-them"})
    void shouldNotGuessWildly(String written) {
        assertThat(NearName.of(written, ALLOWED)).isEmpty();
    }

    @Test
    void shouldListNothingAsNone() {
        assertThat(NearName.list(List.of())).isEqualTo("none");
    }
}
