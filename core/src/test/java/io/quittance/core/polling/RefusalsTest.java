package io.quittance.core.polling;

import static io.quittance.core.replay.ReplayFixture.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.replay.ReplayFixture;
import io.quittance.core.testing.FakeProvider;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.ProviderException;
import io.quittance.spi.Verification;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A provider that is suddenly refused is noticed, by a whole gateway that is posted to. */
@PostgresTest
@ExtendWith(VertxExtension.class)
final class RefusalsTest {

    private static final String CASES = "/v1/cases?kind=silent_provider&state=";

    private ReplayFixture gateway;

    @BeforeEach
    void setUp(TestDatabase store, Vertx vertx) {
        gateway = new ReplayFixture(vertx, store);
    }

    @AfterEach
    void tearDown() throws Exception {
        gateway.close();
    }

    @Test
    void shouldNoticeThatAKeyWasRotated() throws Exception {
        AtomicBoolean rotated = new AtomicBoolean();
        FakeProvider shop = provider().authenticating(inbound -> {
            if (rotated.get()) {
                throw ProviderException.unauthenticated("a signature by another key");
            }
            return Verification.verified("test");
        });
        gateway.start(Map.of("shop", shop));
        post("{}", 10, 204);
        rotated.set(true);
        post("{}", 20, 401);

        eventually(() -> proposal("open").endsWith("it was 20 of 30 requests within 10 minutes"));

        rotated.set(false);
        post("{}", 171, 204);
        eventually(() -> !proposal("closed").isEmpty());
    }

    @Test
    void shouldNoticeThatTheFormatChanged() throws Exception {
        gateway.start(Map.of("shop", provider()));

        post("<notification/>", 5, 400);

        eventually(() -> proposal("open").endsWith("it was 5 of 5 requests within 24 hours"));
    }

    private void post(String body, int times, int status) throws Exception {
        for (int i = 0; i < times; i++) {
            assertThat(gateway.post("shop", body)).isEqualTo(status);
        }
    }

    private String proposal(String state) throws Exception {
        return gateway.get(CASES + state).getJsonArray("items").stream()
                .map(row -> ((JsonObject) row).getString("proposal"))
                .findFirst()
                .orElse("");
    }

    private static FakeProvider provider() {
        return new FakeProvider().parsing(inbound -> {
            inbound.json();
            String id = UUID.randomUUID().toString();
            return List.of(NotificationItem.payment(id, id, "payment"));
        });
    }
}
