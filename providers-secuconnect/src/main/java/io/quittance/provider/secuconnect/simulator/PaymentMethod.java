package io.quittance.provider.secuconnect.simulator;

/** Ways to pay, and the product that each is. */
enum PaymentMethod {
    CREDIT_CARD("creditcard", 26, "Kreditkarte"),
    DEBIT("debit", 16, "Lastschrift"),
    PREPAYMENT("prepaid", 36, "Vorkasse"),
    REFUND("", 92, "Erstattung");

    private final String id;
    private final int product;
    private final String productText;

    PaymentMethod(String id, int product, String productText) {
        this.id = id;
        this.product = product;
        this.productText = productText;
    }

    String id() {
        return id;
    }

    int product() {
        return product;
    }

    String productText() {
        return productText;
    }
}
