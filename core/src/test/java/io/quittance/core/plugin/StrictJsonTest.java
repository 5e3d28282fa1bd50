package io.quittance.core.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.quittance.spi.ErrorCategory;
import io.quittance.spi.ProviderException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StrictJsonTest {

    @Test
    void shouldReadAnObject() {
        JsonObject object = StrictJson.object(Buffer.buffer("{\"a\":{\"b\":[1,null,\"ü\"]},\"c\":true}"));

        assertThat(object.getJsonObject("a").getJsonArray("b").getInteger(0)).isEqualTo(1);
        assertThat(object.getJsonObject("a").getJsonArray("b").getString(2)).isEqualTo("ü");
        assertThat(object.getBoolean("c")).isTrue();
    }

    @Test
    void shouldKeepFractionsExactly() {
        JsonObject object = StrictJson.object(Buffer.buffer("{\"amount\":0.10}"));

        assertThat(object.getValue("amount")).isEqualTo(new BigDecimal("0.10"));
    }

    @Test
    void shouldReadNumbersAsTheyAreSmallest() {
        JsonObject object = StrictJson.object(
                Buffer.buffer("{\"a\":2147483647,\"b\":2147483648,\"c\":9223372036854775808,\"d\":1E3,\"e\":-0}"));

        assertThat(object.getMap())
                .containsExactly(
                        Map.entry("a", 2147483647),
                        Map.entry("b", 2147483648L),
                        Map.entry("c", new BigInteger("9223372036854775808")),
                        Map.entry("d", new BigDecimal("1E3")),
                        Map.entry("e", 0));
    }

    @Test
    void shouldReadNamesAsTheyAreMeant() {
        JsonObject object = StrictJson.object(Buffer.buffer("{\"\\u0061ü\\ud83d\\ude00\":1,\"\":2}"));

        assertThat(object.fieldNames()).containsExactly("aü\uD83D\uDE00", "");
    }

    @Test
    void shouldSkipAByteOrderMark() {
        assertThat(StrictJson.object(Buffer.buffer("\uFEFF{}"))).isEqualTo(new JsonObject());
    }

    @Test
    void shouldSkipAByteOrderMarkOfATree() throws Exception {
        assertThat(StrictJson.tree(Buffer.buffer("\uFEFF{}")).isObject()).isTrue();
    }

    /** Of what looks like UTF-32 Jackson would say so by another exception than of what is not JSON. */
    @Test
    void shouldRefuseATreeOfAnotherEncodingAsNoJson() {
        byte[] looksLikeUtf32 = {0, 0, 0, '{', 0x7F, 0, 0, 0};

        assertThatThrownBy(() -> StrictJson.tree(Buffer.buffer(looksLikeUtf32)))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void shouldReadSixtyFourLevels() {
        JsonObject object = StrictJson.object(nested(64));

        assertThat(object.fieldNames()).containsExactly("a");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "1",
                "\"text\"",
                "{",
                "{}}",
                "{} {}",
                "{\"a\":1,\"a\":2}",
                "{\"a\":1,\"\\u0061\":null}",
                "{\"a\":null,\"a\":null}",
                "{\"a\":[{\"b\":1,\"b\":1}]}",
                "{\"a\":[1,}",
                "{\"a\":",
                "{\"a\"",
                "{\"a\":\"\\ud83\"}",
                "\uFEFF\uFEFF{}",
                "{\"a\":{\"b\":1,\"b\":1}}",
                "{a:1}",
                "{'a':1}",
                "{\"a\":NaN}",
                "{\"a\":01}",
                "{\"a\":1E9000000000}",
                "{\"a\":1,}",
                "// comment\n{}",
                "hash=1&status_id=2"
            })
    void shouldRefuseWhatIsNotOneObjectWithUniqueKeys(String text) {
        assertMalformed(Buffer.buffer(text));
    }

    @Test
    void shouldRefuseOtherEncodings() {
        for (Charset other : List.of(StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE, Charset.forName("UTF-32"))) {
            assertMalformed(Buffer.buffer("{\"a\":1}".getBytes(other)));
        }
    }

    @Test
    void shouldRefuseWhatIsNotUtf8() {
        assertMalformed(Buffer.buffer(new byte[] {'{', '"', 'a', '"', ':', '"', (byte) 0xFC, '"', '}'}));
    }

    /** The sender may have lost a character before, which is no fault of this text. */
    @Test
    void shouldReadAReplacementCharacterThatWasSent() {
        assertThat(StrictJson.object(Buffer.buffer("{\"name\":\"M\uFFFDller\"}"))
                        .getString("name"))
                .isEqualTo("M\uFFFDller");
    }

    @Test
    void shouldRefuseDepth() {
        assertMalformed(nested(65));
        assertMalformed(nested(100_000));
    }

    @Test
    void shouldRefuseLongNumbers() {
        assertMalformed(Buffer.buffer("{\"a\":" + "9".repeat(101) + "}"));
    }

    @Test
    void shouldNotQuoteTheInput() {
        assertThatThrownBy(() -> StrictJson.object(Buffer.buffer("{\"card\":\"4111\" 4111}")))
                .hasMessageNotContaining("4111");
    }

    private static Buffer nested(int depth) {
        return Buffer.buffer("{\"a\":".repeat(depth) + "1" + "}".repeat(depth));
    }

    private static void assertMalformed(Buffer bytes) {
        assertThatThrownBy(() -> StrictJson.object(bytes))
                .isInstanceOfSatisfying(
                        ProviderException.class,
                        failure -> assertThat(failure.category()).isEqualTo(ErrorCategory.MALFORMED));
    }
}
