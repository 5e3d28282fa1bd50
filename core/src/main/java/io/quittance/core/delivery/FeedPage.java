package io.quittance.core.delivery;

import java.util.List;

/**
 * Events of a merchant, in the order of the feed.
 *
 * @param events the documents, as JSON
 * @param next from where to go on, also if there is none
 */
public record FeedPage(List<String> events, FeedCursor next) {

    /** A page of these. */
    public FeedPage {
        events = List.copyOf(events);
    }
}
