package io.quittance.provider.secuconnect;

import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An IP address, read from its text alone: nothing here ever asks a name service. An IPv4 address that is written as an
 * IPv6 one ({@code ::ffff:192.0.2.1}) is the IPv4 address.
 */
final class IpAddress {

    private static final int MAX_LENGTH = 45;
    private static final int BYTES_V4 = 4;
    private static final int BYTES_V6 = 16;
    private static final int BYTES_BEFORE_MAPPED = BYTES_V6 - BYTES_V4;
    private static final Pattern DECIMAL = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Pattern HEXADECIMAL = Pattern.compile("[0-9A-Fa-f]{1,4}");

    private final byte[] bytes;

    private IpAddress(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Reads an address without brackets; a zone at its end ({@code %eth0}) is passed over. Empty if it is none. */
    static Optional<IpAddress> parse(String text) {
        int zone = text.indexOf('%');
        String address = zone < 0 ? text : text.substring(0, zone);
        if (address.length() > MAX_LENGTH) {
            return Optional.empty();
        }
        return (address.contains(":") ? version6(address) : version4(address)).map(IpAddress::unmapped);
    }

    /** How many bits it has: 32 or 128. */
    int bits() {
        return bytes.length * Byte.SIZE;
    }

    /** Whether another address is of the same version and has the same first bits. */
    boolean sharesPrefix(IpAddress other, int prefixBits) {
        if (bytes.length != other.bytes.length) {
            return false;
        }
        int whole = prefixBits / Byte.SIZE;
        if (!Arrays.equals(bytes, 0, whole, other.bytes, 0, whole)) {
            return false;
        }
        int rest = prefixBits % Byte.SIZE;
        return rest == 0 || (bytes[whole] ^ other.bytes[whole]) >>> (Byte.SIZE - rest) == 0;
    }

    private static IpAddress unmapped(byte[] bytes) {
        return new IpAddress(isMapped(bytes) ? Arrays.copyOfRange(bytes, BYTES_BEFORE_MAPPED, BYTES_V6) : bytes);
    }

    private static boolean isMapped(byte[] bytes) {
        byte[] prefix = new byte[BYTES_BEFORE_MAPPED];
        Arrays.fill(prefix, BYTES_BEFORE_MAPPED - 2, BYTES_BEFORE_MAPPED, (byte) 0xFF);
        return bytes.length == BYTES_V6 && Arrays.equals(bytes, 0, prefix.length, prefix, 0, prefix.length);
    }

    private static Optional<byte[]> version4(String text) {
        String[] parts = text.split("\\.", -1);
        byte[] read = new byte[BYTES_V4];
        if (parts.length != BYTES_V4) {
            return Optional.empty();
        }
        for (int i = 0; i < BYTES_V4; i++) {
            int value = DECIMAL.matcher(parts[i]).matches() ? Integer.parseInt(parts[i]) : -1;
            if (value < 0 || value > 255) {
                return Optional.empty();
            }
            read[i] = (byte) value;
        }
        return Optional.of(read);
    }

    /** At most one run of zeros may be left out; what is before it and after it are groups. */
    private static Optional<byte[]> version6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text).filter(read -> read.length == BYTES_V6);
        }
        String before = text.substring(0, gap);
        Optional<byte[]> head = before.contains(".") ? Optional.empty() : groups(before);
        return head.flatMap(first -> groups(text.substring(gap + 2)).flatMap(last -> joined(first, last)));
    }

    private static Optional<byte[]> joined(byte[] head, byte[] tail) {
        if (head.length + tail.length > BYTES_V6 - 2) {
            return Optional.empty();
        }
        byte[] whole = Arrays.copyOf(head, BYTES_V6);
        System.arraycopy(tail, 0, whole, BYTES_V6 - tail.length, tail.length);
        return Optional.of(whole);
    }

    /** Groups of four hexadecimal digits; the last two may be an IPv4 address. */
    private static Optional<byte[]> groups(String text) {
        byte[] read = new byte[0];
        String[] parts = text.isEmpty() ? new String[0] : text.split(":", -1);
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            Optional<byte[]> group = last && parts[i].contains(".") ? version4(parts[i]) : group(parts[i]);
            if (group.isEmpty()) {
                return Optional.empty();
            }
            byte[] more = group.get();
            read = Arrays.copyOf(read, read.length + more.length);
            System.arraycopy(more, 0, read, read.length - more.length, more.length);
        }
        return Optional.of(read);
    }

    private static Optional<byte[]> group(String text) {
        if (!HEXADECIMAL.matcher(text).matches()) {
            return Optional.empty();
        }
        int value = Integer.parseInt(text, 16);
        return Optional.of(new byte[] {(byte) (value >>> Byte.SIZE), (byte) value});
    }
}
