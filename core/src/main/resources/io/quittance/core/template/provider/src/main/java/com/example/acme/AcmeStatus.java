package com.example.acme;

import io.quittance.spi.ObservedStatus;
import io.quittance.spi.PaymentStatus;

/** Acme's codes. No two share a rank, and one that may undo another has the higher rank. */
final class AcmeStatus {

    private AcmeStatus() {}

    static ObservedStatus of(String code) {
        return switch (code) {
            case "open" -> ObservedStatus.of(PaymentStatus.PENDING, 10, code);
            case "reserved" -> ObservedStatus.of(PaymentStatus.AUTHORIZED, 20, code);
            case "failed" -> ObservedStatus.of(PaymentStatus.FAILED, 30, code);
            case "paid" -> ObservedStatus.of(PaymentStatus.PAID, 40, code);
            case "refunded" -> ObservedStatus.of(PaymentStatus.REFUNDED, 50, code);
            case "charged_back" -> ObservedStatus.of(PaymentStatus.CHARGED_BACK, 60, code);
            default -> ObservedStatus.of(PaymentStatus.UNKNOWN, 0, code);
        };
    }
}
