package io.quittance.core.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.core.console.Frame;
import io.quittance.core.console.ListPage;
import io.quittance.core.console.NotificationPage;
import io.quittance.core.console.NotificationPage.Header;
import io.quittance.core.console.Pages;
import io.quittance.core.console.Section;
import io.quittance.core.store.NotificationRow;
import io.quittance.core.store.NotificationState;
import io.quittance.core.store.WireNames;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What arrived, as the API tells it. */
public final class ConsoleNotifications implements ConsolePart {

    private final NotificationsApi notifications;
    private final Supplier<List<AccountView>> accounts;

    /**
     * Shows what the API tells.
     *
     * @param accounts those that are configured now
     */
    public ConsoleNotifications(NotificationsApi notifications, Supplier<List<AccountView>> accounts) {
        this.notifications = notifications;
        this.accounts = accounts;
    }

    @Override
    public void mount(Router router) {
        router.get("/console/notifications").handler(this::list);
        router.get("/console/notifications/:id").handler(this::show);
    }

    private void list(RoutingContext context) {
        Caller caller = Caller.of(context);
        ConsoleQuery query = ConsoleQuery.of(context);
        Frame frame = ConsoleFrames.of(context, "Notifications", Section.NOTIFICATIONS);
        notifications
                .page(query.parameters(), caller)
                .map(page -> new ListPage<>(page.items(), query.asked(), choices(caller), query.at(page.next())))
                .onSuccess(page -> ConsoleFrames.send(context, Pages.notifications(frame, page)))
                .onFailure(context::fail);
    }

    private void show(RoutingContext context) {
        notifications
                .document(UuidPath.of(context, "a notification"), Caller.of(context))
                .onSuccess(document -> {
                    NotificationRow row = document.summary();
                    String title = "Notification " + (row.subject() == null ? row.id() : row.subject());
                    Frame frame = ConsoleFrames.of(context, title, Section.NOTIFICATIONS);
                    ConsoleFrames.send(context, Pages.of(frame, page(document)));
                })
                .onFailure(context::fail);
    }

    private Map<String, List<String>> choices(Caller caller) {
        return Map.of(
                "account",
                accounts.get().stream()
                        .filter(account -> caller.mayRead(account.merchant()))
                        .map(AccountView::id)
                        .toList(),
                "state",
                Stream.of(NotificationState.values()).map(WireNames::of).toList());
    }

    private static NotificationPage page(NotificationDocument document) {
        JsonNode body = document.body();
        String query = document.query();
        return new NotificationPage(
                document.summary(),
                document.items(),
                document.method() + " " + document.path() + (query == null || query.isEmpty() ? "" : "?" + query),
                headers(document.headers()),
                document.remoteAddress(),
                document.verification(),
                document.bodyLength(),
                document.bodySha256(),
                body == null ? null : body.toPrettyString());
    }

    private static List<Header> headers(@Nullable JsonNode headers) {
        return headers == null
                ? List.of()
                : StreamSupport.stream(headers.spliterator(), false)
                        .map(header -> new Header(
                                header.path(0).asText(), header.path(1).asText()))
                        .toList();
    }
}
