package io.quittance.core.http;

import io.netty.handler.codec.http.QueryStringEncoder;
import io.quittance.core.console.Sessions;
import io.quittance.core.console.Sessions.Session;
import io.vertx.core.Handler;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;

/**
 * Lets a request pass if it belongs to a session whose token still holds, and sends everybody else to the sign-in. What
 * changes something must also come from a form that was made for this session.
 */
final class ConsoleGate implements Handler<RoutingContext> {

    static final String SIGN_IN = "/console/sign-in";

    /** A part of a page that keeps itself up to date: nobody's doing. */
    static final String LIVE = "/console/live";

    private static final String COOKIE = "quittance-console";
    private static final String SESSION = Session.class.getName();

    private final KnownTokens tokens;
    private final Sessions sessions;

    ConsoleGate(KnownTokens tokens, Sessions sessions) {
        this.tokens = tokens;
        this.sessions = sessions;
    }

    @Override
    public void handle(RoutingContext context) {
        if (!enter(context, !context.normalizedPath().equals(LIVE))) {
            sendToSignIn(context);
            return;
        }
        if (!context.request().method().equals(HttpMethod.GET)) {
            requireForm(context);
        }
        context.next();
    }

    /** Makes the holder of a session the sender of its request; false if there is none. */
    boolean enter(RoutingContext context, boolean byVisitor) {
        Cookie cookie = context.request().getCookie(COOKIE);
        if (cookie == null) {
            return false;
        }
        Optional<Session> session = sessions.find(cookie.getValue(), byVisitor);
        Optional<Caller> caller = session.flatMap(open -> tokens.holder(open.tokenDigest()));
        if (caller.isEmpty()) {
            sessions.close(cookie.getValue());
            return false;
        }
        caller.get().attachTo(context);
        context.put(SESSION, session.get());
        return true;
    }

    /** The session of a request; empty if nobody is signed in. */
    static Optional<Session> session(RoutingContext context) {
        return Optional.ofNullable(context.get(SESSION));
    }

    /** Opens a session. */
    void open(RoutingContext context, byte[] tokenDigest) {
        end(context);
        context.response()
                .addCookie(
                        cookie(context.request(), sessions.open(tokenDigest)).setMaxAge(Sessions.LONGEST.toSeconds()));
    }

    /** Ends the session of a request. */
    void close(RoutingContext context) {
        end(context);
        context.response().addCookie(cookie(context.request(), "").setMaxAge(0));
    }

    private void end(RoutingContext context) {
        Cookie cookie = context.request().getCookie(COOKIE);
        if (cookie != null) {
            sessions.close(cookie.getValue());
        }
    }

    /** A cookie of the console. */
    static Cookie cookie(HttpServerRequest request, String name, String value) {
        return Cookie.cookie(name, value)
                .setPath("/console")
                .setHttpOnly(true)
                .setSecure(isEncrypted(request))
                .setSameSite(CookieSameSite.STRICT);
    }

    private static Cookie cookie(HttpServerRequest request, String id) {
        return cookie(request, COOKIE, id);
    }

    // Whoever writes the header into a plain request only keeps the cookie from himself.
    private static boolean isEncrypted(HttpServerRequest request) {
        return request.isSSL() || "https".equalsIgnoreCase(request.getHeader("X-Forwarded-Proto"));
    }

    private static void requireForm(RoutingContext context) {
        SameOrigin.require(context.request());
        String sent = Objects.requireNonNullElse(context.request().getFormAttribute("csrf"), "");
        if (session(context).filter(session -> session.isOfForm(sent)).isEmpty()) {
            throw ProblemException.forbidden("This form is not of your present session; open the page again");
        }
    }

    private static void sendToSignIn(RoutingContext context) {
        String path = context.normalizedPath();
        QueryStringEncoder signIn = new QueryStringEncoder(SIGN_IN);
        if (context.request().method().equals(HttpMethod.GET) && !path.equals(LIVE)) {
            signIn.addParam("to", context.request().uri());
        }
        if (context.request().getHeader("HX-Request") == null) {
            context.response()
                    .setStatusCode(303)
                    .putHeader(HttpHeaders.LOCATION, signIn.toString())
                    .end();
        } else {
            context.response()
                    .setStatusCode(401)
                    .putHeader("HX-Redirect", signIn.toString())
                    .end();
        }
    }
}
