package io.quittance.core.config;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What can be told of hosts, networks and URLs without asking the network. */
final class Addresses {

    private static final Pattern NETWORK = Pattern.compile("([0-9A-Fa-f.:]{2,45})(?:/([0-9]{1,3}))?");

    private Addresses() {}

    static boolean isLoopback(String host) {
        InetAddress literal = literal(host);
        return literal == null ? isLocalName(host) : literal.isLoopbackAddress();
    }

    /** Whether a host is a loopback, private, link-local or unspecified address, as far as its text tells. */
    static boolean isPrivate(String host) {
        InetAddress literal = literal(host);
        return literal == null
                ? isLocalName(host)
                : literal.isLoopbackAddress()
                        || literal.isSiteLocalAddress()
                        || literal.isLinkLocalAddress()
                        || literal.isAnyLocalAddress()
                        || isUniqueLocal(literal);
    }

    /** Whether two hosts to listen on share an address. */
    static boolean overlap(String host, String other) {
        return host.equalsIgnoreCase(other)
                || isUnspecified(host)
                || isUnspecified(other)
                || (isLoopback(host) && isLoopback(other));
    }

    /** Whether a text is an IP address, or one with the length of a network's prefix. */
    static boolean isNetwork(String text) {
        Matcher matcher = NETWORK.matcher(text);
        InetAddress address = matcher.matches() ? literal(matcher.group(1)) : null;
        if (address == null) {
            return false;
        }
        String prefix = matcher.group(2);
        return prefix == null || Integer.parseInt(prefix) <= address.getAddress().length * 8;
    }

    /** The URL in a text, if it is one with a host and a possible port. */
    static Optional<URI> url(String text) {
        try {
            URI uri = new URI(text);
            boolean complete = uri.getHost() != null && uri.getPort() <= 65535;
            return complete ? Optional.of(uri) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    private static boolean isLocalName(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        return name.equals("localhost") || name.endsWith(".localhost");
    }

    private static boolean isUnspecified(String host) {
        InetAddress literal = literal(host);
        return literal != null && literal.isAnyLocalAddress();
    }

    private static boolean isUniqueLocal(InetAddress address) {
        byte[] bytes = address.getAddress();
        return bytes.length == 16 && (bytes[0] & 0xFE) == 0xFC;
    }

    private static @Nullable InetAddress literal(String host) {
        String bare = host.startsWith("[") && host.endsWith("]") ? host.substring(1, host.length() - 1) : host;
        return NetUtil.createInetAddressFromIpAddressString(bare);
    }
}
