package io.quittance.core.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ProviderProjectTest {
    private static final Path TEMPLATE = Path.of("src/main/resources/io/quittance/core/template/provider");
    private static final Pattern PLUGIN =
            Pattern.compile("<artifactId>(maven-\\w+-plugin)</artifactId>\\s*<version>([^<]+)</version>");

    private final Map<String, String> acme =
            new ProviderProject(ProviderNames.of("acme", Optional.empty()), "1.2.3").files();

    @Test
    void shouldWriteTheTemplateAsItIs() throws IOException {
        assertThat(acme).hasSameSizeAs(template());
        for (Path file : template()) {
            String path = TEMPLATE.relativize(file).toString().replaceFirst("^gitignore$", ".gitignore");
            assertThat(acme).containsEntry(path, Files.readString(file).replace("@version@", "1.2.3"));
        }
        assertThat(acme.get("pom.xml")).contains("<version>1.2.3</version>");
    }

    @Test
    void shouldPutEveryNameIn() {
        ProviderNames names = ProviderNames.of("north-bank", Optional.of("org.north.payments"));

        Map<String, String> files = new ProviderProject(names, "1.2.3").files();

        assertThat(files).hasSameSizeAs(acme).allSatisfy((path, text) -> {
            assertThat(path).doesNotContainIgnoringCase("acme");
            assertThat(text).doesNotContainIgnoringCase("acme").doesNotContain("com.example", "com/example");
        });
        assertThat(files.get("src/main/java/org/north/payments/NorthBankProviderFactory.java"))
                .contains("package org.north.payments;", "return \"north-bank\";", "class NorthBankProviderFactory");
        assertThat(files.get("README.md")).contains("NORTH_BANK_API_KEY", "target/north-bank-provider-1.0.0.jar");
    }

    @Test
    void shouldRefuseANameThatTheSpiHasTaken() {
        assertThatExceptionOfType(TemplateException.class)
                .isThrownBy(() -> new ProviderProject(ProviderNames.of("payment", Optional.empty()), "1.2.3"))
                .withMessageContaining("NAME is \"payment\", and the SPI has a class PaymentProvider");
    }

    /** Otherwise the test that builds the project downloads others than this build has. */
    @Test
    void shouldBuildWithThePluginsThatBuildQuittance() throws IOException {
        assertThat(plugins(acme.get("pom.xml")))
                .hasSize(4)
                .isSubsetOf(plugins(Files.readString(Path.of("..", "pom.xml"))));
    }

    private static List<String> plugins(String pom) {
        return PLUGIN.matcher(pom)
                .results()
                .map(MatchResult::group)
                .map(text -> text.replaceAll("\\s", ""))
                .toList();
    }

    private static List<Path> template() throws IOException {
        try (Stream<Path> files = Files.walk(TEMPLATE)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
