package io.quittance.core.http;

import io.quittance.core.config.ManagementConfig.Token;
import io.quittance.core.console.Assets.Asset;
import io.quittance.core.console.Console;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;

/** The pages for people. They are no part of the contract: machines use the API. */
public final class ConsoleRoutes implements ManagementApi {

    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    private final Console console;
    private final ConsoleGate gate;
    private final ConsoleSignIn signIn;
    private final List<ConsolePart> parts;

    /**
     * Pages for the holders of tokens.
     *
     * @param tokens those that hold now
     * @param senders tells who asks
     * @param audit where it is written down who signed in and out
     */
    public ConsoleRoutes(
            Console console,
            Supplier<List<Token>> tokens,
            SenderAddress senders,
            AuditLog audit,
            ConsolePart... parts) {
        KnownTokens known = new KnownTokens(tokens);
        this.console = console;
        this.gate = new ConsoleGate(known, console.sessions());
        this.signIn = new ConsoleSignIn(console, gate, known, senders, audit);
        this.parts = List.of(parts);
    }

    @Override
    public void mountFailures(Router router) {
        router.route("/console").failureHandler(new ConsoleFailures(console));
        router.route("/console/*").failureHandler(new ConsoleFailures(console));
    }

    @Override
    public void mount(Router router) {
        router.get("/console/assets/:name").handler(this::prepare).handler(this::asset);
        for (String path : List.of("/console", "/console/*")) {
            router.route(path).handler(new ConsoleHeaders()).handler(this::prepare);
        }
        router.get(ConsoleGate.SIGN_IN).handler(signIn::show);
        router.post(ConsoleGate.SIGN_IN).handler(signIn::signIn);
        router.post("/console/theme").handler(signIn::chooseTheme);
        for (String path : List.of("/console", "/console/*")) {
            router.route(path).handler(gate);
        }
        router.post("/console/sign-out").handler(signIn::signOut);
        parts.forEach(part -> part.mount(router));
        router.get("/console/*").handler(context -> {
            throw ProblemException.notFound("The console has no such page");
        });
    }

    private void prepare(RoutingContext context) {
        console.assets()
                .onSuccess(assets -> {
                    ConsoleFrames.keep(context, assets);
                    context.next();
                })
                .onFailure(context::fail);
    }

    private void asset(RoutingContext context) {
        Asset asset = ConsoleFrames.assets(context)
                .find(Objects.requireNonNull(context.pathParam("name")))
                .orElseThrow(() -> ProblemException.notFound("The console has no such file"));
        context.response()
                .putHeader(HttpHeaders.CONTENT_TYPE, asset.mediaType())
                .putHeader(HttpHeaders.CACHE_CONTROL, FOR_EVER)
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(Buffer.buffer(asset.content()));
    }
}
