package io.quittance.core.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.spi.Secret;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class WebhookSignatureTest {

    /** As the reference implementations of Standard Webhooks test themselves. */
    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    static final String ID = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    static final Instant TIME = Instant.ofEpochSecond(1614265330);
    static final String BODY = "{\"test\": 2432232314}";
    static final String SIGNATURE = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

    @Test
    void shouldSignAsPublished() {
        assertThat(WebhookSignature.of(new Secret(List.of(SECRET)), ID, TIME, BODY))
                .isEqualTo(SIGNATURE);
    }

    @Test
    void shouldSignWithEverySecretDuringARotation() {
        String newer = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";

        String signatures = WebhookSignature.of(new Secret(List.of(newer, SECRET)), ID, TIME, BODY);

        assertThat(signatures.split(" ")).hasSize(2).contains(SIGNATURE);
        assertThat(signatures).startsWith(WebhookSignature.of(new Secret(List.of(newer)), ID, TIME, BODY) + " ");
    }
}
