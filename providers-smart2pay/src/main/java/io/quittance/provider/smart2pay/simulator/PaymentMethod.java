package io.quittance.provider.smart2pay.simulator;

/** Ways to pay, by the MethodIDs that Smart2Pay documents. */
enum PaymentMethod {
    CARD(6, BackEnd.CARD),
    BANK_TRANSFER(1, BackEnd.ALTERNATIVE),
    IDEAL(2, BackEnd.ALTERNATIVE),
    /** Authorized at first, and captured later. */
    KLARNA(1078, BackEnd.ALTERNATIVE);

    private final int id;
    private final BackEnd backEnd;

    PaymentMethod(int id, BackEnd backEnd) {
        this.id = id;
        this.backEnd = backEnd;
    }

    int id() {
        return id;
    }

    BackEnd backEnd() {
        return backEnd;
    }
}
