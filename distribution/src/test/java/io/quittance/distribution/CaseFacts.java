package io.quittance.distribution;

import static io.quittance.distribution.CaseStage.ORDER;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.distribution.CaseScenario.Step;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;

/** What may happen in the story of a case. Amounts are minor units, and of cards in EUR. */
final class CaseFacts {
    private static final String PAYMENT = "PCI_2FY48DT0P2X6G636N5QK64UK2ADZAZ";

    private CaseFacts() {}

    /** The status of a payment by card, as Smart2Pay numbers it. */
    enum Card {
        FAILED(4),
        AUTHORIZED(9),
        CAPTURED(11),
        PAID_WITHOUT_MEANING(25),
        PARTIALLY_CAPTURED(35);

        private final int id;

        Card(int id) {
            this.id = id;
        }
    }

    static Step nothing() {
        return stage -> {};
    }

    /** The merchant registers the order, or says that it expects something else. */
    static Step order(long amount, String currency) {
        return stage -> assertThat(
                        stage.management().register(ORDER, amount, currency).status())
                .isIn(200, 201);
    }

    /** An order that has to be paid soon, at secuconnect. */
    static Step orderThatExpires(long amount, Duration after) {
        return stage -> {
            JsonObject order = new JsonObject()
                    .put("amount", amount)
                    .put("currency", "EUR")
                    .put("account", Shop.secu(stage.merchant()))
                    .put("expiresAt", Instant.now().plus(after).toString());
            assertThat(stage.management().register(ORDER, order).status()).isEqualTo(201);
        };
    }

    /** secuconnect's search for smart transactions does not answer. */
    static Step searchIsDown() {
        return CaseStage::searchFails;
    }

    /** It answers again, and something else happens. */
    static Step searchIsUpAgain(Step and) {
        return stage -> {
            stage.searchFinds(CaseStage.nothingFound());
            and.take(stage);
        };
    }

    static Step cancelled() {
        return stage -> assertThat(stage.management().cancel(ORDER).status()).isEqualTo(200);
    }

    static Step card(String payment, Card status, long amount) {
        return stage -> stage.smart2pay(cardPayment(payment, status, amount, "EUR", Seeds.SITE));
    }

    static Step cardIn(String currency, String payment, Card status, long amount) {
        return stage -> stage.smart2pay(cardPayment(payment, status, amount, currency, Seeds.SITE));
    }

    static Step cardOfSite(String site, String payment, Card status, long amount) {
        return stage -> stage.smart2pay(cardPayment(payment, status, amount, "EUR", site));
    }

    static Step refund(String refund, String payment, long amount) {
        return stage -> stage.smart2pay(new JsonObject()
                .put(
                        "Refund",
                        new JsonObject()
                                .put("ID", refund)
                                .put("InitialPaymentID", payment)
                                .put("Amount", Long.toString(amount))
                                .put("Currency", "EUR")
                                .put("SiteID", Seeds.SITE)
                                .put("Status", new JsonObject().put("ID", 2))));
    }

    /** Something of Smart2Pay that is not in its documentation. */
    static Step novelty(String id) {
        return stage -> stage.smart2pay(new JsonObject().put("Marketplace", new JsonObject().put("ID", id)));
    }

    static Step strangers(int count) {
        return stage -> {
            for (int i = 0; i < count; i++) {
                stage.stranger(cardPayment("7001", Card.CAPTURED, 100, "EUR", Seeds.SITE));
            }
        };
    }

    /** Many requests that are all in order. */
    static Step cards(int count) {
        return stage -> {
            for (int i = 0; i < count; i++) {
                card("7001", Card.CAPTURED, 100).take(stage);
            }
        };
    }

    /** secuconnect pushes that a payment of 1.00 EUR is accepted; so many smart transactions hold it. */
    static Step pushed(int matches) {
        return stage -> stage.secuconnect(acceptedPayment(), matches == 0 ? CaseStage.nothingFound() : found(matches));
    }

    /** Acme tells of a payment of 1.00 EUR. */
    static Step acme(String status, boolean live) {
        return stage -> stage.acme(
                "pay_" + stage.merchant(),
                200,
                AcmePlugin.payment("pay_" + stage.merchant(), ORDER, status, 100)
                        .put("live", live));
    }

    static Step acmeRefuses() {
        return stage -> stage.acme("pay_" + stage.merchant(), 401, new JsonObject());
    }

    /** An authentic notification of Acme that its plugin does not expect. */
    static Step acmeWithoutType() {
        return stage -> stage.acme(AcmePlugin.batch(new JsonObject().put("id", "evt_without_type")));
    }

    private static JsonObject cardPayment(String payment, Card status, long amount, String currency, String site) {
        return new JsonObject()
                .put(
                        "Payment",
                        new JsonObject()
                                .put("ID", payment)
                                .put("MerchantTransactionID", ORDER)
                                .put("Amount", "100")
                                .put("Currency", currency)
                                .put("CapturedAmount", Long.toString(amount))
                                .put("MethodID", 6)
                                .put("SiteID", site)
                                .put("Status", new JsonObject().put("ID", status.id)));
    }

    private static JsonObject acceptedPayment() {
        return new JsonObject()
                .put("object", "payment.transactions")
                .put("id", PAYMENT)
                .put("amount", 100)
                .put("currency", "EUR")
                .put("status", 6)
                .put("details", new JsonObject().put("status_simple", 1).put("amount", 100));
    }

    private static JsonObject found(int matches) {
        JsonObject payment =
                new JsonObject().put("object", "payment.transactions").put("id", PAYMENT);
        JsonObject smart = new JsonObject()
                .put("object", "smart.transactions")
                .put("id", "STX_71AYP2RUKQF5GGRK879IIU1EPPPPQ8")
                .put("transactions", new JsonArray().add(payment))
                .put("transactionRef", ORDER);
        return new JsonObject().put("count", matches).put("data", new JsonArray().add(smart));
    }
}
