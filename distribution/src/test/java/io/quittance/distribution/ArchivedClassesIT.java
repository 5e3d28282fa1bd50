package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The classes that {@code bin/archive-classes} archives: used by the Java that they are of, and unnoticed by any other. */
@EndToEndTest
class ArchivedClassesIT {
    private static final String MAJOR = Integer.toString(Runtime.version().feature());
    private static final String ARCHIVED = "io.quittance.core.Main source: shared objects file";

    @TempDir
    private Path home;

    private Path archive;
    private Path loaded;

    private record Ended(int exitCode, String out, String err) {}

    @BeforeEach
    void install() throws Exception {
        archive = home.resolve("archive").resolve(MAJOR);
        loaded = home.resolve("loaded");
        copy("bin");
        for (String directory : List.of("lib", "plugins")) {
            Files.createSymbolicLink(home.resolve(directory), GatewayProcess.HOME.resolve(directory));
        }
    }

    @Test
    void shouldUseWhatThisJavaArchivedAndNothingElse() throws Exception {
        Ended without = version();
        assertThat(without.exitCode()).isZero();
        assertThat(Files.readString(loaded)).doesNotContain(ARCHIVED);

        Ended made = run("archive-classes", "");
        assertThat(made.exitCode()).as(made.err()).isZero();
        assertThat(made.err()).isEmpty();
        assertThat(version()).isEqualTo(without);
        assertThat(Files.readString(loaded)).contains(ARCHIVED);

        Path of = archive.resolve("java");
        String thisJava = Files.readString(of);
        assertUnnoticed(without, "of another build", () -> Files.writeString(of, "another build"));
        Files.writeString(of, thisJava);
        assertUnnoticed(without, "of another class path", this::addLibrary);
    }

    @Test
    void shouldSayWhyThereIsNoArchive() throws Exception {
        Files.writeString(home.resolve("archive"), "in the way");

        Ended made = run("archive-classes", "");

        assertThat(made.exitCode()).isEqualTo(2);
        assertThat(made.err()).contains(archive + " cannot be written");
        assertThat(version().exitCode()).isZero();
    }

    private void assertUnnoticed(Ended expected, String archived, Change change) throws Exception {
        change.make();
        assertThat(version()).as(archived).isEqualTo(expected);
        assertThat(Files.readString(loaded)).as(archived).doesNotContain(ARCHIVED);
    }

    private interface Change {
        void make() throws IOException;
    }

    private void addLibrary() throws IOException {
        Path libraries = home.resolve("lib");
        Files.delete(libraries);
        copy("lib");
        Files.copy(libraries.resolve(first(libraries)), libraries.resolve("another.jar"));
    }

    private static Path first(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.findFirst().orElseThrow().getFileName();
        }
    }

    private void copy(String directory) throws IOException {
        Path target = Files.createDirectory(home.resolve(directory));
        try (Stream<Path> files = Files.list(GatewayProcess.HOME.resolve(directory))) {
            for (Path file : files.toList()) {
                Files.copy(file, target.resolve(file.getFileName()));
            }
        }
    }

    private Ended version() throws Exception {
        return run("quittance", "-Xlog:class+load:file=" + loaded, "version");
    }

    private Ended run(String program, String options, String... arguments) throws Exception {
        List<String> command = Stream.concat(
                        Stream.of(home.resolve("bin").resolve(program).toString()), Stream.of(arguments))
                .toList();
        Path out = home.resolve("out");
        Path err = home.resolve("err");
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("QUITTANCE_OPTS", options);
        Process process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        return new Ended(process.exitValue(), Files.readString(out), Files.readString(err));
    }
}
