package io.quittance.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Where an endpoint may be: judged here by what the JDK says of an address. */
class PublicAddressFuzzTest {

    private static final byte[] TRANSLATED = {0, 0x64, (byte) 0xFF, (byte) 0x9B, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    private static final int IPV4_PLACE = 12;

    @FuzzTest
    void shouldNeverTakeAPrivateAddressForAPublicOne(byte[] bytes) throws UnknownHostException {
        InetAddress version4 = InetAddress.getByAddress(Arrays.copyOf(bytes, 4));
        InetAddress version6 = InetAddress.getByAddress(Arrays.copyOf(bytes, 16));
        byte[] translated = TRANSLATED.clone();
        System.arraycopy(version4.getAddress(), 0, translated, IPV4_PLACE, 4);

        assertThat(PublicAddress.is(version4) && isPrivate(version4)).isFalse();
        assertThat(PublicAddress.is(version6) && isPrivate(version6)).isFalse();
        assertThat(PublicAddress.is(InetAddress.getByAddress(translated))).isEqualTo(PublicAddress.is(version4));
    }

    private static boolean isPrivate(InetAddress address) {
        boolean isUniqueLocal = address.getAddress().length == 16 && (address.getAddress()[0] & 0xFE) == 0xFC;
        return isUniqueLocal
                || address.isAnyLocalAddress()
                || address.isLoopbackAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress();
    }
}
