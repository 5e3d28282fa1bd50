package io.quittance.core.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.core.config.ManagementConfig.Role;
import io.quittance.core.console.Frame;
import io.quittance.core.console.NotificationPage;
import io.quittance.core.console.NotificationPage.Header;
import io.quittance.core.console.NotificationPage.May;
import io.quittance.core.console.Pages;
import io.quittance.core.console.Section;
import io.quittance.core.store.NotificationRow;
import io.quittance.core.store.NotificationState;
import io.quittance.core.store.WireNames;
import io.vertx.core.Future;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/** What arrived, as the API tells it; revealed and replayed as it does. */
public final class ConsoleNotifications implements ConsolePart {

    private final NotificationsApi notifications;
    private final ReplaysApi replays;
    private final Supplier<List<AccountView>> accounts;

    /**
     * Shows what the API tells, and does what it does.
     *
     * @param accounts those that are configured now
     */
    public ConsoleNotifications(
            NotificationsApi notifications, ReplaysApi replays, Supplier<List<AccountView>> accounts) {
        this.notifications = notifications;
        this.replays = replays;
        this.accounts = accounts;
    }

    @Override
    public void mount(Router router) {
        router.get("/console/notifications").handler(this::list);
        router.get("/console/notifications/:id").handler(this::show);
        router.post("/console/notifications/:id/reveal").handler(this::reveal);
        router.post("/console/notifications/:id/replay").handler(this::replay);
    }

    private void list(RoutingContext context) {
        ConsoleLists.show(
                context, Section.NOTIFICATIONS, notifications::page, choices(Caller.of(context)), Pages::notifications);
    }

    private void show(RoutingContext context) {
        page(context).onSuccess(page -> send(context, page)).onFailure(context::fail);
    }

    private void reveal(RoutingContext context) {
        notifications
                .reveal(id(context), Caller.of(context))
                .compose(revealed -> page(context).map(page -> revealed(page, revealed)))
                .onSuccess(page -> send(context, page))
                .onFailure(context::fail);
    }

    private void replay(RoutingContext context) {
        Caller caller = Caller.of(context);
        Future<UnaryOperator<May>> done = ConsoleReplays.isRehearsal(context)
                ? replays.rehearse(id(context), caller).map(rehearsed -> may -> may.with(rehearsed))
                : replays.replay(id(context), caller).map(accepted -> May::withReplayed);
        done.compose(change -> page(context).map(page -> page.with(change.apply(page.may()))))
                .onSuccess(page -> send(context, page))
                .onFailure(context::fail);
    }

    private Future<NotificationPage> page(RoutingContext context) {
        Caller caller = Caller.of(context);
        return notifications.document(id(context), caller).map(document -> page(document, caller));
    }

    private static void send(RoutingContext context, NotificationPage page) {
        NotificationRow row = page.row();
        String title = "Notification " + (row.subject() == null ? row.id() : row.subject());
        Frame frame = ConsoleFrames.of(context, title, Section.NOTIFICATIONS);
        ConsoleFrames.send(context, Pages.of(frame, page));
    }

    private static NotificationPage revealed(NotificationPage page, RevealedNotification revealed) {
        String path = page.request().replaceAll("\\?.*", "");
        return new NotificationPage(
                page.row(),
                page.items(),
                request(path, revealed.query()),
                page.headers(),
                page.remoteAddress(),
                page.verification(),
                page.bodyLength(),
                page.bodySha256(),
                revealed.printed(),
                page.erasedAt(),
                page.may().withRevealed());
    }

    private static String request(String path, @Nullable String query) {
        return query == null || query.isEmpty() ? path : path + "?" + query;
    }

    private static UUID id(RoutingContext context) {
        return UuidPath.of(context, "a notification");
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

    private static NotificationPage page(NotificationDocument document, Caller caller) {
        JsonNode body = document.body();
        boolean erased = document.erasedAt() != null;
        return new NotificationPage(
                document.summary(),
                document.items(),
                request(document.method() + " " + document.path(), document.query()),
                headers(document.headers()),
                document.remoteAddress(),
                document.verification(),
                document.bodyLength(),
                document.bodySha256(),
                body == null || erased ? null : body.toPrettyString(),
                document.erasedAt(),
                new May(
                        caller.role() == Role.OPERATOR && !erased,
                        false,
                        caller.mayWrite(document.summary().merchant()) && !erased,
                        null,
                        false));
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
