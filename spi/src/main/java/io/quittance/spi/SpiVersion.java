package io.quittance.spi;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of this SPI. A new minor version only adds what an older plugin need not know; a new major version may break
 * it.
 *
 * @param major at least 0
 * @param minor at least 0
 */
public record SpiVersion(int major, int minor) implements Comparable<SpiVersion> {

    /** The version that these classes are. */
    public static final SpiVersion CURRENT = new SpiVersion(1, 0);

    private static final Pattern FORMAT = Pattern.compile("(\\d{1,4})\\.(\\d{1,4})");

    public SpiVersion {
        if (major < 0 || minor < 0) {
            throw new IllegalArgumentException("An SPI version has no negative part: " + major + "." + minor);
        }
    }

    /**
     * Reads {@code "1.0"}.
     *
     * @throws IllegalArgumentException if the text is of another form
     */
    public static SpiVersion parse(String text) {
        Matcher matcher = FORMAT.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Not an SPI version like 1.0: " + text);
        }
        return new SpiVersion(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
    }

    @Override
    public int compareTo(SpiVersion other) {
        return major != other.major ? Integer.compare(major, other.major) : Integer.compare(minor, other.minor);
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
