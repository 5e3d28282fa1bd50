package io.quittance.core.plugin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.quittance.spi.ErrorCategory;
import io.quittance.spi.ProviderException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a stranger sends to the intake. */
class NotificationFuzzTest {

    private static final String MARK = "\uD83D\uDE00 =&?";

    @FuzzTest
    void shouldReadAnObjectOrRefuseItAsMalformed(byte[] body) {
        Optional<JsonObject> read = object(body);

        assertThat(object(body)).isEqualTo(read);
        read.map(JsonObject::encode)
                .filter(NotificationFuzzTest::isUtf8)
                .ifPresent(written -> assertThat(object(written.getBytes(UTF_8)))
                        .as("written and read again")
                        .isEqualTo(read));
    }

    @FuzzTest
    void shouldReadAnyQueryAndFindInItWhatWasPutThere(byte[] bytes) {
        String query = new String(bytes, UTF_8);
        String given = MARK + query.replaceAll("\\p{Cs}", "");
        List<String> before = QueryParameters.values(query, "sig");

        String signed = query + "&sig=" + URLEncoder.encode(given, UTF_8);

        List<String> expected = new ArrayList<>(before);
        expected.add(given);
        assertThat(QueryParameters.values(signed, "sig")).isEqualTo(expected);
    }

    /** Half a surrogate pair, which JSON may escape, cannot be written as bytes. */
    private static boolean isUtf8(String text) {
        return UTF_8.newEncoder().canEncode(text);
    }

    private static Optional<JsonObject> object(byte[] body) {
        try {
            return Optional.of(StrictJson.object(Buffer.buffer(body)));
        } catch (ProviderException refused) {
            assertThat(refused.category()).isEqualTo(ErrorCategory.MALFORMED);
            assertThat(refused.getMessage())
                    .isIn(
                            "The body is not UTF-8",
                            "The body is not one JSON object with unique keys, nested at most 64 deep");
            return Optional.empty();
        }
    }
}
