package io.quittance.core.console;

import io.quittance.core.store.OrderSearch.Found;
import java.util.List;

/**
 * What a search for orders found.
 *
 * @param search what was looked for; empty: nothing yet
 */
public record OrderResults(String search, List<Found> found) {

    public OrderResults {
        found = List.copyOf(found);
    }
}
