package io.quittance.core.store;

import java.util.UUID;

/**
 * What a notification tells about a subject, while it is told anew: what it told before no longer holds.
 *
 * @param merchant whose account it is
 */
public record Replayed(String merchant, String account, UUID notification, String subject, Replay replay) {

    /** Whether an observation is what this notification told about this subject. */
    public boolean told(StoredObservation observation) {
        return notification.equals(observation.notification())
                && account.equals(observation.payment().account())
                && (observation.subject() == null || subject.equals(observation.subject()));
    }
}
