package io.quittance.core.store;

import io.quittance.core.store.NewNotification.NewKey;
import java.util.List;
import java.util.UUID;

/**
 * What a plugin reads in a stored notification now.
 *
 * @param isReadable whether it can; if not, what was read before stands
 * @param keys what it says, with an item each; none if there is nothing in it for us
 */
public record Reread(String account, UUID notification, boolean isReadable, List<NewKey> keys) {

    public Reread {
        keys = List.copyOf(keys);
    }
}
