package io.quittance.bench;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.net.URI;
import org.junit.jupiter.api.Test;

class NotificationRequestTest {

    private final NotificationRequest requests = new NotificationRequest(URI.create("http://127.0.0.1:8080"));

    @Test
    void shouldTellOfAnotherPaymentOfAnotherOrderEachTime() {
        assertThat(payment(0).getLong("ID")).isEqualTo(NotificationRequest.reference(0));
        assertThat(payment(7).getLong("ID")).isEqualTo(NotificationRequest.reference(7));
        assertThat(payment(7).getString("MerchantTransactionID"))
                .isEqualTo(Long.toString(NotificationRequest.reference(7)));
    }

    @Test
    void shouldSayHowLongItsBodyIs() {
        String request = requests.of(7).toString();
        String body = request.substring(request.indexOf("\r\n\r\n") + 4);

        assertThat(request).contains("\r\nContent-Length: " + body.length() + "\r\n");
    }

    private JsonObject payment(long number) {
        String request = requests.of(number).toString();
        return new JsonObject(request.substring(request.indexOf("\r\n\r\n"))).getJsonObject("Payment");
    }
}
