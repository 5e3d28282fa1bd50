package io.quittance.core.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.plugin.SettableClock;
import org.junit.jupiter.api.Test;

class SignInLimitTest {

    private final SettableClock clock = new SettableClock();
    private final SignInLimit limit = new SignInLimit(clock, SignInLimit.OF_PEOPLE);

    @Test
    void shouldStopWhoGuesses() {
        guess("192.0.2.1", SignInLimit.OF_PEOPLE - 1);
        assertThat(limit.allows("192.0.2.1")).isTrue();
        guess("192.0.2.1", 1);
        assertThat(limit.allows("192.0.2.1")).isFalse();

        clock.advance(SignInLimit.WINDOW);
        assertThat(limit.allows("192.0.2.1")).isTrue();
    }

    @Test
    void shouldCountANetworkOfIpv6AsOne() {
        for (int host = 1; host <= SignInLimit.OF_PEOPLE; host++) {
            guess("2001:db8:0:1::" + host, 1);
        }
        assertThat(limit.allows("2001:db8:0:1::abcd")).isFalse();
        assertThat(limit.allows("2001:db8:0:2::1")).isTrue();
    }

    @Test
    void shouldLetOthersInHoweverManyGuess() {
        for (int host = 0; host < 250; host++) {
            guess("198.51.100." + host, SignInLimit.OF_PEOPLE);
        }
        assertThat(limit.allows("192.0.2.1")).isTrue();
        assertThat(limit.allows("198.51.100.7")).isFalse();
    }

    private void guess(String address, int times) {
        for (int guess = 0; guess < times; guess++) {
            limit.refused(address);
        }
    }
}
