package io.quittance.core.http;

import io.quittance.core.console.Console;
import io.quittance.core.console.Pages;
import io.quittance.core.console.SignIn;
import io.quittance.core.console.SignInLimit;
import io.quittance.core.console.Theme;
import io.quittance.core.store.Act;
import io.quittance.core.store.AuditAction;
import io.quittance.core.store.AuditTarget;
import io.quittance.core.telemetry.SignInOutcome;
import io.vertx.core.Future;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets people in and out, and lets them choose their colours. */
final class ConsoleSignIn {

    private static final Logger LOGGER = LoggerFactory.getLogger(ConsoleSignIn.class);

    private static final String HOME = "/console";
    private static final Pattern PAGE = Pattern.compile("/console(?:[/?][\\x21-\\x7E&&[^\\\\]]*)?");
    private static final Duration YEAR = Duration.ofDays(365);

    private final Console console;
    private final ConsoleGate gate;
    private final KnownTokens tokens;
    private final SenderAddress senders;
    private final AuditLog audit;

    ConsoleSignIn(Console console, ConsoleGate gate, KnownTokens tokens, SenderAddress senders, AuditLog audit) {
        this.console = console;
        this.gate = gate;
        this.tokens = tokens;
        this.senders = senders;
        this.audit = audit;
    }

    void show(RoutingContext context) {
        if (gate.enter(context, true)) {
            goOn(context, context.request().getParam("to"));
        } else {
            answer(context, 200, context.request().getParam("to"), null);
        }
    }

    void signIn(RoutingContext context) {
        SameOrigin.require(context.request());
        String address = senders.of(context.request());
        String token = Objects.requireNonNullElse(context.request().getFormAttribute("token"), "")
                .strip();
        String to = context.request().getFormAttribute("to");
        if (!console.limit().allows(address)) {
            console.metrics().consoleSignIn(SignInOutcome.LIMITED);
            context.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(SignInLimit.WINDOW.toSeconds()));
            answer(context, 429, to, "Too many tokens were refused. Try again in a minute.");
            return;
        }
        byte[] digest = KnownTokens.digest(token);
        Optional<Caller> caller = tokens.holder(digest);
        if (caller.isEmpty()) {
            refuse(context, address, to);
            return;
        }
        letIn(context, caller.get(), digest)
                .onSuccess(open -> goOn(context, to))
                .onFailure(context::fail);
    }

    private Future<Void> letIn(RoutingContext context, Caller caller, byte[] digest) {
        String address = senders.of(context.request());
        return audit.perform(caller, act(AuditAction.SIGN_IN, caller, address), () -> {
            gate.open(context, digest);
            console.metrics().consoleSignIn(SignInOutcome.GRANTED);
            LOGGER.atInfo()
                    .addKeyValue("token", caller.name())
                    .addKeyValue("address", address)
                    .log("Somebody signed in to the console");
            return Future.succeededFuture();
        });
    }

    /** Whoever wants to leave is let go, also when nobody can write it down. */
    void signOut(RoutingContext context) {
        Caller caller = Caller.of(context);
        gate.close(context);
        String address = senders.of(context.request());
        audit.perform(caller, act(AuditAction.SIGN_OUT, caller, address), () -> Future.<Void>succeededFuture())
                .onComplete(done -> redirect(context, ConsoleGate.SIGN_IN));
    }

    private static Act act(AuditAction action, Caller caller, String address) {
        return new Act(
                action, caller.merchant(), new AuditTarget("console", null), new JsonObject().put("address", address));
    }

    void chooseTheme(RoutingContext context) {
        SameOrigin.require(context.request());
        Theme theme = Theme.of(context.request().getFormAttribute("theme"));
        context.response()
                .addCookie(ConsoleGate.cookie(context.request(), ConsoleFrames.THEME, theme.wireName())
                        .setMaxAge(YEAR.toSeconds()));
        goOn(context, context.request().getFormAttribute("to"));
    }

    private void refuse(RoutingContext context, String address, @Nullable String to) {
        console.limit().refused(address);
        console.metrics().consoleSignIn(SignInOutcome.REFUSED);
        LOGGER.atWarn().addKeyValue("address", address).log("A sign-in to the console was refused");
        answer(context, 403, to, "This token is not known.");
    }

    private static void answer(RoutingContext context, int status, @Nullable String to, @Nullable String refusal) {
        context.response().setStatusCode(status);
        ConsoleFrames.send(
                context, Pages.of(ConsoleFrames.of(context, "Sign in", null), new SignIn(page(to), refusal)));
    }

    private static void goOn(RoutingContext context, @Nullable String to) {
        redirect(context, page(to));
    }

    private static void redirect(RoutingContext context, String to) {
        context.response()
                .setStatusCode(303)
                .putHeader(HttpHeaders.LOCATION, to)
                .end();
    }

    /** Only pages of the console are gone on to: a link to the sign-in must not lead anywhere else. */
    private static String page(@Nullable String asked) {
        return asked != null && PAGE.matcher(asked).matches() && !asked.startsWith(ConsoleGate.SIGN_IN) ? asked : HOME;
    }
}
