package io.quittance.core.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ConnectionSharesTest {

    private static final String FLOOD = "192.0.2.1";
    private static final String BESIDE = "192.0.2.2";
    private static final int MOST = 16;
    private static final int UNRESERVED = 14;

    private final ConnectionShares<String> shares = new ConnectionShares<>(MOST);
    private final List<String> ended = new ArrayList<>();

    @Test
    void shouldLeaveRoomForWhoeverComesNext() {
        connectBusy(FLOOD, UNRESERVED);
        assertThat(enters("flood", FLOOD)).isFalse();

        connectBusy(BESIDE, MOST - UNRESERVED);

        assertThat(ended).isEmpty();
        assertThat(enters("one more", BESIDE)).as("all are taken and busy").isFalse();
    }

    @Test
    void shouldGiveRoomAgainOnceSomebodyLeft() {
        connectBusy(FLOOD, UNRESERVED);

        shares.leave(FLOOD + 0);
        shares.leave(FLOOD + 0);

        connectBusy(FLOOD, 1);
        assertThat(enters("one more", FLOOD)).isFalse();
    }

    @Test
    void shouldEndTheOldestIdleOneOfItsOwnForWhoHoldsItsShare() {
        connectBusy(FLOOD, UNRESERVED);
        shares.idle(FLOOD + 5);
        shares.idle(FLOOD + 3);

        assertThat(enters("next", FLOOD)).isTrue();

        assertThat(ended).containsExactly(FLOOD + 5);
    }

    @Test
    void shouldEndNoneOfWhoHoldsLess() {
        enters("beside", BESIDE);
        connectBusy(FLOOD, UNRESERVED - 1);

        assertThat(enters("next", FLOOD)).isFalse();

        assertThat(ended).isEmpty();
    }

    @Test
    void shouldEndAnIdleOneOfWhoHoldsMostForWhoHoldsLess() {
        connectBusy(FLOOD, UNRESERVED);
        connectBusy(BESIDE, MOST - UNRESERVED);
        shares.idle(FLOOD + 7);
        shares.idle(BESIDE + 0);

        assertThat(enters("next", "192.0.2.3")).isTrue();

        assertThat(ended).containsExactly(FLOOD + 7);
    }

    @Test
    void shouldNotEndWhatBecameBusyAgain() {
        connectBusy(FLOOD, UNRESERVED);
        shares.idle(FLOOD + 7);
        shares.busy(FLOOD + 7);

        assertThat(enters("next", FLOOD)).isFalse();
    }

    @Test
    void shouldCountANetworkOfIpv6AsOne() {
        connectBusy("2001:db8::1", UNRESERVED);

        assertThat(enters("neighbour", "2001:db8::2")).isFalse();
        assertThat(enters("other", "2001:db8:0:1::1")).isTrue();
    }

    @Test
    void shouldKnowNothingOfWhatIsNotHeld() {
        connectBusy(FLOOD, UNRESERVED);
        shares.idle("stranger");
        shares.busy("stranger");
        shares.leave("stranger");

        assertThat(enters("next", FLOOD)).isFalse();
    }

    private void connectBusy(String address, int connections) {
        for (int i = 0; i < connections; i++) {
            assertThat(enters(address + i, address)).isTrue();
            shares.busy(address + i);
        }
    }

    private boolean enters(String connection, String address) {
        return shares.enter(connection, address, ended::add);
    }
}
