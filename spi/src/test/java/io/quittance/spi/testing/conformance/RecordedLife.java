package io.quittance.spi.testing.conformance;

import java.util.List;

/**
 * The notifications of one payment's life, oldest first, at most five: every order of arrival is tried.
 *
 * @param name for people who read a failure
 * @param api what the provider's API says when all is over
 */
public record RecordedLife(String name, List<Recording> notifications, RecordedApi api) {

    private static final int LONGEST = 5;

    public RecordedLife {
        notifications = List.copyOf(notifications);
        if (notifications.isEmpty() || notifications.size() > LONGEST) {
            throw new IllegalArgumentException("A life has 1 to " + LONGEST + " notifications: " + name);
        }
    }
}
