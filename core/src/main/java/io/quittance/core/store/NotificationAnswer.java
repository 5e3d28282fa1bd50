package io.quittance.core.store;

import io.quittance.spi.IntakeOutcome;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * What a request to the intake was answered.
 *
 * @param request the id of the notification that it brought, or of the arrival if that was a repeat
 * @param status of the HTTP response
 * @param took from the whole request to the answer
 */
public record NotificationAnswer(
        String account, UUID request, Instant answeredAt, IntakeOutcome outcome, int status, Duration took) {}
