package io.quittance.provider.secuconnect;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.handler.codec.http.QueryStringDecoder;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.testing.TestingNotification;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NotificationUrlTest {

    private static final URI BASE = URI.create("https://pay.shop.example/secuconnect/shop-de");

    private final StandInApi api = new StandInApi();

    @Test
    void shouldSignWithTheNewestKey() {
        api.context.secret("/pushKey", "newest push key", "older");

        assertThat(url(api.provider(new JsonObject().put("pushKey", "[secret]")), "10482"))
                .hasToString("https://pay.shop.example/secuconnect/shop-de?order=10482"
                        + "&sig=v1.UGij7Ss60UYG7gbc-HmrUhQSCFsr6FHfeue7k9AtlIU");
    }

    @Test
    void shouldOnlyNameTheOrderWithoutAKey() {
        assertThat(url(api.provider(), "A 1/2&3=ä+?#%"))
                .hasToString(BASE + "?order=A%201%2F2%263%3D%C3%A4%2B%3F%23%25");
    }

    @Test
    void shouldUseTheParameterThatIsConfigured() {
        assertThat(url(signing("bestellung"), "10482").getRawQuery()).startsWith("bestellung=10482&sig=v1.");
    }

    static Stream<String> oddReferences() {
        Stream<String> known = Stream.of(
                "1",
                " ",
                "+",
                "%",
                "%20",
                "&sig=v1.",
                "a&order=b",
                "a;b",
                "ä€😀",
                "\n",
                "a\nb",
                "\"'<>\\",
                "~*-._",
                "a#b?c=d");
        return Stream.concat(known, new Random(20260211).ints(200).mapToObj(NotificationUrlTest::reference));
    }

    @ParameterizedTest
    @MethodSource("oddReferences")
    void shouldBeWhatIsLetIn(String order) {
        for (String parameter : List.of("order", "o.1_2-3")) {
            PaymentProvider provider = signing(parameter);

            TestingNotification push = pushed(url(provider, order));

            assertThat(push.query(parameter)).contains(order);
            assertThat(provider.authenticate(push).isVerified()).isTrue();
        }
    }

    private PaymentProvider signing(String parameter) {
        api.context.secret("/pushKey", "newest push key", "older");
        return api.provider(new JsonObject()
                .put("pushKey", "[secret]")
                .put("pushSignature", "require")
                .put("orderParameter", parameter));
    }

    private static URI url(PaymentProvider provider, String order) {
        return provider.notificationUrl(BASE, order).orElseThrow();
    }

    /** Decoded as the gateway does it. */
    private static TestingNotification pushed(URI url) {
        TestingNotification push = TestingNotification.of("{}");
        Map<String, List<String>> query = new QueryStringDecoder(url.getRawQuery(), false).parameters();
        for (Map.Entry<String, List<String>> parameter : query.entrySet()) {
            for (String value : parameter.getValue()) {
                push = push.withQuery(parameter.getKey(), value);
            }
        }
        return push;
    }

    /** Any characters but lone surrogates, which are no text. */
    private static String reference(int seed) {
        Random random = new Random(seed);
        return IntStream.generate(() -> random.nextInt(4) == 0 ? random.nextInt(0x10FFFF) : 1 + random.nextInt(0x17F))
                .filter(point -> Character.getType(point) != Character.SURROGATE)
                .limit(1 + random.nextInt(40))
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
