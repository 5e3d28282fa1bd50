package io.quittance.spi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Plugins are compiled against these types by people whom we do not know: what they see changes knowingly, or not at all. A change
 * that is meant is written down by {@code mvn -pl spi test -Dtest=PublicApiTest -Dquittance.api.write=true}.
 */
class PublicApiTest {

    private static final Path AGREED = Path.of("api");

    @ParameterizedTest
    @CsvSource({"spi, io.quittance.spi.PaymentProvider", "testing, io.quittance.spi.testing.TestingNotification"})
    void shouldBeAsAgreed(String name, Class<?> member) throws Exception {
        Path agreed = AGREED.resolve(name + ".txt");
        String found = signatures(Path.of(member.getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .resolve(member.getPackageName().replace('.', '/')));
        if (Boolean.getBoolean("quittance.api.write")) {
            Files.writeString(agreed, found);
        }

        assertThat(found)
                .as(
                        "the public API; if the change is meant, see the documentation of this test, and the rules in docs/spi.md")
                .isEqualTo(Files.readString(agreed));
    }

    /** What javap tells of the classes that others can see. */
    private static String signatures(Path directory) throws IOException {
        List<String> arguments = new ArrayList<>(List.of("-protected"));
        try (Stream<Path> files = Files.walk(directory)) {
            files.map(Path::toString)
                    .filter(file -> file.endsWith(".class"))
                    .sorted()
                    .forEach(arguments::add);
        }
        StringWriter out = new StringWriter();
        StringWriter errors = new StringWriter();
        int code = ToolProvider.findFirst("javap")
                .orElseThrow()
                .run(new PrintWriter(out), new PrintWriter(errors), arguments.toArray(String[]::new));
        assertThat(code).as(errors.toString()).isZero();
        return Stream.of(out.toString().split("(?m)^Compiled from .*\\R"))
                .filter(type -> type.startsWith("public ") || type.startsWith("protected "))
                .map(PublicApiTest::inOrder)
                .collect(Collectors.joining("\n"));
    }

    /** Compilers may write members in any order. */
    private static String inOrder(String type) {
        List<String> lines = type.lines().toList();
        String members = lines.stream()
                .filter(line -> line.startsWith("  "))
                .sorted()
                .map(line -> line + "\n")
                .collect(Collectors.joining());
        return lines.get(0) + "\n" + members + "}\n";
    }
}
