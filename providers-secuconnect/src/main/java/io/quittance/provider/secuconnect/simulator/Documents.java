package io.quittance.provider.secuconnect.simulator;

import io.quittance.simulation.Chance;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** The API's objects as JSON. Numbers come as text now and then, as they do at secuconnect. */
final class Documents {

    private static final double TEXT_SHARE = 0.1;
    private static final int REFUND_OF = 19;

    private final Books books;
    private final Chance chance;

    Documents(Books books, Chance chance) {
        this.books = books;
        this.chance = chance;
    }

    JsonObject transaction(Transaction transaction) {
        return new JsonObject()
                .put("object", "payment.transactions")
                .put("id", transaction.id())
                .put(
                        "merchant",
                        new JsonObject().put("object", "general.merchants").put("id", "MRC_SIMULATED"))
                .put("trans_id", number(transaction.number()))
                .put("parents", parents(transaction))
                .put("related_transactions", relatedTransactions(transaction))
                .put("product_id", transaction.method().product())
                .put("product", transaction.method().productText())
                .put("product_raw", transaction.method().productText())
                .put("amount", number(transaction.amount()))
                .put("currency", transaction.currency())
                .put("created", GermanTime.text(transaction.created()))
                .put("updated", GermanTime.text(transaction.updated()))
                .put("description", "Bestellung")
                .put("status", number(transaction.status().detailed()))
                .put("status_text", transaction.status().detailedText())
                .put("details", details(transaction))
                .put("customer", new JsonObject().put("forename", "Erika").put("surname", "Beispiel"))
                .put("transaction_hash", "hash" + transaction.number());
    }

    /** As the flow before smart transactions tells a payment: everything is text. */
    JsonObject oldFormat(Transaction transaction) {
        return new JsonObject()
                .put("object", "payment.secupaydebits")
                .put("id", transaction.id())
                .put("trans_id", Long.toString(transaction.number()))
                .put("status", transaction.status().simpleText())
                .put("amount", Long.toString(transaction.amount()))
                .put("currency", transaction.currency())
                .put("purpose", "Bestellung")
                .putNull("order_id")
                .put("transaction_status", Integer.toString(transaction.status().detailed()));
    }

    JsonObject checkStatus(Transaction transaction) {
        return status(transaction)
                .put("amount", number(books.amountLeft(transaction)))
                .put("currency", transaction.currency());
    }

    /**
     * A smart transaction.
     *
     * @param referenceField the field that holds the order's reference; the other one is null
     */
    JsonObject smartTransaction(SmartTransaction smart, String referenceField) {
        JsonArray payments = new JsonArray();
        smart.payments().stream()
                .flatMap(id -> books.transaction(id).stream())
                .forEach(payment -> payments.add(link(payment)));
        return new JsonObject()
                .put("object", "smart.transactions")
                .put("id", smart.id())
                .put(
                        "merchant",
                        new JsonObject().put("object", "general.merchants").put("id", "MRC_SIMULATED"))
                .put("transactions", payments)
                .put("payment_method", smart.method().id())
                .put("created", GermanTime.text(smart.created()))
                .put("updated", GermanTime.text(smart.updated()))
                .put("status", smart.status())
                .put("intent", "sale")
                .put("is_demo", true)
                .putNull("transactionRef")
                .putNull("merchantRef")
                .put(referenceField, smart.reference())
                .put(
                        "basket_info",
                        new JsonObject()
                                .put("sum", smart.amount())
                                .putNull("gratuity")
                                .put("currency", smart.currency()))
                .putNull("customer");
    }

    private JsonObject details(Transaction transaction) {
        return status(transaction)
                .put("cleared", "open")
                .put("amount", number(transaction.amount()))
                .put("description", "")
                .put("description_raw", "");
    }

    private JsonObject status(Transaction transaction) {
        TransactionStatus status = transaction.status();
        return new JsonObject()
                .put("status", number(status.detailed()))
                .put("status_text", status.detailedText())
                .put("status_simple", number(status.simple()))
                .put("status_simple_text", status.simpleText());
    }

    private JsonArray parents(Transaction refund) {
        JsonArray parents = new JsonArray();
        refund.parent()
                .flatMap(books::transaction)
                .ifPresent(parent -> parents.add(link(parent).put("ref_type_id", REFUND_OF)));
        return parents;
    }

    private JsonArray relatedTransactions(Transaction payment) {
        JsonArray related = new JsonArray();
        payment.children().stream()
                .flatMap(id -> books.transaction(id).stream())
                .forEach(refund ->
                        related.add(link(refund).put("ref_type_id", REFUND_OF).put("hierarchy", "child")));
        return related;
    }

    private static JsonObject link(Transaction transaction) {
        return new JsonObject()
                .put("object", "payment.transactions")
                .put("id", transaction.id())
                .put("trans_id", transaction.number());
    }

    private Object number(long value) {
        return chance.happens(TEXT_SHARE) ? Long.toString(value) : (Object) value;
    }
}
