package io.quittance.core.console;

import io.quittance.core.replay.ReplayDesk.Rehearsed;
import io.quittance.core.store.NotificationEvidence.Item;
import io.quittance.core.store.NotificationRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A notification as people may see it: what is sensitive is masked, or revealed on purpose.
 *
 * @param request method and path, with the query
 * @param verification the credential that verified the sender; null: unverified
 * @param body printed for people; null: it cannot be shown, or is erased
 * @param erasedAt when query, headers and body were erased; null: they are as they came
 * @param may what this visitor may do about it, and has done
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
        @Nullable String body,
        @Nullable Instant erasedAt,
        May may) {

    public NotificationPage {
        items = List.copyOf(items);
        headers = List.copyOf(headers);
    }

    /** The same after a visitor did something. */
    public NotificationPage with(May changed) {
        return new NotificationPage(
                row,
                items,
                request,
                headers,
                remoteAddress,
                verification,
                bodyLength,
                bodySha256,
                body,
                erasedAt,
                changed);
    }

    /**
     * What a visitor may do, and has done.
     *
     * @param reveal whether it may see what is masked
     * @param revealed whether that is shown
     * @param replay whether it may have the notification replayed
     * @param rehearsed what a replay would change; null: it was not asked for
     * @param replayed whether it will be replayed
     */
    public record May(
            boolean reveal,
            boolean revealed,
            boolean replay,
            @Nullable Rehearsed rehearsed,
            boolean replayed) {

        /** The same with what is masked. */
        public May withRevealed() {
            return new May(reveal, true, replay, rehearsed, replayed);
        }

        /** The same with what a replay would change. */
        public May with(Rehearsed forecast) {
            return new May(reveal, revealed, replay, forecast, replayed);
        }

        /** The same once it is to be replayed. */
        public May withReplayed() {
            return new May(reveal, revealed, replay, null, true);
        }
    }

    /** A header; a secret one as its fingerprint. */
    public record Header(String name, String value) {}
}
