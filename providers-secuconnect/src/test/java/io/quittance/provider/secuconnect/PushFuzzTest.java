package io.quittance.provider.secuconnect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.quittance.spi.ErrorCategory;
import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.ProviderException;
import io.quittance.spi.Verification;
import io.quittance.spi.testing.TestingNotification;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a stranger pushes, and what the API answers. */
class PushFuzzTest {

    private static final String KEY = "a key of the push URLs";
    private static final Set<ErrorCategory> UNREADABLE = EnumSet.of(ErrorCategory.MALFORMED, ErrorCategory.PERMANENT);
    private static final PaymentProvider PROVIDER = provider();

    private static PaymentProvider provider() {
        StandInApi api = new StandInApi();
        api.context.secret("/pushKey", KEY);
        return api.provider(new JsonObject().put("pushKey", "[secret]").put("pushSignature", "require"));
    }

    @FuzzTest
    void shouldReadAPushTwiceAlikeOrRefuseIt(byte[] body) {
        TestingNotification push = TestingNotification.of("").withBody(Buffer.buffer(body));

        Optional<List<NotificationItem>> items = items(push);

        assertThat(items(push)).isEqualTo(items);
        for (IntakeOutcome outcome : IntakeOutcome.values()) {
            assertThat(PROVIDER.acknowledge(push, outcome).status()).isBetween(200, 599);
        }
    }

    @FuzzTest
    void shouldVerifyNoSignatureButItsOwn(byte[] bytes) {
        String[] given = new String(bytes, UTF_8).split("\n", 2);
        String order = given[0];
        String signature = given.length == 1 ? "" : given[1];

        URI url = PROVIDER.notificationUrl(URI.create("https://pay.example/s"), order)
                .orElseThrow();
        String right = url.getQuery().substring(url.getQuery().lastIndexOf("sig=") + "sig=".length());

        assertThat(isVerified(order, right)).isTrue();
        assertThat(isVerified(order + ".", right)).isFalse();
        assertThat(isVerified(order, signature)).isEqualTo(signature.equals(right));
    }

    @FuzzTest
    void shouldReadAddressesAsTheJdkDoes(byte[] bytes) throws UnknownHostException {
        String text = new String(bytes, UTF_8);
        Optional<IpAddress> address = IpAddress.parse(text);
        Optional<IpNetwork> network = IpNetwork.parse(text);

        if (address.isPresent() && text.indexOf('%') < 0) {
            // Of what is an address the JDK asks no name service.
            InetAddress known = InetAddress.getByName(text);
            assertThat(address.get().bits()).isEqualTo(known.getAddress().length * Byte.SIZE);
            assertThat(IpAddress.parse(known.getHostAddress())
                            .orElseThrow()
                            .sharesPrefix(address.get(), address.get().bits()))
                    .isTrue();
        }
        network.ifPresent(known -> assertThat(known.contains(known.base())).isTrue());
    }

    @FuzzTest
    void shouldReadAnAnswerOfTheApiOrRefuseIt(byte[] body) {
        try {
            PaymentTransaction.of(
                    Fixtures.PAYMENT_ID,
                    TestingNotification.of("").withBody(Buffer.buffer(body)).json());
        } catch (ProviderException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    private static Optional<List<NotificationItem>> items(TestingNotification push) {
        try {
            return Optional.of(PROVIDER.parse(push, Verification.unverified()));
        } catch (ProviderException refused) {
            assertThat(refused.category()).isIn(UNREADABLE);
            return Optional.empty();
        }
    }

    private static boolean isVerified(String order, String signature) {
        try {
            return PROVIDER.authenticate(TestingNotification.of("{}")
                            .withQuery("order", order)
                            .withQuery("sig", signature))
                    .isVerified();
        } catch (ProviderException refused) {
            assertThat(refused.category()).isEqualTo(ErrorCategory.UNAUTHENTICATED);
            assertThat(refused.getMessage()).doesNotContain(KEY);
            return false;
        }
    }
}
