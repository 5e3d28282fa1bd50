package io.quittance.provider.secuconnect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.spi.ErrorCategory;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.ProviderException;
import io.quittance.spi.Secret;
import io.quittance.spi.Verification;
import io.quittance.spi.testing.TestingNotification;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The signatures here were made with another implementation of HMAC, over {@code test-account}, line feed, order. */
class PushAuthenticationTest {

    private static final String NEWEST = "newest push key";
    private static final String OLDER = "Schlüssel";
    private static final String BY_NEWEST = "v1.UGij7Ss60UYG7gbc-HmrUhQSCFsr6FHfeue7k9AtlIU";
    private static final String ODD_ORDER = "Bestellung 1/ä&b";
    private static final String BY_OLDER = "v1.FCi9bXJZ8OdEQTZ54f4aq4heOli_Vji0qXO2P2TLcsE";

    private static final TestingNotification PUSH = TestingNotification.of("{}");

    private final StandInApi api = new StandInApi();

    @Test
    void shouldNotLookAtSignaturesByDefault() {
        PaymentProvider provider = provider("off");

        assertThat(verification(provider, PUSH).isVerified()).isFalse();
        assertThat(verification(provider, signed("10482", BY_NEWEST)).isVerified())
                .isFalse();
        assertThat(verification(provider, signed("10482", "v1.wrong")).isVerified())
                .isFalse();
        assertThat(provider.credentials()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefer", "require"})
    void shouldVerifyByTheKeyThatSigned(String policy) {
        PaymentProvider provider = provider(policy);
        String newest = "push-signature#" + Secret.fingerprint(NEWEST);
        String older = "push-signature#" + Secret.fingerprint(OLDER);

        assertThat(verification(provider, signed("10482", BY_NEWEST)).credential())
                .contains(newest);
        assertThat(verification(provider, signed(ODD_ORDER, BY_OLDER)).credential())
                .contains(older);
        assertThat(provider.credentials()).containsExactly(newest, older);
    }

    @Test
    void shouldTakeAnUnsignedPushAsUnverifiedIfSignaturesAreOnlyPreferred() {
        PaymentProvider provider = provider("prefer");

        assertThat(verification(provider, PUSH).isVerified()).isFalse();
        assertThat(verification(provider, PUSH.withQuery("order", "10482")).isVerified())
                .isFalse();
    }

    @Test
    void shouldRefuseAnUnsignedPushIfSignaturesAreRequired() {
        PaymentProvider provider = provider("require");

        refuses(provider, PUSH);
        refuses(provider, PUSH.withQuery("order", "10482"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "10483; v1.UGij7Ss60UYG7gbc-HmrUhQSCFsr6FHfeue7k9AtlIU",
                "10482; v1.UGij7Ss60UYG7gbc-HmrUhQSCFsr6FHfeue7k9AtlIX",
                "10482; v1.UGij7Ss60UYG7gbc-HmrUhQSCFsr6FHfeue7k9AtlIU=",
                "10482; v1.UGij7Ss60UYG7gbc+HmrUhQSCFsr6FHfeue7k9AtlIU",
                "10482; v2.UGij7Ss60UYG7gbc-HmrUhQSCFsr6FHfeue7k9AtlIU",
                "10482; UGij7Ss60UYG7gbc-HmrUhQSCFsr6FHfeue7k9AtlIU",
                "10482; V1.UGij7Ss60UYG7gbc-HmrUhQSCFsr6FHfeue7k9AtlIU",
                "10482; v1.",
                "10482; ''",
                "''; v1.UGij7Ss60UYG7gbc-HmrUhQSCFsr6FHfeue7k9AtlIU"
            })
    void shouldRefuseAWrongSignature(String order, String signature) {
        refuses(provider("prefer"), signed(order, signature));
        refuses(provider("require"), signed(order, signature));
    }

    @Test
    void shouldRefuseTheSignatureOfAKeyThatIsGone() {
        api.context.secret("/pushKey", "another key");

        refuses(api.provider(policy("prefer")), signed("10482", BY_NEWEST));
    }

    @ParameterizedTest
    @ValueSource(strings = {"prefer", "require"})
    void shouldRefuseWhatIsThereTwiceOrMissing(String policy) {
        PaymentProvider provider = provider(policy);

        refuses(provider, signed("10482", BY_NEWEST).withQuery("order", "10482"));
        refuses(provider, signed("10482", BY_NEWEST).withQuery("order", "10483"));
        refuses(provider, signed("10482", BY_NEWEST).withQuery("sig", BY_NEWEST));
        refuses(provider, signed("10482", "v1.wrong").withQuery("sig", BY_NEWEST));
        refuses(provider, PUSH.withQuery("sig", BY_NEWEST));
    }

    @Test
    void shouldReadTheOrderFromTheParameterThatIsConfigured() {
        api.context.secret("/pushKey", NEWEST);
        PaymentProvider provider = api.provider(policy("require").put("orderParameter", "bestellung"));
        TestingNotification push = PUSH.withQuery("bestellung", "10482").withQuery("sig", BY_NEWEST);

        assertThat(verification(provider, push).isVerified()).isTrue();
        assertThat(verification(provider, push.withQuery("order", "x")).isVerified())
                .isTrue();
        refuses(provider, signed("10482", BY_NEWEST));
    }

    @ParameterizedTest
    @CsvSource({"91.195.150.7, true", "::ffff:91.195.151.7, true", "2001:db8::1, true", "46.243.73.1, false", "x, false"
    })
    void shouldLetInOnlyTheConfiguredNetworksAndVerifyNobodyByThem(String address, boolean letIn) {
        JsonArray networks = new JsonArray().add("91.195.150.0/23").add("2001:db8::/32");
        PaymentProvider provider = api.provider(new JsonObject().put("sourceNetworks", networks));

        if (letIn) {
            assertThat(verification(provider, PUSH.from(address)).isVerified()).isFalse();
        } else {
            refuses(provider, PUSH.from(address));
        }
    }

    @Test
    void shouldRefuseAnotherNetworkWhateverItsSignatureIs() {
        api.context.secret("/pushKey", NEWEST);
        PaymentProvider provider =
                api.provider(policy("require").put("sourceNetworks", new JsonArray().add("91.195.150.0/23")));

        refuses(provider, signed("10482", BY_NEWEST).from("46.243.73.1"));
        assertThat(verification(provider, signed("10482", BY_NEWEST).from("91.195.150.7"))
                        .isVerified())
                .isTrue();
    }

    private PaymentProvider provider(String policy) {
        api.context.secret("/pushKey", NEWEST, OLDER);
        return api.provider(policy(policy));
    }

    private static JsonObject policy(String policy) {
        return new JsonObject().put("pushKey", "[secret]").put("pushSignature", policy);
    }

    private static TestingNotification signed(String order, String signature) {
        return PUSH.withQuery("order", order).withQuery("sig", signature);
    }

    private static Verification verification(PaymentProvider provider, TestingNotification push) {
        return provider.authenticate(push);
    }

    private static void refuses(PaymentProvider provider, TestingNotification push) {
        assertThatThrownBy(() -> provider.authenticate(push))
                .hasMessageNotContainingAny(NEWEST, OLDER, BY_NEWEST)
                .isInstanceOfSatisfying(
                        ProviderException.class,
                        failure -> assertThat(failure.category()).isEqualTo(ErrorCategory.UNAUTHENTICATED));
    }
}
