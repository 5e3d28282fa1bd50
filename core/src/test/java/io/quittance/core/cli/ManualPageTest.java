package io.quittance.core.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

class ManualPageTest {

    @ParameterizedTest
    @MethodSource("io.quittance.core.cli.ManualTest#commands")
    void shouldSayWhatHelpSays(CommandLine command) {
        String page = ManualPage.of(command, "2026-11-22", "1.0").replace("\\-", "-");

        assertThat(page)
                .startsWith(".TH \"" + ManualPage.name(command.getCommandSpec()).toUpperCase(Locale.ROOT))
                .contains(".SH \"EXAMPLES\"", ".SH \"EXIT STATUS\"", ".SH \"SEE ALSO\"");
        assertThat(command.getCommandSpec().options())
                .extracting(OptionSpec::longestName)
                .allSatisfy(option -> assertThat(page).contains(option));
        assertThat(Example.of(command.getCommandSpec()))
                .allSatisfy(example -> assertThat(page).contains(example.purpose() + ":"));
    }

    @Test
    void shouldShowTextAsItIs() {
        Roff roff = new Roff()
                .section("see also")
                .paragraph(".PP \\fB 'a' --b")
                .paragraph("'more")
                .entry("\"c\"", "-d")
                .verbatim(List.of("e \\", ".f"));

        assertThat(roff.toString().lines())
                .containsExactly(
                        ".SH \"SEE ALSO\"",
                        "\\&.PP \\efB 'a' \\-\\-b",
                        ".PP",
                        "\\&'more",
                        ".TP",
                        "\\fB\\(dqc\\(dq\\fR",
                        "\\-d",
                        ".RS 4",
                        ".nf",
                        "e \\e",
                        "\\&.f",
                        ".fi",
                        ".RE");
    }
}
