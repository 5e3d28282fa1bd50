package io.quittance.core.plugin;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Looks at a jar before anything of it is loaded. */
final class JarCheck {

    private JarCheck() {}

    /** Refuses what is no jar, and a jar with classes that the gateway provides: two copies of one type do not mix. */
    static void check(Path jar) throws PluginFault {
        try (ZipFile zip = new ZipFile(jar.toFile())) {
            Optional<String> bundled = zip.stream()
                    .map(ZipEntry::getName)
                    .flatMap(entry -> SharedPackages.bundled(entry).stream())
                    .findFirst();
            if (bundled.isPresent()) {
                throw new PluginFault("it bundles " + bundled.get()
                        + ", which the gateway provides; take that dependency with provided scope");
            }
        } catch (ZipException e) {
            throw new PluginFault("it is not a jar (" + e.getMessage() + ")");
        } catch (IOException e) {
            throw new PluginFault("it cannot be read (" + e.getMessage() + ")");
        }
    }
}
