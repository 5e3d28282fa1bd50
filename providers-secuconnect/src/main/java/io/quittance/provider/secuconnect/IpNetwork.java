package io.quittance.provider.secuconnect;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A network of IP addresses, as CIDR writes it.
 *
 * @param base any address in it
 * @param prefixBits how many of its first bits all its addresses share
 */
record IpNetwork(IpAddress base, int prefixBits) {

    private static final int BITS_BEFORE_MAPPED = 96;
    private static final Pattern FORM = Pattern.compile("([0-9A-Fa-f:.]+)(?:/(0|[1-9][0-9]{0,2}))?");

    /** Reads {@code 192.0.2.0/24}, {@code 2001:db8::/32}, or a single address. Empty if it is none of these. */
    static Optional<IpNetwork> parse(String text) {
        Matcher form = FORM.matcher(text);
        return form.matches()
                ? IpAddress.parse(form.group(1)).flatMap(base -> of(base, isVersion6(form.group(1)), form.group(2)))
                : Optional.empty();
    }

    private static Optional<IpNetwork> of(IpAddress base, boolean writtenAsVersion6, String prefix) {
        int left = writtenAsVersion6 && base.bits() == Integer.SIZE ? BITS_BEFORE_MAPPED : 0;
        int prefixBits = prefix == null ? base.bits() : Integer.parseInt(prefix) - left;
        return prefixBits >= 0 && prefixBits <= base.bits()
                ? Optional.of(new IpNetwork(base, prefixBits))
                : Optional.empty();
    }

    boolean contains(IpAddress address) {
        return base.sharesPrefix(address, prefixBits);
    }

    private static boolean isVersion6(String address) {
        return address.contains(":");
    }
}
