package io.quittance.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.spi.ProviderHttp.Request;
import io.quittance.spi.ProviderHttp.Response;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SharedAnswersTest {

    private static final URI PAYMENT = URI.create("https://api.example/payments/1");
    private static final Request READ = Request.get(PAYMENT, Map.of("Authorization", "one"));

    private final SharedAnswers answers = new SharedAnswers();

    @Test
    void shouldAskOnceForBoth() {
        assertThat(answer("shop", READ, "old")).isEqualTo("old");

        assertThat(answer("shop", Request.get(PAYMENT, Map.of("Authorization", "two")), "new"))
                .isEqualTo("old");
    }

    @Test
    void shouldShareNothingBetweenAccounts() {
        answer("shop", READ, "old");

        assertThat(answer("other", READ, "new")).isEqualTo("new");
    }

    @Test
    void shouldShareOnlyWhatIsRead() {
        Request token = new Request("POST", PAYMENT, Map.of(), Buffer.buffer("{}"));
        answer("shop", token, "old");

        assertThat(answer("shop", token, "new")).isEqualTo("new");
    }

    @Test
    void shouldForget() {
        answer("shop", READ, "old");

        answers.forget();

        assertThat(answer("shop", READ, "new")).isEqualTo("new");
    }

    private String answer(String account, Request request, String told) {
        return answers.of(account)
                .to(request, () -> Future.succeededFuture(new Response(200, Map.of(), Buffer.buffer(told))))
                .result()
                .body()
                .toString();
    }
}
