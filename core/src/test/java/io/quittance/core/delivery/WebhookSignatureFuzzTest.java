package io.quittance.core.delivery;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.quittance.spi.Secret;
import java.util.List;

/** A signature holds for the bytes that were signed, and for no others. */
class WebhookSignatureFuzzTest {

    private static final Secret SECRET = new Secret(List.of(WebhookSignatureTest.SECRET));

    @FuzzTest
    void shouldSignNoOtherBodyAlike(byte[] bytes) {
        String body = new String(bytes, UTF_8);
        String signature = signature(body);

        assertThat(signature).isEqualTo(signature(body)).matches("v1,[A-Za-z0-9+/]{43}=");
        assertThat(signature(body + " ")).isNotEqualTo(signature);
        if (!body.equals(WebhookSignatureTest.BODY)) {
            assertThat(signature).isNotEqualTo(WebhookSignatureTest.SIGNATURE);
        }
    }

    private static String signature(String body) {
        return WebhookSignature.of(SECRET, WebhookSignatureTest.ID, WebhookSignatureTest.TIME, body);
    }
}
