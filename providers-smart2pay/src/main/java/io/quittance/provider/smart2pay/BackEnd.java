package io.quittance.provider.smart2pay;

import io.quittance.spi.PaymentKey;
import java.util.Arrays;
import java.util.Optional;

/** The two back ends of Smart2Pay. Each has its own series of ids, so that one number may exist in both. */
enum BackEnd {
    ALTERNATIVE("apm", "baseUrl"),
    CARD("card", "cardBaseUrl");

    private static final String CARD_METHOD = "6";

    private final String code;
    private final String setting;

    BackEnd(String code, String setting) {
        this.code = code;
        this.setting = setting;
    }

    /** As it is written in keys of payments. */
    String code() {
        return code;
    }

    /** The name of the setting that says where its API is. */
    String setting() {
        return setting;
    }

    PaymentKey payment(String id) {
        return new PaymentKey(id, code);
    }

    /** What identifies a refund within an account. */
    String refund(String id) {
        return code + ":" + id;
    }

    /** Where a notification's object lives. A payment whose payer has chosen no method yet is never one by card. */
    static BackEnd ofMethod(LenientJson content) {
        return ofMethod(content, ALTERNATIVE);
    }

    /**
     * Where an object lives.
     *
     * @param unless where no method is told
     */
    static BackEnd ofMethod(LenientJson content, BackEnd unless) {
        String method = content.raw("MethodID");
        if (method == null) {
            return unless;
        }
        return CARD_METHOD.equals(method) ? CARD : ALTERNATIVE;
    }

    /** Where a refund lives, which names no method: each back end has fields that the other does not have. */
    static Optional<BackEnd> ofRefund(LenientJson content) {
        if (content.raw("TypeID") != null) {
            return Optional.of(ALTERNATIVE);
        }
        boolean card = content.has("StatementDescriptor") || content.has("CaptureID");
        return card ? Optional.of(CARD) : Optional.empty();
    }

    /** The back end of a payment's key; empty if no key of ours says so. */
    static Optional<BackEnd> of(PaymentKey payment) {
        return Arrays.stream(values())
                .filter(backEnd -> backEnd.code.equals(payment.backEnd()))
                .findFirst();
    }
}
