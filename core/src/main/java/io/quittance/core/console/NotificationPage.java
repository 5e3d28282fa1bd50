package io.quittance.core.console;

import io.quittance.core.store.NotificationEvidence.Item;
import io.quittance.core.store.NotificationRow;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A notification as people may see it: what is sensitive is masked already.
 *
 * @param request method and path, with the query
 * @param verification the credential that verified the sender; null: unverified
 * @param body masked and printed for people; null: it cannot be shown
 */
public record NotificationPage(
        NotificationRow row,
        List<Item> items,
        String request,
        List<Header> headers,
        String remoteAddress,
        @Nullable String verification,
        int bodyLength,
        String bodySha256,
        @Nullable String body) {

    public NotificationPage {
        items = List.copyOf(items);
        headers = List.copyOf(headers);
    }

    /** A header; a secret one as its fingerprint. */
    public record Header(String name, String value) {}
}
