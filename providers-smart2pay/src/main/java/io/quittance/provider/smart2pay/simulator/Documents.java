package io.quittance.provider.smart2pay.simulator;

import io.quittance.simulation.Chance;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Smart2Pay's objects as JSON, in notifications and in answers of the API. Amounts are text or numbers, also within one
 * object, and lists of nothing are null or empty: as the senders' ages have it.
 */
final class Documents {

    /** Without a zone; all that is known fits UTC. */
    static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    private static final int SEPA_DEBIT = 84;

    private Documents() {}

    static JsonObject payment(Payment payment, Chance chance) {
        JsonObject json = row(payment, chance)
                .putNull("ClientIP")
                .putNull("SkinID")
                .putNull("OriginatorTransactionID")
                .put("ReturnURL", "https://shop.example/back")
                .put("Description", "Order")
                .putNull("MethodOptionID")
                .putNull("NotificationDateTime")
                .putNull("Customer")
                .putNull("BillingAddress")
                .putNull("ShippingAddress")
                .putNull("Articles")
                .putNull("MethodTransactionID")
                .putNull("RedirectURL")
                .putNull("Fraud");
        return payment.method() == PaymentMethod.CARD ? card(json) : alternative(json, payment);
    }

    /** A row of a list, which leaves much out. */
    static JsonObject row(Payment payment, Chance chance) {
        return new JsonObject()
                .put("ID", payment.id())
                .put("Created", TIME.format(payment.created()))
                .put("MerchantTransactionID", payment.merchantTransactionId())
                .put("Amount", number(payment.amount(), chance))
                .put("Currency", payment.currency())
                .put("CapturedAmount", captured(payment, chance))
                .put("MethodID", payment.method().id())
                .put("SiteID", Long.valueOf(payment.site().id()))
                .put("Status", status(payment.status(), payment.method(), chance));
    }

    /** What the cards' back end answers when only the status is asked for: its ID is text there. */
    static JsonObject paymentStatus(Payment payment) {
        JsonObject status = new JsonObject()
                .put("ID", Integer.toString(payment.status().id()))
                .put("Info", payment.status().info())
                .put("Reasons", new JsonArray());
        return new JsonObject()
                .put("ID", payment.id())
                .put("MerchantTransactionID", payment.merchantTransactionId())
                .put("Status", status);
    }

    static JsonObject refund(Refund refund, Chance chance) {
        Payment payment = refund.payment();
        JsonObject json = new JsonObject()
                .put("ID", refund.id())
                .put("Created", TIME.format(refund.created()))
                .put("MerchantTransactionID", refund.merchantTransactionId())
                .putNull("OriginatorTransactionID")
                .put("InitialPaymentID", payment.id())
                .put("Amount", number(refund.amount(), chance))
                .put("Currency", payment.currency())
                .put("Description", "")
                .put("SiteID", Long.valueOf(payment.site().id()))
                .putNull("Customer")
                .putNull("BillingAddress")
                .putNull("BankAddress")
                .putNull("Articles")
                .put("Status", status(refund.status(), payment.method(), chance));
        return payment.method() == PaymentMethod.CARD
                ? json.putNull("StatementDescriptor").putNull("CaptureID")
                : json.put("TypeID", 5).putNull("Details");
    }

    static JsonObject dispute(long id, Payment payment, Status status, Instant created, Chance chance) {
        return new JsonObject()
                .put("ID", id)
                .put("SiteID", Long.valueOf(payment.site().id()))
                .put("Created", TIME.format(created))
                .put("PaymentID", payment.id())
                .put("MethodID", payment.method().id())
                .put("Amount", number(payment.amount(), chance))
                .put("Currency", payment.currency())
                .put("Status", status(status, payment.method(), chance));
    }

    /** A payer agreed to later payments: nothing that an order waits for. */
    static JsonObject preapproval(long id, Site site, Instant created) {
        return new JsonObject()
                .put("ID", id)
                .put("Created", TIME.format(created))
                .put("MethodID", SEPA_DEBIT)
                .put("SiteID", Long.valueOf(site.id()))
                .put("MerchantPreapprovalID", "sub_" + id)
                .put("RecurringPeriod", 0)
                .putNull("PreapprovedMaximumAmount")
                .putNull("Currency")
                .put("Status", new JsonObject().put("ID", 2).putNull("Info").putNull("Reasons"));
    }

    /** The merchant paid somebody: nothing that an order waits for. */
    static JsonObject payout(long id, Site site, Instant created, Chance chance) {
        return new JsonObject()
                .put("ID", id)
                .put("SiteID", Long.valueOf(site.id()))
                .put("Created", TIME.format(created))
                .put("MerchantTransactionID", "po_" + id)
                .put("Amount", number(1000, chance))
                .put("Currency", "EUR")
                .put("Description", "winnings")
                .put("Status", status(Status.SUCCESS, PaymentMethod.CARD, chance));
    }

    private static JsonObject card(JsonObject json) {
        JsonObject card = new JsonObject()
                .put("HolderName", "Ana Pop")
                .put("Number", "Ends with 0004")
                .put("ExpirationMonth", "5")
                .put("ExpirationYear", "2031")
                .putNull("IssuingBankCountry");
        return json.putNull("StatementDescriptor")
                .put("Card", card)
                .putNull("CreditCardToken")
                .putNull("PaymentTokenLifetime")
                .put("Capture", false)
                .put("3DSecure", true);
    }

    private static JsonObject alternative(JsonObject json, Payment payment) {
        boolean waits = payment.method() == PaymentMethod.BANK_TRANSFER
                && !payment.status().isCaptured();
        JsonObject reference = new JsonObject()
                .put("BankName", "Testbank")
                .put("IBAN", "DE00123456780000000000")
                .put("AmountToPay", Long.toString(payment.amount()));
        return json.putNull("Details")
                .put("ReferenceDetails", waits ? reference : null)
                .putNull("CustomParameters")
                .putNull("PreapprovalID")
                .put("TokenLifetime", 10)
                .putNull("Capture")
                .putNull("PreapprovalDetails");
    }

    private static JsonObject status(Status status, PaymentMethod method, Chance chance) {
        JsonArray reasons = new JsonArray();
        if (status == Status.FAILED) {
            reasons.add(new JsonObject()
                    .put("Code", chance.happens(0.5) ? "5073" : (Object) 5073)
                    .put("Info", "Error in holder authentication"));
        }
        boolean asNull = reasons.isEmpty() && method != PaymentMethod.CARD;
        return new JsonObject()
                .put("ID", status.id())
                .put("Info", status.info())
                .put("Reasons", asNull ? null : reasons);
    }

    /** Where there is one step only, nobody tells what was captured. */
    private static @Nullable Object captured(Payment payment, Chance chance) {
        return switch (payment.method()) {
            case CARD, KLARNA -> number(payment.captured(), chance);
            case IDEAL, BANK_TRANSFER -> null;
        };
    }

    private static Object number(long value, Chance chance) {
        return chance.happens(0.5) ? Long.toString(value) : (Object) value;
    }
}
