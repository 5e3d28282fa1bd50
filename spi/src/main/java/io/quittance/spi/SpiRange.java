package io.quittance.spi;

/**
 * The SPI versions that a plugin works with: from the one it was built for, up to the end of that major version.
 *
 * @param from the lowest version that has all the plugin needs, inclusive
 * @param below the first version that it does not claim to work with, exclusive
 */
public record SpiRange(SpiVersion from, SpiVersion below) {

    public SpiRange {
        if (from.compareTo(below) >= 0) {
            throw new IllegalArgumentException("An SPI range needs at least one version: " + from + " to " + below);
        }
    }

    /**
     * The usual range of a plugin built for a version: that one and all later minors of its major.
     *
     * @param version for example {@code "1.0"}. Write the literal: a constant of this SPI would name the version that the
     *     plugin runs on, not the one it was built for
     */
    public static SpiRange builtFor(String version) {
        SpiVersion from = SpiVersion.parse(version);
        return new SpiRange(from, new SpiVersion(from.major() + 1, 0));
    }

    /** Whether a plugin of this range works on the version. */
    public boolean contains(SpiVersion version) {
        return from.compareTo(version) <= 0 && version.compareTo(below) < 0;
    }

    @Override
    public String toString() {
        return "[" + from + ", " + below + ")";
    }
}
