package io.quittance.core.telemetry;

import io.quittance.spi.IntakeOutcome;

/** What an intake outcome means to the provider. */
enum AnswerClass {
    /** Its notification is taken. */
    ACKNOWLEDGED,
    /** Its notification is wrong. */
    REFUSED,
    /** Its notification cannot be taken now. */
    TURNED_AWAY;

    static AnswerClass of(IntakeOutcome outcome) {
        return switch (outcome) {
            case ACCEPTED, DUPLICATE, IGNORED -> ACKNOWLEDGED;
            case MALFORMED, UNAUTHENTICATED, TOO_LARGE -> REFUSED;
            case OVERLOADED, UNAVAILABLE -> TURNED_AWAY;
        };
    }
}
