package io.quittance.core.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressesTest {

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,true",
        "127.9.9.9,true",
        "::1,true",
        "localhost,true",
        "LOCALHOST,true",
        "0.0.0.0,false",
        "::,false",
        "10.0.0.1,false",
        "localhost.example,false",
        "shop.example,false"
    })
    void shouldKnowLoopback(String host, boolean loopback) {
        assertThat(Addresses.isLoopback(host)).isEqualTo(loopback);
    }

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1,true",
        "10.1.2.3,true",
        "172.16.0.1,true",
        "192.168.0.1,true",
        "169.254.169.254,true",
        "0.0.0.0,true",
        "[::1],true",
        "[fe80::1],true",
        "[fd00::1],true",
        "[::ffff:127.0.0.1],true",
        "api.localhost,true",
        "8.8.8.8,false",
        "172.32.0.1,false",
        "[2001:db8::1],false",
        "shop.example,false"
    })
    void shouldKnowPrivateAddresses(String host, boolean isPrivate) {
        assertThat(Addresses.isPrivate(host)).isEqualTo(isPrivate);
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.0.0.1", "10.0.0.0/8", "0.0.0.0/0", "::1", "fd00::/8", "2001:db8::/128"})
    void shouldKnowNetworks(String text) {
        assertThat(Addresses.isNetwork(text)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "proxy", "10.0.0", "10.0.0.0/33", "::/129", "10.0.0.0/", "10.0.0.0/8 ", "10.0.0.0/-1"})
    void shouldKnowWhatIsNoNetwork(String text) {
        assertThat(Addresses.isNetwork(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0,127.0.0.1,true",
        "10.0.0.1,::,true",
        "localhost,127.0.0.1,true",
        "10.0.0.1,10.0.0.1,true",
        "10.0.0.1,10.0.0.2,false"
    })
    void shouldKnowHostsThatShareAnAddress(String host, String other, boolean overlap) {
        assertThat(Addresses.overlap(host, other)).isEqualTo(overlap);
    }
}
