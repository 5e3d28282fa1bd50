package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SimulatorsIT {

    private static final String SERVICE = "META-INF/services/io.quittance.spi.simulator.ProviderSimulatorFactory";

    /** What may be about simulators in a gateway: the interfaces, which do nothing. */
    private static final String INTERFACES = "io/quittance/spi/simulator/";

    @Test
    void shouldLieInADirectoryOfTheirOwn() throws IOException {
        assertThat(jars("simulators"))
                .extracting(jar -> jar.getFileName().toString().replaceFirst("-[0-9]+[.].*?(-simulator)?[.]jar$", "$1"))
                .containsExactlyInAnyOrder(
                        "quittance-simulation",
                        "quittance-provider-secuconnect-simulator",
                        "quittance-provider-smart2pay-simulator");
        assertThat(jars("simulators"))
                .filteredOn(jar -> jar.getFileName().toString().endsWith("-simulator.jar"))
                .allSatisfy(jar -> assertThat(entries(jar)).contains(SERVICE));
    }

    @Test
    void shouldRunWithTheLibrariesOfTheGateway() throws Exception {
        URL[] jars = Stream.concat(jars("lib").stream(), jars("simulators").stream())
                .map(SimulatorsIT::url)
                .toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(jars, ClassLoader.getPlatformClassLoader())) {
            Class<?> factory = loader.loadClass("io.quittance.spi.simulator.ProviderSimulatorFactory");
            List<Object> providers = new ArrayList<>();
            for (Object found : ServiceLoader.load(factory, loader)) {
                providers.add(factory.getMethod("provider").invoke(found));
            }
            assertThat(providers).containsExactlyInAnyOrder("secuconnect", "smart2pay");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"lib", "plugins"})
    void shouldBeNoPartOfWhatTakesRealMoney(String directory) throws IOException {
        assertThat(jars(directory))
                .isNotEmpty()
                .allSatisfy(jar -> assertThat(entries(jar))
                        .filteredOn(
                                entry -> entry.startsWith("io/quittance/") || entry.startsWith("META-INF/services/"))
                        .filteredOn(entry -> !entry.startsWith(INTERFACES))
                        .noneMatch(entry -> entry.contains("simulat")));
    }

    private static List<Path> jars(String directory) throws IOException {
        try (Stream<Path> jars = Files.list(GatewayProcess.HOME.resolve(directory))) {
            return jars.toList();
        }
    }

    private static URL url(Path jar) {
        try {
            return jar.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> entries(Path jar) {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            return zip.stream().map(ZipEntry::getName).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
