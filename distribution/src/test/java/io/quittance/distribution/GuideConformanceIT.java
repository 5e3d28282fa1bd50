package io.quittance.distribution;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.spi.testing.conformance.Conformance;
import io.quittance.spi.testing.conformance.ConformanceSubject;
import io.quittance.spi.testing.conformance.ConformanceTest;
import io.quittance.spi.testing.conformance.Verdict;
import java.lang.reflect.Constructor;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import org.apiguardian.api.API;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/** The guide's provider keeps to the contract, as the test shows that the guide ends with. */
class GuideConformanceIT {

    private static final List<Class<?>> LIBRARIES =
            List.of(ConformanceTest.class, TestFactory.class, API.class, TestAbortedException.class);

    @TempDir
    private Path directory;

    @Test
    void shouldKeepToTheContract() throws Exception {
        Path jar = directory.resolve("acme-with-tests.jar");
        new PluginBuild(directory.resolve("project")).jar(GuidePlugin.filesWithTests(), jar, LIBRARIES);

        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader())) {
            ConformanceSubject acme = subject(loader.loadClass("com.example.acme.AcmeConformanceTest"));

            assertThat(Conformance.checks()).allSatisfy(check -> {
                Verdict verdict = check.run(acme);
                assertThat(verdict.kind()).as(verdict.text()).isNotEqualTo(Verdict.Kind.FAILED);
            });
        }
    }

    private static ConformanceSubject subject(Class<?> test) throws ReflectiveOperationException {
        Constructor<?> constructor = test.getDeclaredConstructor();
        constructor.setAccessible(true);
        return (ConformanceSubject) constructor.newInstance();
    }
}
