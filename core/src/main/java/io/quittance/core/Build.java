package io.quittance.core;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;

/** What this build of Quittance is. */
public final class Build {

    private Build() {}

    /** The version of Quittance. */
    public static String version() {
        return properties().getProperty("version");
    }

    /** When it was built, as RFC 3339 writes it. */
    public static String timestamp() {
        return properties().getProperty("timestamp");
    }

    /** The day that it is of, such as {@code 2026-11-22}. */
    public static String day() {
        return timestamp().replaceFirst("T.*", "");
    }

    private static Properties properties() {
        Properties properties = new Properties();
        try (InputStream resource = Build.class.getResourceAsStream("build.properties")) {
            properties.load(resource);
        } catch (IOException e) {
            throw new UncheckedIOException("The jar cannot be read", e);
        }
        return properties;
    }
}
