package io.quittance.core.http;

import static io.quittance.core.http.ManagementFixture.OPERATOR;
import static io.quittance.core.http.ManagementFixture.SHOP_DE;
import static io.quittance.core.http.ManagementFixture.VIEWER;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.config.ManagementConfig.Role;
import io.quittance.core.config.ManagementConfig.Token;
import io.quittance.core.plugin.AccountRegistry;
import io.quittance.core.plugin.TestingAccounts;
import io.quittance.core.testing.FakeProvider;
import io.quittance.spi.Secret;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class PushUrlApiTest {

    private ManagementFixture api;

    @BeforeEach
    void start(Vertx vertx) throws Exception {
        AccountRegistry accounts = TestingAccounts.start(
                vertx,
                Clock.systemUTC(),
                Map.of("debit", new FakeProvider().signingUrls("abc"), "cards", new FakeProvider()));
        List<Token> tokens = new ArrayList<>(ManagementFixture.TOKENS);
        tokens.add(new Token("own", Role.MERCHANT, "merchant", new Secret(List.of("own-token"))));
        api = ManagementFixture.start(
                vertx,
                ManagementRouter.create(
                        vertx,
                        ManagementFixture.authentication(() -> tokens),
                        List.of(new PushUrlApi(accounts::findById, () -> URI.create("https://pay.example/in")))));
    }

    @Test
    void shouldTellTheAddressThatTheProviderMakes() throws Exception {
        ManagementFixture.Answer answer = api.get("/v1/accounts/debit/push-url?order=a%20b%26c", VIEWER);

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().getMap())
                .containsExactly(Map.entry("url", "https://pay.example/in/debit?order=a+b%26c&sig=abc"));
    }

    @Test
    void shouldSayWhenTheProviderTakesNone() throws Exception {
        ManagementFixture.Answer answer = api.get("/v1/accounts/cards/push-url?order=1");

        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.json().getString("detail")).contains("testing", "https://pay.example/in/cards");
    }

    @Test
    void shouldNeedOneOrder() throws Exception {
        assertThat(api.get("/v1/accounts/debit/push-url").status()).isEqualTo(400);
        assertThat(api.get("/v1/accounts/debit/push-url?order=").status()).isEqualTo(400);
        assertThat(api.get("/v1/accounts/debit/push-url?order=1&order=2").status())
                .isEqualTo(400);
        assertThat(api.get("/v1/accounts/debit/push-url?order=1&x=2").status()).isEqualTo(400);
    }

    @Test
    void shouldHideTheAccountsOfOthers() throws Exception {
        assertThat(api.get("/v1/accounts/debit/push-url?order=1", "own-token").status())
                .isEqualTo(200);
        String others =
                api.get("/v1/accounts/debit/push-url?order=1", SHOP_DE).json().getString("detail");
        String unknown =
                api.get("/v1/accounts/nobody/push-url?order=1", OPERATOR).json().getString("detail");
        assertThat(others).isEqualTo(unknown).isNotNull();
    }
}
