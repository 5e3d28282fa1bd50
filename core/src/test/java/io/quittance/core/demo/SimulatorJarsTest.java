package io.quittance.core.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quittance.spi.simulator.ProviderSimulatorFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulatorJarsTest {
    private static final String SERVICE = "META-INF/services/" + ProviderSimulatorFactory.class.getName();

    @TempDir
    private Path directory;

    @Test
    void shouldFindTheSimulatorsOfADirectory() throws IOException {
        jar("b.jar", FakeSimulatorFactory.class.getName());
        Files.writeString(directory.resolve("README.md"), "not a jar");

        try (SimulatorJars jars = SimulatorJars.load(directory)) {
            assertThat(jars.factories())
                    .extracting(ProviderSimulatorFactory::provider)
                    .containsExactly("testing");
        }
    }

    @Test
    void shouldSayThatTheDirectoryIsMissing() {
        Path absent = directory.resolve("simulators");

        assertThatExceptionOfType(DemoException.class)
                .isThrownBy(() -> SimulatorJars.load(absent))
                .withMessageContaining(absent.toString());
    }

    @Test
    void shouldSayThatThereIsNone() {
        assertThatExceptionOfType(DemoException.class)
                .isThrownBy(() -> SimulatorJars.load(directory))
                .withMessageContaining(directory.toString());
    }

    @Test
    void shouldNameWhatCannotBeLoaded() throws IOException {
        jar("broken.jar", "absent.Factory");

        assertThatExceptionOfType(DemoException.class)
                .isThrownBy(() -> SimulatorJars.load(directory))
                .withMessageContaining("absent.Factory");
    }

    private void jar(String name, String factory) throws IOException {
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(directory.resolve(name)))) {
            jar.putNextEntry(new JarEntry(SERVICE));
            jar.write(factory.getBytes(UTF_8));
            jar.closeEntry();
        }
    }
}
