package io.quittance.core.demo;

import io.quittance.core.testing.FakeProvider;
import io.quittance.spi.Money;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Refund;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.ReconciliationWork;
import io.quittance.spi.simulator.Life;
import io.quittance.spi.simulator.ProviderSimulator;
import io.quittance.spi.simulator.Sale;
import io.quittance.spi.simulator.SimulatorEnvironment;
import io.quittance.spi.simulator.Tally;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.WebClient;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** A provider that carries everything in its notifications, and sends each of them twice, the last one first. */
final class FakeSimulator implements ProviderSimulator {

    private final Vertx vertx;
    private final WebClient http;
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong acknowledged = new AtomicLong();
    private final Predicate<Sale> forgets;
    private volatile @Nullable URI intake;

    FakeSimulator(SimulatorEnvironment environment) {
        this(environment, sale -> false);
    }

    /** One that never tells of some sales, though it believes it did. */
    FakeSimulator(SimulatorEnvironment environment, Predicate<Sale> forgets) {
        this.vertx = environment.vertx();
        this.http = WebClient.create(vertx);
        this.forgets = forgets;
    }

    /** The plugin for it. */
    static FakeProvider provider() {
        return new FakeProvider()
                .parsing(inbound -> {
                    JsonObject body = inbound.json();
                    return List.of(NotificationItem.payment(
                            body.getString("key"), body.getString("payment"), body.getString("status")));
                })
                .reconciling(work -> Future.succeededFuture(
                        work.items().stream().map(FakeSimulator::observed).toList()));
    }

    private static PaymentObservation observed(ReconciliationWork.Item item) {
        JsonObject body = item.notification().json();
        String currency = body.getString("currency");
        ObservedStatus status = ObservedStatus.of(
                PaymentStatus.valueOf(body.getString("status")), body.getInteger("rank"), body.getString("status"));
        List<Refund> refunds = new ArrayList<>();
        for (Object amount : body.getJsonArray("refunds")) {
            Money money = new Money(((Number) amount).longValue(), currency);
            refunds.add(new Refund("r" + refunds.size(), money, Refund.Status.SUCCEEDED));
        }
        return PaymentObservation.builder(PaymentKey.of(body.getString("payment")), Source.CARRIED, status)
                .amount(new Money(body.getLong("amount"), currency))
                .refunds(refunds)
                .order(OrderMatch.matched(body.getString("order")))
                .evidence(item.notification())
                .build();
    }

    @Override
    public JsonObject settings() {
        return new JsonObject();
    }

    @Override
    public void connect(URI address, String accountId) {
        intake = address;
    }

    @Override
    public Future<Void> begin(Sale sale) {
        if (forgets.test(sale)) {
            return Future.succeededFuture();
        }
        List<JsonObject> notifications = new ArrayList<>();
        for (Step step : steps(sale)) {
            notifications.add(0, notification(sale, step, notifications.size()));
        }
        Future<Void> all = vertx.timer(1).mapEmpty();
        for (JsonObject notification : notifications) {
            all = all.compose(before -> tell(notification)).compose(first -> post(notification));
        }
        return all;
    }

    private Future<Void> tell(JsonObject notification) {
        sent.incrementAndGet();
        return post(notification).onSuccess(answered -> acknowledged.incrementAndGet());
    }

    private Future<Void> post(JsonObject notification) {
        return http.postAbs(Objects.requireNonNull(intake).toString())
                .sendJsonObject(notification)
                .compose(answer -> answer.statusCode() == 204
                        ? Future.succeededFuture()
                        : vertx.timer(100).compose(waited -> post(notification)));
    }

    private record Step(String payment, PaymentStatus status, List<Long> refunds) {

        static Step of(PaymentStatus status, Long... refunds) {
            return new Step("1", status, List.of(refunds));
        }
    }

    private static JsonObject notification(Sale sale, Step step, int rank) {
        String payment = sale.reference() + "-" + step.payment();
        return new JsonObject()
                .put("key", payment + "/" + rank)
                .put("payment", payment)
                .put("order", sale.reference())
                .put("status", step.status().name())
                .put("rank", rank)
                .put("amount", sale.amount().minorUnits())
                .put("currency", sale.amount().currency())
                .put("refunds", step.refunds());
    }

    private static List<Step> steps(Sale sale) {
        long amount = sale.amount().minorUnits();
        long part = Life.PARTIALLY_REFUNDED.refunded(amount);
        Step paid = Step.of(PaymentStatus.PAID);
        return switch (sale.life()) {
            case PAID -> List.of(paid);
            case PREPAID -> List.of(Step.of(PaymentStatus.PENDING), paid);
            case AUTHORIZED_THEN_CAPTURED -> List.of(Step.of(PaymentStatus.AUTHORIZED), paid);
            case FAILED_THEN_PAID -> List.of(new Step("0", PaymentStatus.FAILED, List.of()), paid);
            case DECLINED -> List.of(Step.of(PaymentStatus.FAILED));
            case PARTIALLY_REFUNDED -> List.of(paid, Step.of(PaymentStatus.PARTIALLY_REFUNDED, part));
            case REFUNDED_IN_PARTS ->
                List.of(
                        paid,
                        Step.of(PaymentStatus.PARTIALLY_REFUNDED, part),
                        Step.of(PaymentStatus.REFUNDED, part, amount - part));
            case CHARGED_BACK -> List.of(paid, Step.of(PaymentStatus.CHARGED_BACK));
            case CHARGEBACK_REVERSED ->
                List.of(paid, Step.of(PaymentStatus.CHARGED_BACK), Step.of(PaymentStatus.DISPUTE_WON));
        };
    }

    @Override
    public void calmDown() {}

    @Override
    public Tally tally() {
        return new Tally(sent.get(), acknowledged.get(), 2 * sent.get(), 0, 0, 0);
    }

    @Override
    public Future<Void> close() {
        http.close();
        return Future.succeededFuture();
    }
}
