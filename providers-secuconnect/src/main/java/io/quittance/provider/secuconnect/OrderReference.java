package io.quittance.provider.secuconnect;

import io.quittance.spi.ProviderException;

/** Which field of a smart transaction holds the merchant's order reference; shops differ. */
enum OrderReference {
    TRANSACTION_REF("transactionRef"),
    MERCHANT_REF("merchantRef");

    private final String field;

    OrderReference(String field) {
        this.field = field;
    }

    String field() {
        return field;
    }

    static OrderReference named(String field) {
        for (OrderReference reference : values()) {
            if (reference.field.equals(field)) {
                return reference;
            }
        }
        throw ProviderException.configuration("/orderReference is transactionRef or merchantRef");
    }
}
