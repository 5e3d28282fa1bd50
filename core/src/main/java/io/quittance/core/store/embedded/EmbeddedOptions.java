package io.quittance.core.store.embedded;

import io.quittance.core.store.StoreException;
import java.net.URL;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;

/**
 * What an embedded server is made of.
 *
 * @param archive the binaries, a tar packed with xz
 * @param binaries where they are unpacked; may be shared by several servers of one user
 * @param settings settings of the server over ours
 */
public record EmbeddedOptions(URL archive, Path binaries, Map<String, String> settings) {

    private static final Map<String, String> ARCHITECTURES = Map.of("amd64", "x86_64", "aarch64", "arm_64");

    public EmbeddedOptions {
        settings = Map.copyOf(settings);
    }

    /** The binaries that we ship, unpacked beside the data. */
    static EmbeddedOptions defaults(Path directory) {
        return new EmbeddedOptions(shippedArchive(), directory.resolve("binaries"), Map.of());
    }

    /** The name of the archive in the jars of binaries for this machine. */
    public static String archiveName() {
        String architecture = System.getProperty("os.arch");
        return "postgres-linux-" + ARCHITECTURES.getOrDefault(architecture, architecture) + ".txz";
    }

    /** The binaries that we ship for this machine. */
    public static URL shippedArchive() {
        boolean linux = System.getProperty("os.name").toLowerCase(Locale.ROOT).equals("linux");
        URL archive = linux ? EmbeddedOptions.class.getClassLoader().getResource(archiveName()) : null;
        if (archive == null) {
            throw new StoreException(
                    "There is no embedded Postgres for %s on %s; run a Postgres server and set store.uri"
                            .formatted(System.getProperty("os.name"), System.getProperty("os.arch")));
        }
        return archive;
    }
}
