package io.quittance.site;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnchorsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Change it while it runs          | change-it-while-it-runs",
                "4. The provider                  | 4-the-provider",
                "A plugin was wrong: correct it   | a-plugin-was-wrong-correct-it",
                "`order_reference`, exactly       | order_reference-exactly",
                "Look-ups – and back              | look-ups--and-back",
                "Überweisung                      | überweisung",
                "What is (not) kept?              | what-is-not-kept",
            })
    void shouldBeThatOfGitHub(String heading, String anchor) {
        assertThat(new Anchors().next(heading)).isEqualTo(anchor);
    }

    @Test
    void shouldDifferWhereHeadingsDoNot() {
        Anchors anchors = new Anchors();

        assertThat(anchors.next("Added")).isEqualTo("added");
        assertThat(anchors.next("Added")).isEqualTo("added-1");
        assertThat(anchors.next("Added")).isEqualTo("added-2");
    }
}
