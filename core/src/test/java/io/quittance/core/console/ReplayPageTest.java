package io.quittance.core.console;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.reconcile.Forecast;
import io.quittance.core.reconcile.Forecast.CaseForecast;
import io.quittance.core.reconcile.Forecast.OrderFacts;
import io.quittance.core.reconcile.Forecast.OrderForecast;
import io.quittance.core.reconcile.Forecast.PaymentFacts;
import io.quittance.core.reconcile.Forecast.PaymentForecast;
import io.quittance.core.replay.ReplayDesk.Accepted;
import io.quittance.core.replay.ReplayDesk.Rehearsed;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ReplayPageTest {

    private static final Frame FRAME = new Frame(
            "Replay",
            Section.NOTIFICATIONS,
            new Visitor("ops", "operator", null, "form-of-mine"),
            Theme.AUTO,
            "/console/replays",
            Assets.load());

    @Test
    void shouldShowWhatWouldChangeBeforeAndAfter() {
        Forecast forecast = new Forecast(
                2,
                List.of(new OrderForecast(
                        "shop", "10482", new OrderFacts("paid", 1290, 0), new OrderFacts("partially_paid", 1000, 0))),
                List.of(new PaymentForecast(
                        "shop-cards",
                        "203771",
                        "10482",
                        new PaymentFacts("paid", "2", 1290L, "EUR", 1290, 0),
                        new PaymentFacts("paid", "2", 1290L, "EUR", 1000, 0))),
                List.of(new CaseForecast("opened", "shop", "underpaid", "10482", null)));

        String page = page(new Rehearsed(1_000, true, 3, forecast));

        assertThat(page)
                .contains(
                        "1\u202F000 notifications were looked at, the newest; there are more", "cannot read 3 of them")
                .contains("paid, paid 1290 minor units", "partially paid, paid 1000 minor units")
                .contains("EUR 12.90 captured", "EUR 10.00 captured")
                .contains("Underpaid", "opened", "Of 2 nothing could be found out")
                .contains("name=\"kind\" value=\"payment\"", "form-of-mine", "all that fit, more than")
                .doesNotContain("Nothing would change");
    }

    @Test
    void shouldOfferNothingWhereNothingIsChosen() {
        assertThat(page(new Rehearsed(0, false, 0, Forecast.NONE)))
                .contains("Nothing would change")
                .doesNotContain("value=\"replay\"");
    }

    @Test
    void shouldSayWhatIsGoingToBeDone() {
        ReplayPage done = new ReplayPage(Map.of(), null, new Accepted(new UUID(0, 0), 1));
        assertThat(Pages.of(FRAME, done)).contains("1 notification is going to be replayed", "All that are stored");
    }

    private static String page(Rehearsed rehearsed) {
        return Pages.of(FRAME, new ReplayPage(Map.of("kind", "payment"), rehearsed, null));
    }
}
