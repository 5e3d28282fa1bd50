package io.quittance.core.reconcile;

import static io.quittance.core.reconcile.ReconcilerFixture.await;
import static io.quittance.core.reconcile.ReconcilerFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.quittance.core.store.NewNotification;
import io.quittance.core.testing.FakeProvider;
import io.quittance.core.testing.Posted;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.core.trace.TestingTraces;
import io.quittance.core.trace.Traceparent;
import io.quittance.spi.Money;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.ProviderException;
import io.quittance.spi.ReconciliationWork;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The spans of decisions, within the traces of the notifications that they are about. */
@PostgresTest
@ExtendWith(VertxExtension.class)
final class ReconcilerTracesTest {

    private static final Traceparent FIRST = new Traceparent("a".repeat(32), "1".repeat(16));
    private static final Traceparent SECOND = new Traceparent("b".repeat(32), "2".repeat(16));
    private static final Traceparent THIRD = new Traceparent("c".repeat(32), "3".repeat(16));

    private final TestingTraces traces = new TestingTraces(1);
    private final FakeProvider provider = new FakeProvider().reconciling(ReconcilerTracesTest::paid);
    private TestDatabase store;
    private LedgerFixture ledger;
    private ReconcilerFixture nodes;

    @BeforeEach
    void setUp(TestDatabase given, Vertx vertx) {
        store = given;
        ledger = new LedgerFixture(given, vertx);
        nodes = new ReconcilerFixture(vertx, given);
        nodes.trace(traces);
    }

    @Test
    void shouldBelongToTheFirstNotificationAndReferToTheOthers() throws Exception {
        await(ledger.register("p1", 100));
        NewNotification untraced = nodes.post("shop", "p1/0");
        nodes.post(posted(FIRST, "p1/1"), posted(SECOND, "p1/2", "p1/3"));

        nodes.node(Map.of("shop", provider)).start();

        eventually(() -> ledger.order("p1").equals("paid 100 0 v1"));
        eventually(() -> traces.spans().size() == 1);
        SpanData decision = traces.spans().get(0);
        assertThat(decision.getName()).isEqualTo("subject reconcile");
        assertThat(decision.getTraceId()).isEqualTo(FIRST.traceId());
        assertThat(decision.getParentSpanId()).isEqualTo(FIRST.spanId());
        assertThat(decision.getLinks())
                .singleElement()
                .satisfies(
                        link -> assertThat(link.getSpanContext().getTraceId()).isEqualTo(SECOND.traceId()));
        assertThat(text(decision, "quittance.notification.id"))
                .isEqualTo(untraced.id().toString());
        assertThat(text(decision, "quittance.outcome")).isEqualTo("done");
        assertThat(decision.getAttributes().get(AttributeKey.longKey("messaging.batch.message_count")))
                .isEqualTo(4);
        assertThat(contexts("p1"))
                .containsExactly(new Traceparent(decision.getTraceId(), decision.getSpanId()).toString());
    }

    @Test
    void shouldKeepTheEventsOfDecisionsApartThatShareATransaction() throws Exception {
        for (String order : List.of("p1", "p2", "p3")) {
            await(ledger.register(order, 100));
        }
        nodes.post(
                posted(FIRST, "p1/1"),
                posted(SECOND, "p2/1"),
                Posted.at(nodes.clock().instant(), "shop", "p3/1"));

        nodes.node(Map.of("shop", provider)).start();

        eventually(() -> ledger.order("p1").equals("paid 100 0 v1")
                && ledger.order("p2").equals("paid 100 0 v1")
                && ledger.order("p3").equals("paid 100 0 v1"));
        assertThat(contexts("p1")).singleElement().asString().contains(FIRST.traceId());
        assertThat(contexts("p2")).singleElement().asString().contains(SECOND.traceId());
        assertThat(contexts("p3")).containsExactly("null");
    }

    @Test
    void shouldGoOnWithTheSameTraceAtTheNextTry() throws Exception {
        provider.reconciling(
                work -> work.attempt() == 1 ? Future.failedFuture(ProviderException.temporary("MARKED")) : paid(work));
        nodes.post(posted(THIRD, "p1/1"));

        nodes.node(Map.of("shop", provider)).start();

        eventually(() -> traces.spans().size() == 2);
        assertThat(traces.spans())
                .allSatisfy(decision -> assertThat(decision.getParentSpanId()).isEqualTo(THIRD.spanId()));
        SpanData failed = traces.spans().get(0);
        assertThat(failed.getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
        assertThat(text(failed, "error.type")).isEqualTo("temporary");
        assertThat(text(failed, "quittance.outcome")).isEqualTo("retried");
        assertThat(failed.toString()).doesNotContain("MARKED");
    }

    private NewNotification posted(Traceparent context, String... keys) {
        return Posted.traced(Posted.at(nodes.clock().instant(), "shop", keys), context.toString());
    }

    private List<String> contexts(String order) {
        return store.query("select traceparent from order_event where reference = ?", order).stream()
                .map(row -> String.valueOf(row.get("traceparent")))
                .toList();
    }

    private static Future<List<PaymentObservation>> paid(ReconciliationWork work) {
        return Future.succeededFuture(List.of(PaymentObservation.builder(
                        PaymentKey.of(work.subject()), Source.READ, ObservedStatus.of(PaymentStatus.PAID, 20, "2"))
                .amount(new Money(100, "EUR"))
                .order(OrderMatch.matched(work.subject()))
                .build()));
    }

    private static String text(SpanData span, String attribute) {
        return span.getAttributes().get(AttributeKey.stringKey(attribute));
    }
}
