package io.quittance.spi.conformance;

import io.quittance.spi.Acknowledgement;
import io.quittance.spi.InboundNotification;
import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.Money;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.NotificationItem.Effect;
import io.quittance.spi.ObservedStatus;
import io.quittance.spi.OrderMatch;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentLookup;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentObservation.Source;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.PaymentStore;
import io.quittance.spi.ProviderContext;
import io.quittance.spi.ProviderException;
import io.quittance.spi.ProviderHttp.Request;
import io.quittance.spi.ProviderHttp.Response;
import io.quittance.spi.ReconciliationWork;
import io.quittance.spi.Verification;
import io.vertx.core.Future;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Believes who holds a key, takes the payment that a notification carries, and can ask for a payment. Posts
 * {@code {"id": "evt_1", "type": "payment", "payment": {…}}}.
 */
class SampleProvider implements PaymentProvider, PaymentLookup {

    final String baseUrl;
    final ProviderContext context;

    SampleProvider(String baseUrl, ProviderContext context) {
        this.baseUrl = baseUrl;
        this.context = context;
    }

    @Override
    public Verification authenticate(InboundNotification inbound) {
        List<String> keys = inbound.headerValues("X-Sample-Key");
        if (keys.size() != 1 || !context.secret("/postKey").matches(keys.get(0))) {
            throw ProviderException.unauthenticated("One header X-Sample-Key with the key of this account is expected");
        }
        return Verification.verified("key");
    }

    @Override
    public List<String> credentials() {
        return List.of("key");
    }

    @Override
    public List<NotificationItem> parse(InboundNotification inbound, Verification verification) {
        JsonObject json = inbound.json();
        String event = text(json, "id");
        if (!"payment".equals(json.getValue("type"))) {
            return List.of(new NotificationItem(event, event, "other", Effect.UNHANDLED));
        }
        return List.of(NotificationItem.payment(key(inbound, json), subject(json), "payment"));
    }

    String key(InboundNotification inbound, JsonObject json) {
        return text(json, "id");
    }

    String subject(JsonObject json) {
        return text(object(json, "payment"), "id");
    }

    @Override
    public Acknowledgement acknowledge(InboundNotification inbound, IntakeOutcome outcome) {
        return Acknowledgement.standard(outcome, 200);
    }

    @Override
    public Future<List<PaymentObservation>> reconcile(ReconciliationWork work, PaymentStore store) {
        JsonObject payment = object(work.latest().notification().json(), "payment");
        return Future.succeededFuture(payment).map(told -> List.of(observation(told, Source.CARRIED)));
    }

    @Override
    public Optional<PaymentLookup> lookup() {
        return Optional.of(this);
    }

    @Override
    public Future<List<PaymentObservation>> byPayment(PaymentKey payment, PaymentStore store) {
        return get("/payments/" + payment.id())
                .map(found -> found.stream()
                        .map(told -> observation(told, Source.READ))
                        .filter(told -> told.payment().equals(payment))
                        .toList());
    }

    @Override
    public Future<List<PaymentObservation>> byOrder(String reference, PaymentStore store) {
        return Future.succeededFuture(List.of());
    }

    @Override
    public Future<Page> list(Window window, Optional<String> cursor, PaymentStore store) {
        return Future.succeededFuture(new Page(List.of(), Optional.empty()));
    }

    Future<Optional<JsonObject>> get(String path) {
        Map<String, String> headers = Map.of("Authorization", "Bearer " + apiKey());
        return context.http()
                .send(Request.get(URI.create(baseUrl + path), headers))
                .map(this::answer);
    }

    String apiKey() {
        return context.secret("/apiKey").newest();
    }

    Optional<JsonObject> answer(Response response) {
        return switch (response.status()) {
            case 200 -> Optional.of(json(response));
            case 404 -> Optional.empty();
            case 401, 403 -> throw ProviderException.configuration("The API refuses the apiKey");
            default -> throw failure(response);
        };
    }

    ProviderException failure(Response response) {
        return ProviderException.temporary("The API answers with status " + response.status());
    }

    JsonObject json(Response response) {
        try {
            return new JsonObject(response.body());
        } catch (DecodeException | ClassCastException e) {
            throw ProviderException.temporary("The API answers without a JSON object");
        }
    }

    PaymentObservation observation(JsonObject payment, Source source) {
        return PaymentObservation.builder(PaymentKey.of(text(payment, "id")), source, status(text(payment, "status")))
                .amount(amount(payment))
                .order(OrderMatch.matched(text(payment, "order")))
                .live(live(payment))
                .build();
    }

    Money amount(JsonObject payment) {
        Object amount = payment.getValue("amount");
        if (!(amount instanceof Integer || amount instanceof Long) || ((Number) amount).longValue() < 0) {
            throw ProviderException.permanent("amount: expected are whole minor units");
        }
        try {
            return new Money(((Number) amount).longValue(), text(payment, "currency"));
        } catch (IllegalArgumentException e) {
            throw ProviderException.permanent("currency: expected is a code of ISO 4217");
        }
    }

    Boolean live(JsonObject payment) {
        return payment.getValue("live") instanceof Boolean live ? live : null;
    }

    ObservedStatus status(String code) {
        return switch (code) {
            case "open" -> ObservedStatus.of(PaymentStatus.PENDING, 10, code);
            case "paid" -> ObservedStatus.of(PaymentStatus.PAID, 20, code);
            default -> ObservedStatus.of(PaymentStatus.UNKNOWN, 0, code);
        };
    }

    static JsonObject object(JsonObject json, String field) {
        if (json.getValue(field) instanceof JsonObject object) {
            return object;
        }
        throw ProviderException.permanent(field + ": expected is an object");
    }

    static String text(JsonObject json, String field) {
        if (json.getValue(field) instanceof String text && !text.isEmpty() && text.length() <= 200) {
            return text;
        }
        throw ProviderException.permanent(field + ": expected is a text of 1 to 200 characters");
    }
}
