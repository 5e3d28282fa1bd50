package io.quittance.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.config.AccountConfig;
import io.quittance.core.config.WhenBlocking;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountTermsTest {

    @Test
    void shouldBeThoseOfTheConfiguration() {
        AccountConfig account = new AccountConfig(
                "shop",
                "merchant",
                "testing",
                "/shop",
                true,
                new JsonObject(),
                Map.of(),
                new AccountConfig.Policy(5, Duration.ofMinutes(7), null, true),
                WhenBlocking.WORKER,
                Map.of());

        assertThat(AccountTerms.of(account, true))
                .isEqualTo(new AccountTerms(true, 5, true, true, Duration.ofMinutes(7)));
    }
}
