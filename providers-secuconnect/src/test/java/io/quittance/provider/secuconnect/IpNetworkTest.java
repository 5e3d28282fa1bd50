package io.quittance.provider.secuconnect;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpNetworkTest {

    @ParameterizedTest
    @CsvSource({
        "91.195.150.0/23, 91.195.150.0, true",
        "91.195.150.0/23, 91.195.151.255, true",
        "91.195.150.0/23, 91.195.149.255, false",
        "91.195.150.0/23, 91.195.152.0, false",
        "91.195.151.77/23, 91.195.150.1, true",
        "46.243.73.9, 46.243.73.9, true",
        "46.243.73.9, 46.243.73.8, false",
        "46.243.73.9/32, 46.243.73.8, false",
        "0.0.0.0/0, 255.255.255.255, true",
        "0.0.0.0/0, 2001:db8::1, false",
        "128.0.0.0/1, 200.1.2.3, true",
        "128.0.0.0/1, 127.255.255.255, false",
        "2001:db8::/32, 2001:db8:ffff:0:0:0:0:1, true",
        "2001:db8::/32, 2001:db9::, false",
        "2001:DB8::1, 2001:db8:0:0:0:0:0:1, true",
        "2001:db8::/33, 2001:db8:7fff::1, true",
        "2001:db8::/33, 2001:db8:8000::1, false",
        "fe80::/10, fe80:0:0:0:1:2:3:4%eth0, true",
        "::1, 0:0:0:0:0:0:0:1, true",
        "::/0, 2001:db8::1, true",
        "1:2:3:4:5:6:7::, 1:2:3:4:5:6:7:0, true",
        "64:ff9b::/96, 64:ff9b::91.195.150.1, true"
    })
    void shouldContainWhatSharesItsPrefix(String network, String address, boolean contained) {
        assertThat(contains(network, address)).isEqualTo(contained);
    }

    @ParameterizedTest
    @CsvSource({
        "91.195.150.0/23, ::ffff:91.195.150.1, true",
        "91.195.150.0/23, 0:0:0:0:0:ffff:5bc3:9601, true",
        "91.195.150.0/23, ::ffff:91.195.152.1, false",
        "91.195.150.0/23, ::91.195.150.1, false",
        "::ffff:91.195.150.0/119, 91.195.151.1, true",
        "::ffff:91.195.150.0/119, 91.195.152.1, false",
        "::ffff:46.243.73.9, 46.243.73.9, true"
    })
    void shouldTakeAMappedAddressForTheAddressThatItHolds(String network, String address, boolean contained) {
        assertThat(contains(network, address)).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/8",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/08",
                "10.0.0.0/8/8",
                "10.0.0",
                "10.0.0.0.0",
                "10.0.0.256",
                "010.0.0.1",
                "10.0.0.0x1",
                "10..0.1",
                " 10.0.0.1",
                "localhost",
                "shop.example",
                "dead.beef",
                "cafe",
                ":",
                ":::",
                "1::2::3",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::12345",
                "::g",
                "1.2.3.4::",
                "1:1.2.3.4:2::",
                "::1.2.3.256",
                "[::1]",
                "fe80::1%eth0",
                "::1/129",
                "::ffff:10.0.0.0/95",
                "0000:0000:0000:0000:0000:0000:0000:0000:0000:0000"
            })
    void shouldRefuseWhatIsNoNetwork(String text) {
        assertThat(IpNetwork.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost", "shop.example", "10.0.0.1:80", "[::1]", "/run/socket", "null"})
    void shouldNotTakeANameForAnAddress(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    private static boolean contains(String network, String address) {
        return IpNetwork.parse(network)
                .orElseThrow()
                .contains(IpAddress.parse(address).orElseThrow());
    }
}
