package io.quittance.provider.smart2pay;

import static io.quittance.provider.smart2pay.BackEnd.ALTERNATIVE;
import static io.quittance.provider.smart2pay.BackEnd.CARD;
import static io.quittance.provider.smart2pay.StandInApi.ANY_SITE;
import static io.quittance.provider.smart2pay.StandInApi.await;
import static io.quittance.provider.smart2pay.StandInApi.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.spi.ErrorCategory;
import io.quittance.spi.Money;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentLookup;
import io.quittance.spi.PaymentLookup.Page;
import io.quittance.spi.PaymentLookup.Window;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.testing.TestingPaymentStore;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PaymentListTest {

    private static final TestingPaymentStore STORE = new TestingPaymentStore();

    /** Eight seconds, so that halves are easy to write down. */
    private static final Window WINDOW =
            new Window(Instant.parse("2024-03-11T15:00:00Z"), Instant.parse("2024-03-11T15:00:08Z"));

    private final StandInApi api = new StandInApi();

    PaymentListTest() {
        for (BackEnd backEnd : BackEnd.values()) {
            api.on(backEnd, ANY_SITE, backEnd == CARD ? cards(0, 8) : alternative(1), list(List.of()));
        }
    }

    @AfterEach
    void close() {
        api.close();
    }

    @Test
    void shouldAskEachBackEndForEachSiteInOneWindow() {
        assertThat(all(api.lookup())).isEmpty();

        assertThat(api.asked)
                .containsExactly(
                        "apm 1010 " + alternative(1),
                        "apm 2041 " + alternative(1),
                        "card 1010 " + cards(0, 8),
                        "card 2041 " + cards(0, 8));
    }

    @Test
    void shouldReadTheDocumentedListToItsLastPage() {
        for (int page = 1; page <= 14; page++) {
            api.on(ALTERNATIVE, "1010", alternative(page), Fixtures.body("api-payments"));
        }

        List<PaymentObservation> payments = all(api.lookup());

        assertThat(payments).hasSize(14);
        PaymentObservation payment = payments.get(0);
        assertThat(payment.payment()).isEqualTo(new PaymentKey("8123405", "apm"));
        assertThat(payment.source()).isEqualTo(Source.READ);
        assertThat(payment.status().status()).isEqualTo(PaymentStatus.PENDING);
        assertThat(payment.amount()).isEqualTo(new Money(1, "EUR"));
    }

    @Test
    void shouldTellTheRefundsOfAListedPayment() {
        JsonObject row = row(7).put("Status", new JsonObject().put("ID", 21)).put("Amount", "4599");
        JsonObject refund = new JsonObject()
                .put("ID", 20411)
                .put("InitialPaymentID", 7)
                .put("Amount", 2500)
                .put("Currency", "EUR")
                .put("Status", new JsonObject().put("ID", 2));
        api.on(ALTERNATIVE, "1010", alternative(1), list(List.of(row)))
                .on(
                        ALTERNATIVE,
                        "1010",
                        "/v1/payments/7/refunds",
                        new JsonObject()
                                .put("Refunds", new JsonArray().add(refund))
                                .encode());

        assertThat(all(api.lookup()))
                .singleElement()
                .satisfies(payment -> assertThat(payment.refunds())
                        .singleElement()
                        .satisfies(told -> assertThat(told.amount()).isEqualTo(new Money(2500, "EUR"))));
    }

    @Test
    void shouldGoOnWhileAPageIsFullIfNoTotalIsTold() {
        api.on(ALTERNATIVE, "1010", alternative(1), list(ids(1, 100)))
                .on(ALTERNATIVE, "1010", alternative(2), list(ids(101, 100)))
                .on(ALTERNATIVE, "1010", alternative(3), list(List.of()));

        assertThat(all(api.lookup())).hasSize(200);
        assertThat(api.asked).noneMatch(call -> call.contains("pageIndex=4"));
    }

    @Test
    void shouldHalveTheWindowOfCardsWhileAPageIsFull() {
        api.on(CARD, "1010", cards(0, 8), list(ids(1, 100)))
                .on(CARD, "1010", cards(0, 4), list(ids(1, 100)))
                .on(CARD, "1010", cards(0, 2), list(ids(1, 60)))
                .on(CARD, "1010", cards(2, 6), list(ids(61, 80)))
                .on(CARD, "1010", cards(6, 8), list(ids(141, 5)));

        List<PaymentObservation> payments = all(api.lookup());

        assertThat(payments)
                .extracting(payment -> payment.payment().id())
                .isEqualTo(IntStream.rangeClosed(1, 145)
                        .mapToObj(Integer::toString)
                        .toList());
        assertThat(payments).extracting(payment -> payment.payment().backEnd()).containsOnly("card");
    }

    @Test
    void shouldTakeWhatOneSecondGivesIfItIsStillFull() {
        api.on(CARD, "1010", cards(0, 8), list(ids(1, 100)))
                .on(CARD, "1010", cards(0, 4), list(ids(1, 100)))
                .on(CARD, "1010", cards(0, 2), list(ids(1, 100)))
                .on(CARD, "1010", cards(0, 1), list(ids(1, 100)))
                .on(CARD, "1010", cards(1, 3), list(ids(101, 2)))
                .on(CARD, "1010", cards(3, 7), list(List.of()))
                .on(CARD, "1010", cards(7, 8), list(List.of()));

        assertThat(all(api.lookup())).hasSize(102);
    }

    @ParameterizedTest
    @ValueSource(ints = {10, 20, 50, 99})
    void shouldNotTakeAPageThatTheApiCutForTheLast(int most) {
        List<JsonObject> all = ids(1, most + 9);
        api.on(CARD, "1010", cards(0, 8), list(all.subList(0, most)))
                .on(CARD, "1010", cards(0, 4), list(all.subList(0, most)))
                .on(CARD, "1010", cards(0, 2), list(all.subList(0, most - 1)))
                .on(CARD, "1010", cards(2, 6), list(all.subList(most - 1, most + 8)))
                .on(CARD, "1010", cards(6, 8), list(all.subList(most + 8, most + 9)));

        assertThat(all(api.lookup())).hasSize(most + 9);
    }

    @Test
    void shouldAskForNoHalfOfAWindowWhoseRowsAreFewerThanSeenOnce() {
        PaymentLookup lookup = api.lookup();
        api.on(CARD, "1010", cards(0, 8), list(ids(1, 60)))
                .on(CARD, "1010", cards(0, 4), list(ids(1, 30)))
                .on(CARD, "1010", cards(4, 8), list(ids(31, 30)));
        assertThat(all(lookup)).hasSize(60);
        api.asked.clear();

        api.on(CARD, "1010", cards(0, 8), list(ids(1, 59)));
        assertThat(all(lookup)).hasSize(59);
        assertThat(api.asked).doesNotContain("card 1010 " + cards(0, 4));
    }

    @Test
    void shouldNotLetAPaymentThatCannotBeReadHideTheOthers() {
        JsonObject unreadable = row(2).put("Amount", 1.5);
        JsonObject yen = row(3).put("Amount", 150).put("Currency", "JPY");
        JsonObject nothing = new JsonObject();
        api.on(ALTERNATIVE, "1010", alternative(1), list(List.of(row(1), unreadable, yen, nothing, row(4))));

        assertThat(all(api.lookup()))
                .extracting(payment -> payment.payment().id())
                .containsExactly("1", "4");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "CARD:9999:1:0:1", "ALTERNATIVE:1:1:1:1"})
    void shouldBeginAnewWithACursorThatIsNoneOfOurs(String cursor) {
        Page page = await(api.lookup().list(WINDOW, Optional.of(cursor), STORE));

        assertThat(api.asked).containsExactly("apm 1010 " + alternative(1));
        assertThat(page.next()).isPresent();
    }

    @Test
    void shouldFindNothingInAnEmptyWindow() {
        Page page = await(api.lookup().list(new Window(WINDOW.to(), WINDOW.from()), Optional.empty(), STORE));

        assertThat(page).isEqualTo(new Page(List.of(), Optional.empty()));
        assertThat(api.asked).isEmpty();
    }

    @Test
    void shouldNotPassOverASiteThatRefuses() {
        api.replaceKey("1010");

        assertThat(failure(api.lookup().list(WINDOW, Optional.empty(), STORE)).category())
                .isEqualTo(ErrorCategory.CONFIGURATION);
    }

    private static List<PaymentObservation> all(PaymentLookup lookup) {
        List<PaymentObservation> payments = new ArrayList<>();
        Page page = await(lookup.list(WINDOW, Optional.empty(), STORE));
        payments.addAll(page.payments());
        while (page.next().isPresent()) {
            page = await(lookup.list(WINDOW, page.next(), STORE));
            payments.addAll(page.payments());
        }
        return payments;
    }

    private static String alternative(int page) {
        return "/v1/payments?endDate=20240311150008&pageIndex=" + page
                + "&pageSize=100&sortDirection=asc&startDate=20240311145959";
    }

    /** Seconds of the window; asked for from one second earlier. */
    private static String cards(int from, int to) {
        String start = from == 0 ? "20240311145959" : "2024031115000" + (from - 1);
        return "/v1/payments?endDate=2024031115000" + to + "&limit=100&startDate=" + start;
    }

    private static List<JsonObject> ids(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(PaymentListTest::row)
                .toList();
    }

    private static JsonObject row(int id) {
        JsonObject row = new JsonObject(Fixtures.body("api-payments"))
                .getJsonArray("Payments")
                .getJsonObject(0)
                .put("ID", id);
        row.remove("MethodID");
        return row;
    }

    private static String list(List<JsonObject> rows) {
        return new JsonObject().put("Payments", new JsonArray(rows)).encode();
    }
}
