package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.spi.testing.conformance.Conformance;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Maven, as somebody runs it who has of Quittance only what is published: the parent's POM and the SPI, as this build makes
 * them. Everything else is in the local repository of this build, or comes from where that has it from.
 */
final class AuthorsBuild {
    private static final Path REPOSITORY =
            Path.of("target", "authors-repository").toAbsolutePath();
    private static final Path JUNIT = Path.of("org/junit/jupiter/junit-jupiter-api");
    private static final int LIMIT_MINUTES = 10;

    private AuthorsBuild() {}

    /** Builds and tests a project, and gives what Maven prints. */
    static List<String> verify(Path project) throws IOException, InterruptedException {
        layOutRepository();
        Path output = project.resolveSibling("maven.log");
        Process maven = new ProcessBuilder("mvn", "-B", "-Dmaven.repo.local=" + REPOSITORY, "verify")
                .directory(project.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            assertThat(maven.waitFor(LIMIT_MINUTES, TimeUnit.MINUTES)).isTrue();
        } finally {
            maven.destroy();
        }
        List<String> lines = Files.readAllLines(output);
        assertThat(maven.exitValue()).as(String.join("\n", lines)).isZero();
        return lines;
    }

    private static void layOutRepository() throws IOException {
        Path own = Files.createDirectories(REPOSITORY.resolve("io/quittance"));
        // Links instead of maven.repo.local.tail, which Maven knows only from 3.9 on.
        linkAll(localRepository(), REPOSITORY);
        linkAll(localRepository().resolve("io"), own.getParent());
        publish(own);
    }

    /** That of this build: JUnit is loaded from there. */
    private static Path localRepository() {
        Path versions = place(Test.class).getParent().getParent();
        assertThat(versions).as("JUnit comes from a local repository").endsWithRaw(JUNIT);
        return versions.resolve("../../../..").normalize();
    }

    private static void linkAll(Path from, Path to) throws IOException {
        try (Stream<Path> entries = Files.list(from)) {
            for (Path entry : entries.toList()) {
                Path link = to.resolve(entry.getFileName());
                if (!Files.exists(link)) {
                    Files.createSymbolicLink(link, entry);
                }
            }
        }
    }

    private static void publish(Path own) throws IOException {
        Path spi = place(Conformance.class);
        String version = version(spi);
        Path parentDirectory = Files.createDirectories(own.resolve("quittance").resolve(version));
        Path spiDirectory = Files.createDirectories(own.resolve("quittance-spi").resolve(version));
        String name = "quittance-spi-" + version;
        copy(Markdown.checkout().resolve("pom.xml"), parentDirectory.resolve("quittance-" + version + ".pom"));
        copy(Markdown.checkout().resolve("spi/pom.xml"), spiDirectory.resolve(name + ".pom"));
        copy(spi, spiDirectory.resolve(name + "-tests.jar"));
        copy(GatewayProcess.HOME.resolve("lib").resolve(name + ".jar"), spiDirectory.resolve(name + ".jar"));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String version(Path spi) {
        String name = spi.getFileName().toString();
        assertThat(name).matches("quittance-spi-.+-tests\\.jar");
        return name.substring("quittance-spi-".length(), name.length() - "-tests.jar".length());
    }

    private static Path place(Class<?> type) {
        return new File(type.getProtectionDomain().getCodeSource().getLocation().getPath()).toPath();
    }
}
