package io.quittance.core.http;

import static io.quittance.core.http.ManagementFixture.OPERATOR;
import static io.quittance.core.http.ManagementFixture.SHOP_DE;
import static io.quittance.core.http.ManagementFixture.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.console.Sessions;
import io.quittance.core.plugin.SettableClock;
import io.quittance.core.telemetry.GatewayMetrics;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@PostgresTest
@ExtendWith(VertxExtension.class)
class ConsoleRoutesTest {

    private final SettableClock clock = new SettableClock();
    private ConsoleFixture console;

    @BeforeEach
    void start(Vertx vertx, TestDatabase store) throws Exception {
        console = new ConsoleFixture(vertx, store.database(vertx).general(), clock);
    }

    @Test
    void shouldSendStrangersToTheSignInAndOnAfterwards() throws Exception {
        HttpResponse<String> stranger = console.get("/console?a=b");
        assertThat(stranger.statusCode()).isEqualTo(303);
        assertThat(location(stranger)).isEqualTo("/console/sign-in?to=%2Fconsole%3Fa%3Db");
        assertThat(console.get(location(stranger)).body()).contains("name=\"to\" value=\"/console?a=b\"");

        HttpResponse<String> granted =
                console.post("/console/sign-in", Map.of("token", OPERATOR, "to", "/console?a=b"));
        assertThat(granted.statusCode()).isEqualTo(303);
        assertThat(location(granted)).isEqualTo("/console?a=b");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://evil.example/", "//evil.example", "/v1/cases", "/consolevil", "/console/\\evil", ""})
    void shouldGoOnOnlyToItsOwnPages(String to) throws Exception {
        assertThat(location(console.post("/console/sign-in", Map.of("token", OPERATOR, "to", to))))
                .isEqualTo("/console");
    }

    @Test
    void shouldKeepTheSessionInACookieThatNobodyElseGets() throws Exception {
        String cookie =
                console.signIn(OPERATOR).headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(console.get("/console").statusCode()).isEqualTo(200);
        assertThat(cookie)
                .contains("Path=/console", "HTTPOnly", "SameSite=Strict")
                .doesNotContain("Secure");
        assertThat(console.send(console.form("/console/sign-in", Map.of("token", OPERATOR))
                                .header("Sec-Fetch-Site", "same-origin")
                                .header("X-Forwarded-Proto", "https"))
                        .headers()
                        .firstValue("Set-Cookie")
                        .orElseThrow())
                .contains("Secure");
    }

    @Test
    void shouldTellBrowsersWhatPagesMayDo() throws Exception {
        console.signIn(OPERATOR);
        for (String path : List.of("/console", "/console/sign-in", "/console/nothing")) {
            HttpResponse<String> page = console.get(path);
            assertThat(page.headers().firstValue("Content-Security-Policy"))
                    .as(path)
                    .hasValueSatisfying(policy -> assertThat(policy)
                            .contains("default-src 'none'", "frame-ancestors 'none'")
                            .doesNotContain("unsafe"));
            assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-store");
            assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        }
        assertThat(console.get("/console").body())
                .doesNotContain("style=\"", "onclick", "<style", "http://", "https://");
    }

    @Test
    void shouldEndASessionWhenItsTokenIsTakenOut() throws Exception {
        console.signIn(VIEWER);
        assertThat(console.get("/console").statusCode()).isEqualTo(200);

        console.tokens.removeIf(token -> token.name().equals("eyes"));

        assertThat(console.get("/console").statusCode()).isEqualTo(303);
    }

    @Test
    void shouldEndASessionThatNobodyUses() throws Exception {
        console.signIn(VIEWER);
        clock.advance(Sessions.IDLE.minusSeconds(1));
        assertThat(console.get("/console/live").statusCode())
                .as("a page that refreshes itself")
                .isEqualTo(200);
        clock.advance(Duration.ofSeconds(1));
        assertThat(console.get("/console").statusCode()).isEqualTo(303);
    }

    @Test
    void shouldSendAPageThatRefreshesItselfToTheSignIn() throws Exception {
        HttpResponse<String> refused =
                console.send(console.request("/console/live").header("HX-Request", "true"));
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().firstValue("HX-Redirect")).hasValue("/console/sign-in");
    }

    @Test
    void shouldSignOut() throws Exception {
        console.signIn(OPERATOR);
        assertThat(console.post("/console/sign-out", Map.of("csrf", console.csrf()))
                        .statusCode())
                .isEqualTo(303);
        assertThat(console.get("/console").statusCode()).isEqualTo(303);
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site,cross-site",
        "Sec-Fetch-Site,same-site",
        "Origin,http://evil.example",
        "Origin,null",
        "X-None,none"
    })
    void shouldTakeFormsFromItsOwnPagesAlone(String header, String value) throws Exception {
        console.signIn(OPERATOR);
        Map<String, String> form = Map.of("csrf", console.csrf(), "token", OPERATOR);
        for (String path : List.of("/console/sign-out", "/console/sign-in", "/console/theme")) {
            assertThat(console.send(console.form(path, form).header(header, value))
                            .statusCode())
                    .as(path)
                    .isEqualTo(403);
        }
        assertThat(console.get("/console").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldTakeAFormWithTheOriginOfThisConsole() throws Exception {
        console.signIn(OPERATOR);
        assertThat(console.send(console.form("/console/sign-out", Map.of("csrf", console.csrf()))
                                .header("Origin", "http://127.0.0.1:" + console.port()))
                        .statusCode())
                .isEqualTo(303);
    }

    @Test
    void shouldTakeFormsOfThisSessionAlone() throws Exception {
        console.signIn(OPERATOR);
        String earlier = console.csrf();
        console.signIn(OPERATOR);
        for (String csrf : List.of(earlier, "", "x")) {
            assertThat(console.post("/console/sign-out", Map.of("csrf", csrf)).statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void shouldLimitGuessing() throws Exception {
        for (int guess = 0; guess < 10; guess++) {
            HttpResponse<String> refused = console.signIn("guess-" + guess);
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("This token is not known.").doesNotContain("guess-");
        }
        assertThat(console.signIn(OPERATOR).statusCode()).isEqualTo(429);
        clock.advance(Duration.ofMinutes(1));
        assertThat(console.signIn(OPERATOR).statusCode()).isEqualTo(303);
    }

    @Test
    void shouldServeFilesThatMayBeKeptForEver() throws Exception {
        String page = console.get("/console/sign-in").body();
        Matcher asset =
                Pattern.compile("/console/assets/console-[0-9a-f]{16}\\.css").matcher(page);
        assertThat(asset.find()).isTrue();

        HttpResponse<String> css = console.get(asset.group());

        assertThat(css.statusCode()).isEqualTo(200);
        assertThat(css.headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("immutable"));
        assertThat(console.get("/console/assets/console.css").statusCode()).isEqualTo(404);
    }

    @Test
    void shouldShowAMerchantItsOwnAffairsAlone() throws Exception {
        console.console.pulse().feel(new GatewayMetrics().intake());
        console.signIn(SHOP_DE);
        String page = console.get("/console").body();
        assertThat(page)
                .contains("de-cards", "de-debit", "merchant", "of shop-de")
                .doesNotContain("fr-cards", "shop-fr", "data-chart");

        console.signIn(VIEWER);
        assertThat(console.get("/console").body())
                .contains("de-cards", "fr-cards", "its plugin blocked an event loop", "data-chart");
    }

    @Test
    void shouldSayAsAPageWhatIsNotThere() throws Exception {
        console.signIn(OPERATOR);
        HttpResponse<String> missing = console.get("/console/nothing");
        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.headers().firstValue("Content-Type")).hasValue("text/html; charset=utf-8");
        assertThat(missing.body()).contains("The console has no such page");
    }

    @Test
    void shouldKeepTheColoursThatAreChosen() throws Exception {
        HttpResponse<String> chosen = console.post("/console/theme", Map.of("theme", "dark", "to", "/console/sign-in"));
        String cookie = chosen.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).startsWith("quittance-theme=dark").contains("Path=/console");
        assertThat(console.send(console.request("/console/sign-in").header("Cookie", "quittance-theme=dark"))
                        .body())
                .contains("data-theme=\"dark\"");
    }

    private static String location(HttpResponse<String> response) {
        return response.headers().firstValue("Location").orElse("");
    }
}
