package io.quittance.provider.secuconnect.simulator;

import io.quittance.simulation.Chance;

/** Ids as secuconnect gives them. */
final class Ids {

    private static final String CAPITALS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz";
    private static final int LENGTH = 30;
    private static final int HASH_LETTERS = 12;
    private static final int HASH_DIGITS = 8;
    private static final int NUMBER_DIGITS = 7;

    private Ids() {}

    static String payment(Chance chance) {
        return Transaction.ID_PREFIX + chance.characters(CAPITALS, LENGTH);
    }

    static String smartTransaction(Chance chance) {
        return "STX_" + chance.characters(CAPITALS, LENGTH);
    }

    /** The id of a payment that is told in the old format only. */
    static String hash(Chance chance) {
        return chance.characters(LETTERS, HASH_LETTERS) + chance.digits(HASH_DIGITS);
    }

    static long number(Chance chance) {
        return Long.parseLong("4" + chance.digits(NUMBER_DIGITS));
    }
}
