package io.quittance.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The numbers are those that the schemes and their processors publish for tests. */
class CardNumbersTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4111111111111111",
                "4222222222222",
                "4000000000000000006",
                "4111 1111 1111 1111",
                "4111-1111-1111-1111",
                "5555555555554444",
                "2223003122003222",
                "378282246310005",
                "3782 822463 10005",
                "30569309025904",
                "3566002020360505",
                "6011111111111117",
                "6200000000000005",
                "6759649826438453"
            })
    void shouldMaskANumberOfEachSchemeWhereverItStands(String number) {
        assertThat(CardNumbers.masked(number)).isEqualTo("***");
        assertThat(CardNumbers.masked("paid with " + number + ", thank you")).isEqualTo("paid with ***, thank you");
        assertThat(CardNumbers.masked("{\"note\":\"" + number + "\"}")).isEqualTo("{\"note\":\"***\"}");
        assertThat(CardNumbers.masked("a=" + number + "&b=" + number)).isEqualTo("a=***&b=***");
        assertThat(CardNumbers.masked(number + ".")).isEqualTo("***.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // The check digit is wrong.
                "4111111111111112",
                // No scheme begins so: times in millis and nanos, and what is too short or too long.
                "1763881200002",
                "1763881200000000002",
                "2026112306200014",
                "0000000000000000",
                "411111111117",
                "41111111111111111115",
                // Parts of something else.
                "order-4111111111111111",
                "4111111111111111-1",
                "x4111111111111111",
                "4111111111111111.25",
                "41111111-1111-1111-1111-411111111111",
                "4111 1111-1111 1111",
                "01a206f2-7d97-7702-bb8c-973ef11d529c",
                "2026-11-23T06:05:04.123456789Z",
                ""
            })
    void shouldLeaveWhatIsNone(String text) {
        assertThat(CardNumbers.masked(text)).isEqualTo(text);
    }

    @Test
    void shouldMaskEachOfSeveral() {
        assertThat(CardNumbers.masked("4111111111111111 5555555555554444 17 $1 \\"))
                .isEqualTo("*** *** 17 $1 \\");
    }
}
