package io.quittance.provider.smart2pay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.spi.NotificationItem;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.PaymentStore;
import io.quittance.spi.ReconciliationWork;
import io.quittance.spi.Secret;
import io.quittance.spi.Verification;
import io.quittance.spi.testing.TestingNotification;
import io.quittance.spi.testing.TestingProviderContext;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;

/** Bodies, and the short ways from a body to what the provider makes of it. */
final class Fixtures {

    /** The header of the documented samples: site 1010, key {@code gabi}. */
    static final String DOCUMENTED_CREDENTIALS = "Basic MTAxMDpnYWJp";

    static final Verification SITE_1010 = Verification.verified("site:1010#" + Secret.fingerprint("gabi"));

    /** What the older HTTP POST API posts. */
    static final String OLDER_FORM = "NotificationType=Payment&MethodID=2&PaymentID=2014512&MerchantTransactionID=ord_1"
            + "&StatusID=2&Amount=1100&Currency=EUR&SiteID=40877"
            + "&Hash=2fc6cf3bd9ec0c1d1b0ff3d7d6b1d1e6a6dfae3d2c2be2f9a8d1f93a6ab3c1de";

    private Fixtures() {}

    static String body(String name) {
        try (InputStream body =
                Objects.requireNonNull(Fixtures.class.getResourceAsStream("fixtures/" + name + ".json"), name)) {
            return new String(body.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static TestingNotification notification(String name) {
        return TestingNotification.of(body(name));
    }

    /** The documented authorized card payment with some of its fields changed. */
    static TestingNotification payment(Consumer<JsonObject> change) {
        return changed("documented-card-authorized", "Payment", change);
    }

    /** The refund with some of its fields changed. */
    static TestingNotification refund(Consumer<JsonObject> change) {
        return changed("refund", "Refund", change);
    }

    /** The dispute with some of its fields changed. */
    static TestingNotification dispute(Consumer<JsonObject> change) {
        return changed("dispute", "Dispute", change);
    }

    private static TestingNotification changed(String fixture, String type, Consumer<JsonObject> change) {
        JsonObject envelope = new JsonObject(body(fixture));
        change.accept(envelope.getJsonObject(type));
        return TestingNotification.of(envelope.encode());
    }

    static JsonObject settings() {
        return new JsonObject()
                .put(
                        "sites",
                        new JsonArray()
                                .add(new JsonObject().put("siteId", "1010").put("apiKey", "")));
    }

    static PaymentProvider provider() {
        return provider(settings());
    }

    static PaymentProvider provider(JsonObject settings) {
        TestingProviderContext context =
                new TestingProviderContext(Clock.systemUTC()).secret("/sites/0/apiKey", "gabi");
        return new Smart2PayProviderFactory().create(settings, context);
    }

    static NotificationItem item(TestingNotification notification) {
        return provider().parse(notification, SITE_1010).get(0);
    }

    static Future<List<PaymentObservation>> reconcile(PaymentProvider provider, TestingNotification... notifications) {
        return reconcile(provider, new NoStore(), notifications);
    }

    static Future<List<PaymentObservation>> reconcile(
            PaymentProvider provider, PaymentStore store, TestingNotification... notifications) {
        List<ReconciliationWork.Item> items = Arrays.stream(notifications)
                .map(notification -> new ReconciliationWork.Item(
                        provider.parse(notification, SITE_1010).get(0), notification, SITE_1010))
                .toList();
        return provider.reconcile(new ReconciliationWork(items.get(0).item().subject(), items, 1), store);
    }

    static PaymentObservation observation(TestingNotification notification) {
        return reconcile(provider(), notification).result().get(0);
    }

    /** What tells everything needs nothing from the store. */
    private static final class NoStore implements PaymentStore {

        @Override
        public Future<Optional<KnownPayment>> payment(PaymentKey payment) {
            throw new AssertionError("The store is not needed");
        }

        @Override
        public Future<Optional<KnownOrder>> order(String reference) {
            throw new AssertionError("The store is not needed");
        }
    }
}
