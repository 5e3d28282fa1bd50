package io.quittance.provider.secuconnect;

import static io.quittance.provider.secuconnect.Fixtures.CHARGED_BACK_ID;
import static io.quittance.provider.secuconnect.Fixtures.PAYMENT_ID;
import static io.quittance.provider.secuconnect.Fixtures.REFUND_ID;
import static io.quittance.provider.secuconnect.StandInApi.paymentPath;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.spi.ErrorCategory;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentLookup;
import io.quittance.spi.PaymentLookup.Page;
import io.quittance.spi.PaymentLookup.Window;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Refund;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.ProviderException;
import io.quittance.spi.testing.TestingPaymentStore;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecuconnectLookupTest {

    private static final TestingPaymentStore STORE = new TestingPaymentStore();

    private static final String BY_REFERENCE = "/api/v2/Smart/Transactions?q=transactionRef%%3A%s&count=100";
    private static final String LIST = "/api/v2/Payment/Transactions?q=created%3A%5B2026-02-10T17%3A00%3A00Z%20TO%20"
            + "2026-02-10T18%3A00%3A00Z%5D&sort=created:asc&count=10&offset=";
    private static final String NEWEST = "/api/v2/Payment/Transactions?sort=created:desc&count=100&offset=";
    private static final String NEWEST_ONE = "/api/v2/Payment/Transactions?sort=created:desc&count=1&offset=0";
    private static final Window WINDOW =
            new Window(Instant.parse("2026-02-10T17:00:00.4Z"), Instant.parse("2026-02-10T18:00:00Z"));

    private final StandInApi api = new StandInApi();
    private final PaymentLookup lookup = api.provider().lookup().orElseThrow();

    @Test
    void shouldReadAPaymentAsAfterAPush() {
        api.payment(PAYMENT_ID, Fixtures.json("payment-with-refund-partly-told"))
                .payment(REFUND_ID, Fixtures.json("refund"))
                .order(PAYMENT_ID);

        assertThat(lookup.byPayment(PaymentKey.of(PAYMENT_ID), STORE).result())
                .singleElement()
                .satisfies(observation -> {
                    assertThat(observation.status().status()).isEqualTo(PaymentStatus.PAID);
                    assertThat(observation.refunds())
                            .extracting(Refund::status)
                            .containsExactly(Refund.Status.SUCCEEDED);
                    assertThat(observation.order()).isEqualTo(OrderMatch.matched("10482"));
                });
    }

    @Test
    void shouldSayOfAVoidPaymentWhatAPushWouldMakeUsSay() {
        JsonObject payment = Fixtures.json("payment-paid");
        payment.getJsonObject("details").put("status_simple", 5);
        JsonObject nothingLeft = new JsonObject(Fixtures.text("check-status-after-refund")).put("amount", 0);
        api.payment(PAYMENT_ID, payment)
                .order(PAYMENT_ID)
                .on(paymentPath(PAYMENT_ID) + "/checkStatus", 200, nothingLeft.encode());

        assertThat(statusAfter(PaymentStatus.PAID)).isEqualTo(PaymentStatus.REFUNDED);
        assertThat(statusAfter(PaymentStatus.AUTHORIZED)).isEqualTo(PaymentStatus.CANCELLED);
    }

    private PaymentStatus statusAfter(PaymentStatus before) {
        return lookup.byPayment(PaymentKey.of(PAYMENT_ID), known(before))
                .result()
                .get(0)
                .status()
                .status();
    }

    private static TestingPaymentStore known(PaymentStatus status) {
        return new TestingPaymentStore().payment(PaymentKey.of(PAYMENT_ID), "10482", status, "");
    }

    @Test
    void shouldTakeBackAReductionThatIsExplainedByNow() {
        TestingPaymentStore store = known(PaymentStatus.PARTIALLY_REFUNDED);
        JsonObject payment = Fixtures.json("payment-with-refund-partly-told");
        payment.getJsonObject("details").put("status_simple", 7);
        api.payment(PAYMENT_ID, payment)
                .payment(REFUND_ID, Fixtures.json("refund"))
                .order(PAYMENT_ID);
        api.on(paymentPath(PAYMENT_ID) + "/checkStatus", 200, Fixtures.text("check-status-after-refund"));

        assertThat(lookup.byPayment(PaymentKey.of(PAYMENT_ID), store).result())
                .singleElement()
                .satisfies(observation -> assertThat(observation.refunds())
                        .extracting(refund -> refund.id() + " " + refund.status())
                        .containsExactly(REFUND_ID + " SUCCEEDED", PAYMENT_ID + "/reduction FAILED"));
    }

    @Test
    void shouldFindNothingUnderAnIdThatIsUnknown() {
        assertThat(lookup.byPayment(PaymentKey.of("PCI_UNKNOWN"), STORE).result())
                .isEmpty();
    }

    @Test
    void shouldReadThePaymentsOfAnOrder() {
        api.on(BY_REFERENCE.formatted("%2210482%22"), 200, Fixtures.text("search-one"))
                .payment(PAYMENT_ID, Fixtures.json("payment-paid"));

        assertThat(lookup.byOrder("10482", STORE).result()).singleElement().satisfies(observation -> {
            assertThat(observation.payment()).isEqualTo(PaymentKey.of(PAYMENT_ID));
            assertThat(observation.order()).isEqualTo(OrderMatch.matched("10482"));
        });
        assertThat(api.askedFor("transactions.id")).as("searches by payment").isZero();
    }

    @Test
    void shouldReadEveryAttemptAndEachPaymentOnce() {
        JsonObject answer = Fixtures.json("search-one");
        JsonObject first = answer.getJsonArray("data").getJsonObject(0);
        first.getJsonArray("transactions")
                .add(transaction(REFUND_ID))
                .add(new JsonObject().put("object", "loyalty.transactions").put("id", "LTX_1"));
        JsonObject second = first.copy().put("transactions", new JsonArray().add(transaction(CHARGED_BACK_ID)));
        JsonObject failed = first.copy().put("transactions", new JsonArray());
        answer.getJsonArray("data").add(second).add(failed);
        api.on(
                        BY_REFERENCE.formatted("%2210482%22"),
                        200,
                        answer.put("count", 3).encode())
                .payment(PAYMENT_ID, Fixtures.json("payment-paid"))
                .payment(REFUND_ID, Fixtures.json("refund"))
                .payment(CHARGED_BACK_ID, Fixtures.json("payment-chargeback"));

        assertThat(lookup.byOrder("10482", STORE).result())
                .extracting(observation -> observation.payment().id())
                .containsExactly(PAYMENT_ID, CHARGED_BACK_ID);
        assertThat(api.askedFor("LTX_1")).isZero();
    }

    @Test
    void shouldFindNoPaymentOfAnOrderThatOnlyLooksLikeIt() {
        api.on(BY_REFERENCE.formatted("%221048%22"), 200, Fixtures.text("search-one"));

        assertThat(lookup.byOrder("1048", STORE).result()).isEmpty();
        assertThat(api.askedFor(paymentPath(""))).isZero();
    }

    @Test
    void shouldFindNoPaymentOfAnOrderThatIsUnknown() {
        api.on(BY_REFERENCE.formatted("%22nobody%22"), 200, Fixtures.text("search-none"));

        assertThat(lookup.byOrder("nobody", STORE).result()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '^',
            value = {
                "a\"b; %22a%5C%22b%22",
                "a\\b; %22a%5C%5Cb%22",
                "1 OR *; %221%20OR%20*%22",
                "x&count=1; %22x%26count%3D1%22",
                "ä; %22%C3%A4%22"
            })
    void shouldSearchForAReferenceAsItStands(String reference, String query) {
        api.on(BY_REFERENCE.formatted(query), 200, Fixtures.text("search-none"));

        assertThat(lookup.byOrder(reference, STORE).succeeded()).isTrue();
        assertThat(api.asked()).last().isEqualTo(BY_REFERENCE.formatted(query));
    }

    @Test
    void shouldSearchTheFieldThatIsConfigured() {
        JsonObject settings = new JsonObject().put("orderReference", "merchantRef");
        api.on(
                "/api/v2/Smart/Transactions?q=merchantRef%3A%2210490%22&count=100",
                200,
                new JsonObject()
                        .put("count", 1)
                        .put("data", new JsonArray().add(Fixtures.json("smart-transaction-without-payment")))
                        .encode());

        Future<List<PaymentObservation>> found =
                api.provider(settings).lookup().orElseThrow().byOrder("10490", STORE);

        assertThat(found.result()).isEmpty();
    }

    @Test
    void shouldNotPassOverPaymentsOfAnOrderThatDoNotFitIntoTheAnswer() {
        api.on(
                BY_REFERENCE.formatted("%2210482%22"),
                200,
                Fixtures.json("search-one").put("count", 101).encode());

        assertThat(category(lookup.byOrder("10482", STORE))).isEqualTo(ErrorCategory.PERMANENT);
    }

    @Test
    void shouldListPaymentsPageByPage() {
        api.on(
                        LIST + "0",
                        200,
                        list(
                                3,
                                row("payment-paid"),
                                row("payment-prepayment-waiting").put("id", "PCI_2")))
                .on(LIST + "2", 200, list(3, row("payment-paid").put("id", "PCI_3")));
        api.payment(PAYMENT_ID, Fixtures.json("payment-paid")).order(PAYMENT_ID);
        for (String id : List.of("PCI_2", "PCI_3")) {
            api.payment(id, Fixtures.json("payment-prepayment-waiting").put("id", id))
                    .search(id, Fixtures.text("search-none"));
        }

        Page first = lookup.list(WINDOW, Optional.empty(), STORE).result();
        Page second = lookup.list(WINDOW, first.next(), STORE).result();

        assertThat(ids(first)).containsExactly(PAYMENT_ID, "PCI_2");
        assertThat(ids(second)).containsExactly("PCI_3");
        assertThat(second.next()).isEmpty();
        assertThat(first.payments())
                .extracting(PaymentObservation::order)
                .extracting(OrderMatch::kind)
                .containsExactly(OrderMatch.Kind.MATCHED, OrderMatch.Kind.NONE);
    }

    @Test
    void shouldLeaveRefundsAndPartsOutOfTheList() {
        JsonObject part = row("payment-paid").put("id", "PCI_PART");
        part.put("parents", Fixtures.json("refund").getJsonArray("parents"));
        JsonObject refund = row("refund").put("created", "2026-02-10T18:02:41+01:00");
        refund.remove("parents");
        api.on(LIST + "0", 200, list(3, part, refund, row("payment-paid")));
        api.payment(PAYMENT_ID, Fixtures.json("payment-paid")).order(PAYMENT_ID);

        assertThat(ids(lookup.list(WINDOW, Optional.empty(), STORE).result())).containsExactly(PAYMENT_ID);
        assertThat(api.askedFor(REFUND_ID)).isZero();
        assertThat(api.askedFor("PCI_PART")).isZero();
    }

    @Test
    void shouldLeaveOutWhatWasCreatedAtTheEndOfTheWindow() {
        api.on(LIST + "0", 200, list(1, row("payment-paid").put("created", "2026-02-10T19:00:00+01:00")));

        assertThat(lookup.list(WINDOW, Optional.empty(), STORE).result())
                .isEqualTo(new Page(List.of(), Optional.empty()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-02-10T17:59:59+01:00", "2026-02-10T19:00:01+01:00", "2019-01-01T00:00:00+01:00"})
    void shouldWalkDownFromTheNewestIfTheSearchPassesOverTheWindow(String created) {
        api.on(LIST + "0", 200, list(90_000, row("payment-paid").put("created", created)));

        walkDown();
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 422})
    void shouldWalkDownFromTheNewestIfTheSearchIsRefused(int status) {
        api.on(
                LIST + "0",
                status,
                Fixtures.json("error-token-refused").put("code", 1).encode());

        walkDown();
    }

    @Test
    void shouldWalkDownFromTheNewestIfTheSearchFindsNothingThatIsThere() {
        api.on(LIST + "0", 200, list(0))
                .on(NEWEST_ONE, 200, list(5, createdAt("PCI_5", "2026-02-11T09:00:00+01:00")))
                .on(
                        "/api/v2/Payment/Transactions?q=created%3A%5B2026-02-11T08%3A00%3A00Z%20TO%20"
                                + "2026-02-11T08%3A00%3A01Z%5D&sort=created:asc&count=1&offset=0",
                        200, list(0));

        walkDown();
    }

    @Test
    void shouldBelieveThatNothingWasCreatedIfTheSearchFindsWhatIsThere() {
        JsonObject newest = createdAt("PCI_5", "2026-02-11T09:00:00+01:00");
        api.on(LIST + "0", 200, list(0))
                .on(NEWEST_ONE, 200, list(5, newest))
                .on(
                        "/api/v2/Payment/Transactions?q=created%3A%5B2026-02-11T08%3A00%3A00Z%20TO%20"
                                + "2026-02-11T08%3A00%3A01Z%5D&sort=created:asc&count=1&offset=0",
                        200, list(1, newest));

        assertThat(lookup.list(WINDOW, Optional.empty(), STORE).result())
                .isEqualTo(new Page(List.of(), Optional.empty()));
    }

    @Test
    void shouldFailIfTheListIsNotSortedEither() {
        api.on(LIST + "0", 400, "{}")
                .on(
                        NEWEST + "0",
                        200,
                        list(
                                2,
                                createdAt("PCI_1", "2026-02-10T18:00:00+01:00"),
                                createdAt("PCI_2", "2026-02-10T18:30:00+01:00")));

        assertThat(category(lookup.list(WINDOW, Optional.empty(), STORE))).isEqualTo(ErrorCategory.PERMANENT);
    }

    @Test
    void shouldNotWalkDownForEver() {
        Future<Page> page =
                Future.succeededFuture().compose(asked -> lookup.list(WINDOW, Optional.of("down:50000"), STORE));

        assertThat(category(page)).isEqualTo(ErrorCategory.PERMANENT);
    }

    @Test
    void shouldReadOnlyAFewPaymentsForAPageOnTheWayDown() {
        JsonObject[] rows = IntStream.range(0, 100)
                .mapToObj(number -> createdAt("PCI_" + number, "2026-02-10T18:30:00+01:00"))
                .toArray(JsonObject[]::new);
        api.on(NEWEST + "100", 200, list(250, rows));
        for (int number = 0; number < 10; number++) {
            readable("PCI_" + number);
        }

        Page page = lookup.list(WINDOW, Optional.of("down:100"), STORE).result();

        assertThat(page.payments()).hasSize(10);
        assertThat(page.next()).contains("down:110");
    }

    /** Two pages: what is newer than the window is passed over, what is older ends it. */
    private void walkDown() {
        JsonObject[] newer = IntStream.range(0, 100)
                .mapToObj(number -> createdAt("PCI_NEW" + number, "2026-02-11T09:00:00+01:00"))
                .toArray(JsonObject[]::new);
        api.on(NEWEST + "0", 200, list(104, newer))
                .on(
                        NEWEST + "100",
                        200,
                        list(
                                104,
                                createdAt("PCI_END", "2026-02-10T19:00:00+01:00"),
                                createdAt("PCI_IN", "2026-02-10T18:59:59+01:00"),
                                createdAt("PCI_BEGIN", "2026-02-10T18:00:00+01:00"),
                                createdAt("PCI_OLD", "2026-02-10T17:59:59+01:00")));
        readable("PCI_IN");
        readable("PCI_BEGIN");

        Page first = lookup.list(WINDOW, Optional.empty(), STORE).result();
        Page second = lookup.list(WINDOW, first.next(), STORE).result();

        assertThat(first.payments()).isEmpty();
        assertThat(ids(second)).containsExactly("PCI_IN", "PCI_BEGIN");
        assertThat(second.next()).isEmpty();
    }

    private void readable(String id) {
        api.payment(id, Fixtures.json("payment-prepayment-waiting").put("id", id))
                .search(id, Fixtures.text("search-none"));
    }

    private static JsonObject createdAt(String id, String created) {
        return row("payment-paid").put("id", id).put("created", created);
    }

    @Test
    void shouldPassOverAPaymentOfAListThatCannotBeRead() {
        api.on(LIST + "0", 200, list(2, row("payment-paid").put("id", "PCI_ODD"), row("payment-paid")));
        api.payment(
                "PCI_ODD", Fixtures.json("payment-paid").put("id", "PCI_ODD").put("amount", "much"));
        api.payment(PAYMENT_ID, Fixtures.json("payment-paid")).order(PAYMENT_ID);

        assertThat(ids(lookup.list(WINDOW, Optional.empty(), STORE).result())).containsExactly(PAYMENT_ID);
    }

    @Test
    void shouldFailAsAWholeForAFaultThatPasses() {
        api.on(LIST + "0", 200, list(1, row("payment-paid"))).on(paymentPath(PAYMENT_ID), 503, "");

        assertThat(category(lookup.list(WINDOW, Optional.empty(), STORE))).isEqualTo(ErrorCategory.TEMPORARY);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"{}", "{\"count\":0}", "{\"data\":[]}", "{\"count\":7,\"data\":[]}"})
    void shouldEndAtAnEmptyPage(String answer) {
        api.on(LIST + "0", 200, answer).on(NEWEST_ONE, 200, "{}");

        assertThat(lookup.list(WINDOW, Optional.empty(), STORE).result())
                .isEqualTo(new Page(List.of(), Optional.empty()));
    }

    @Test
    void shouldGoOnAfterAFullPageIfNoCountIsTold() {
        PaymentList.Row row = new PaymentList.Row("PCI_X", null, false);
        PaymentList list = PaymentList.of(new JsonObject().put("data", new JsonArray().add(new JsonObject())));

        assertThat(list.rows()).hasSize(1);
        assertThat(new PaymentList(list.count(), List.of(row, row)).next(40, 2)).contains(42);
        assertThat(new PaymentList(list.count(), List.of(row)).next(40, 2)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "x", "down:", "down:x"})
    void shouldRefuseACursorThatIsNone(String cursor) {
        Future<Page> page = Future.succeededFuture().compose(asked -> lookup.list(WINDOW, Optional.of(cursor), STORE));

        assertThat(category(page)).isEqualTo(ErrorCategory.PERMANENT);
    }

    private static JsonObject transaction(String id) {
        return new JsonObject().put("object", "payment.transactions").put("id", id);
    }

    private static JsonObject row(String fixture) {
        return Fixtures.json(fixture);
    }

    private static String list(int count, JsonObject... rows) {
        return new JsonObject()
                .put("count", count)
                .put("data", new JsonArray(List.of(rows)))
                .encode();
    }

    private static List<String> ids(Page page) {
        return page.payments().stream()
                .map(observation -> observation.payment().id())
                .toList();
    }

    private static ErrorCategory category(Future<?> failed) {
        return ((ProviderException) failed.cause()).category();
    }
}
