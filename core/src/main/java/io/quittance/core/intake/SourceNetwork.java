package io.quittance.core.intake;

import io.netty.util.NetUtil;
import java.util.Arrays;
import java.util.HexFormat;

/** Where somebody sends from, for counting. */
public final class SourceNetwork {

    private static final int IPV6_BYTES = 16;
    private static final int IPV6_NETWORK_BYTES = 8;

    private SourceNetwork() {}

    /** The network of an address: whoever has one IPv6 address has a network (/64) of them. Any other text is its own. */
    public static String of(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        return bytes != null && bytes.length == IPV6_BYTES
                ? HexFormat.of().formatHex(Arrays.copyOf(bytes, IPV6_NETWORK_BYTES))
                : address;
    }
}
