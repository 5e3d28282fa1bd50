package io.quittance.core.http;

import io.quittance.core.delivery.EventFeed;
import io.quittance.core.delivery.EventFeed.AheadOfFeedException;
import io.quittance.core.delivery.FeedCursor;
import io.quittance.core.delivery.FeedPage;
import io.quittance.core.http.ProblemDocument.InvalidValue;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** The events of a merchant, for those who come and read them. */
public final class FeedApi implements ManagementApi {

    private static final int MAX_LIMIT = 1_000;
    private static final int USUAL_LIMIT = 100;
    private static final int MAX_WAIT_SECONDS = 30;

    private final EventFeed feed;

    /** Answers from this feed. */
    public FeedApi(EventFeed feed) {
        this.feed = feed;
    }

    @Override
    public void mount(Router router) {
        router.get("/v1/merchants/:merchant/events").respond(this::events);
    }

    private Future<Buffer> events(RoutingContext context) {
        String merchant = MerchantPath.toRead(context);
        QueryParameters parameters = QueryParameters.of(context, Set.of("after", "wait", "limit"));
        FeedCursor after = parameters.read(
                "after",
                "the \"next\" of an earlier answer about this merchant",
                text -> FeedCursor.parse(merchant, text));
        int wait = parameters.number("wait", 0, MAX_WAIT_SECONDS, 0);
        int limit = parameters.limit(USUAL_LIMIT, MAX_LIMIT);
        parameters.requireValid();
        EventFeed.Query query = new EventFeed.Query(after == null ? new FeedCursor(merchant, 0) : after, limit);
        Promise<Void> gone = Promise.promise();
        context.response().closeHandler(closed -> gone.tryComplete());
        return feed.read(query, Duration.ofSeconds(wait), gone.future())
                .recover(FeedApi::refused)
                .map(page -> {
                    context.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/json");
                    return document(page);
                });
    }

    private static Future<FeedPage> refused(Throwable failure) {
        return Future.failedFuture(
                failure instanceof AheadOfFeedException
                        ? ProblemException.invalid(List.of(InvalidValue.parameter(
                                "after", "after is ahead of this feed, which was restored; begin again without it")))
                        : failure);
    }

    /** The events go out as they are kept, so that what is signed and what is read are the same bytes. */
    private static Buffer document(FeedPage page) {
        return Buffer.buffer("{\"items\":[" + String.join(",", page.events()) + "],\"next\":\"" + page.next() + "\"}");
    }
}
