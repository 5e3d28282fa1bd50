package io.quittance.provider.smart2pay;

/** The two back ends of Smart2Pay. Each has its own series of payment ids, so that one number may exist in both. */
final class BackEnd {

    static final String CARD = "card";
    static final String ALTERNATIVE = "apm";

    private static final String CARD_METHOD = "6";

    private BackEnd() {}

    /** Where the object of a notification lives. A payment whose payer has chosen no method yet is never one by card. */
    static String of(LenientJson content) {
        return CARD_METHOD.equals(content.raw("MethodID")) ? CARD : ALTERNATIVE;
    }
}
