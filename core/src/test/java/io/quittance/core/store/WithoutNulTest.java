package io.quittance.core.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

final class WithoutNulTest {

    @Test
    void shouldLeaveNulOutWhereverItIs() {
        JsonObject value = new JsonObject()
                .put("text", "a\0b")
                .put("na\0me", 1)
                .put(
                        "list",
                        new JsonArray().add(new JsonObject().put("deep", "\0")).add(true));

        assertThat(WithoutNul.json(value).encode())
                .isEqualTo("{\"text\":\"ab\",\"name\":1,\"list\":[{\"deep\":\"\"},true]}");
        assertThat(WithoutNul.json(new JsonObject().put("na\0me", 1)).encode()).isEqualTo("{\"name\":1}");
        assertThat(WithoutNul.text("a\0b")).isEqualTo("ab");
    }

    @Test
    void shouldCopyNothingThatHasNone() {
        JsonObject value = new JsonObject().put("list", new JsonArray().add("a").add(new JsonObject().putNull("b")));

        assertThat(WithoutNul.json(value)).isSameAs(value);
        assertThat(WithoutNul.text(null)).isNull();
    }
}
