package io.quittance.core.http;

import static java.util.Objects.requireNonNull;

import io.quittance.core.console.Assets;
import io.quittance.core.console.Frame;
import io.quittance.core.console.Section;
import io.quittance.core.console.Sessions.Session;
import io.quittance.core.console.Theme;
import io.quittance.core.console.Visitor;
import io.quittance.core.store.WireNames;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** What of a request shows around every page. */
final class ConsoleFrames {

    /** The cookie with the visitor's colours. */
    static final String THEME = "quittance-theme";

    private static final String ASSETS = Assets.class.getName();

    private ConsoleFrames() {}

    /** Makes styles and scripts known to what follows. */
    static void keep(RoutingContext context, Assets assets) {
        context.put(ASSETS, assets);
    }

    /** The styles and scripts. */
    static Assets assets(RoutingContext context) {
        return requireNonNull(context.get(ASSETS));
    }

    /** The frame of a page. */
    static Frame of(RoutingContext context, String title, @Nullable Section section) {
        Cookie theme = context.request().getCookie(THEME);
        boolean isPage = context.request().method().equals(HttpMethod.GET);
        return new Frame(
                title,
                section,
                ConsoleGate.session(context)
                        .map(session -> visitor(Caller.of(context), session))
                        .orElse(null),
                Theme.of(theme == null ? null : theme.getValue()),
                isPage ? context.request().uri() : "/console",
                assets(context));
    }

    /** Answers with a page. */
    static void send(RoutingContext context, String html) {
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .end(html);
    }

    private static Visitor visitor(Caller caller, Session session) {
        return new Visitor(caller.name(), WireNames.of(caller.role()), caller.merchant(), session.csrf());
    }
}
