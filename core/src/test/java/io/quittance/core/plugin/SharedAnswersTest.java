package io.quittance.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.spi.ProviderHttp;
import io.quittance.spi.ProviderHttp.Request;
import io.quittance.spi.ProviderHttp.Response;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
final class SharedAnswersTest {

    private static final URI PAYMENT = URI.create("https://api.example/payments/1");

    private final List<String> asked = new ArrayList<>();
    private SharedAnswers answers;

    @BeforeEach
    void setUp(Vertx vertx) {
        answers = new SharedAnswers(vertx);
    }

    @Test
    void shouldAskOnceForBoth() throws Exception {
        assertThat(answer(answers.of("shop", http("old")), Request.get(PAYMENT, Map.of("Authorization", "one"))))
                .isEqualTo("old");
        assertThat(answer(answers.of("shop", http("new")), Request.get(PAYMENT, Map.of("Authorization", "two"))))
                .isEqualTo("old");

        assertThat(asked).containsExactly("old GET /payments/1");
    }

    @Test
    void shouldShareNothingBetweenAccounts() throws Exception {
        answer(answers.of("shop", http("old")), Request.get(PAYMENT, Map.of()));

        assertThat(answer(answers.of("other", http("new")), Request.get(PAYMENT, Map.of())))
                .isEqualTo("new");
    }

    @Test
    void shouldShareOnlyWhatIsRead() throws Exception {
        Request token = new Request("POST", PAYMENT, Map.of(), Buffer.buffer("{}"));
        answer(answers.of("shop", http("old")), token);

        assertThat(answer(answers.of("shop", http("new")), token)).isEqualTo("new");
    }

    @Test
    void shouldForget() throws Exception {
        ProviderHttp shop = answers.of("shop", http("old"));
        answer(shop, Request.get(PAYMENT, Map.of()));

        answers.forget();
        answer(shop, Request.get(PAYMENT, Map.of()));

        assertThat(asked).hasSize(2);
    }

    @Test
    void shouldCompleteOnTheContextOfWhoeverAsks(Vertx vertx) throws Exception {
        answer(answers.of("shop", http("old")), Request.get(PAYMENT, Map.of()));
        Promise<Context> completedOn = Promise.promise();
        Context caller = vertx.getOrCreateContext();

        caller.runOnContext(now -> answers.of("shop", http("new"))
                .send(Request.get(PAYMENT, Map.of()))
                .onComplete(done -> completedOn.complete(Vertx.currentContext())));

        assertThat(completedOn.future().await(20, TimeUnit.SECONDS)).isSameAs(caller);
    }

    private ProviderHttp http(String name) {
        return request -> {
            asked.add(name + " " + request.method() + " " + request.uri().getPath());
            return Future.succeededFuture(new Response(200, Map.of(), Buffer.buffer(name)));
        };
    }

    private static String answer(ProviderHttp http, Request request) throws Exception {
        return http.send(request).await(20, TimeUnit.SECONDS).body().toString();
    }
}
