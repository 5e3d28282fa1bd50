package io.quittance.core.console;

import io.quittance.core.replay.ReplayDesk.Accepted;
import io.quittance.core.replay.ReplayDesk.Rehearsed;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A replay of all that a filter chooses.
 *
 * @param filter by the name of the field, as forms send it
 * @param rehearsed what it would change; null: it is going to be done
 * @param accepted what is going to be done; null: it was rehearsed
 */
public record ReplayPage(
        Map<String, String> filter,
        @Nullable Rehearsed rehearsed,
        @Nullable Accepted accepted) {

    public ReplayPage {
        filter = new TreeMap<>(filter);
    }
}
