package io.quittance.core.delivery;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;

/**
 * Which addresses are on the public internet, so that an endpoint cannot make the gateway call what is behind its own
 * doors. By the special-purpose address registries of IANA: what is not known to be global unicast is refused.
 */
final class PublicAddress {

    private static final List<Network> NOT_PUBLIC = List.of(
            Network.of("0.0.0.0", 8),
            Network.of("10.0.0.0", 8),
            Network.of("100.64.0.0", 10),
            Network.of("127.0.0.0", 8),
            Network.of("169.254.0.0", 16),
            Network.of("172.16.0.0", 12),
            Network.of("192.0.0.0", 24),
            Network.of("192.0.2.0", 24),
            Network.of("192.88.99.0", 24),
            Network.of("192.168.0.0", 16),
            Network.of("198.18.0.0", 15),
            Network.of("198.51.100.0", 24),
            Network.of("203.0.113.0", 24),
            Network.of("224.0.0.0", 3),
            Network.of("2001::", 23),
            Network.of("2001:db8::", 32),
            Network.of("2002::", 16),
            Network.of("3fff::", 20));

    private static final Network GLOBAL_UNICAST = Network.of("2000::", 3);
    private static final Network TRANSLATED = Network.of("64:ff9b::", 96);
    private static final int TRANSLATED_BYTES = 12;

    private PublicAddress() {}

    /** Whether it is one. An IPv6 address that stands for an IPv4 one is as public as that. */
    static boolean is(InetAddress address) {
        byte[] bytes = address.getAddress();
        if (TRANSLATED.contains(bytes)) {
            return is(Network.address(Arrays.copyOfRange(bytes, TRANSLATED_BYTES, bytes.length)));
        }
        boolean possible = address instanceof Inet4Address || GLOBAL_UNICAST.contains(bytes);
        return possible && NOT_PUBLIC.stream().noneMatch(network -> network.contains(bytes));
    }

    private record Network(byte[] first, int bits) {

        static Network of(String first, int bits) {
            try {
                return new Network(InetAddress.getByName(first).getAddress(), bits);
            } catch (UnknownHostException impossible) {
                throw new IllegalStateException(first, impossible);
            }
        }

        static InetAddress address(byte[] bytes) {
            try {
                return InetAddress.getByAddress(bytes);
            } catch (UnknownHostException impossible) {
                throw new IllegalStateException("An address has 4 or 16 bytes", impossible);
            }
        }

        boolean contains(byte[] address) {
            if (address.length != first.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> bit % Byte.SIZE;
                if ((address[bit / Byte.SIZE] & mask) != (first[bit / Byte.SIZE] & mask)) {
                    return false;
                }
            }
            return true;
        }
    }
}
