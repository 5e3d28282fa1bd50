package io.quittance.core.store.staging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.core.store.NewNotification;
import io.quittance.core.store.NewNotification.Fate;
import io.quittance.core.store.NewNotification.NewItem;
import io.quittance.core.store.NewNotification.NewKey;
import io.quittance.core.store.NotificationSeal;
import io.quittance.core.store.StoreException;
import io.quittance.core.testing.SealKeys;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StagedFormTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final NewNotification FULL = new NewNotification(
            UUID.fromString("019aa7c3-5a00-7000-8000-000000000001"),
            "shop",
            Instant.parse("2026-03-01T11:59:59.123456Z"),
            Fate.ACCEPTED,
            "basic",
            "POST",
            "/hooks/shop",
            "a=1&b=%00",
            "2001:db8::1",
            Buffer.buffer("[[\"Content-Type\",\"application/json\"]]"),
            Buffer.buffer(new byte[] {0, -1, 10, 'x'}),
            "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
            List.of(
                    new NewKey(Buffer.buffer(new byte[] {1, 2}), new NewItem("p1/1", "p1", "paid", "payment")),
                    new NewKey(Buffer.buffer(new byte[] {3}), null)));

    @Test
    void shouldKeepEverything() {
        StagedForm form = new StagedForm(NotificationSeal.NONE);

        assertThat(form.read(form.write(FULL, NOON))).isEqualTo(FULL);
    }

    @Test
    void shouldKeepWhatIsNotThere() {
        NewNotification bare = new NewNotification(
                FULL.id(),
                "shop",
                NOON,
                Fate.MALFORMED,
                null,
                "POST",
                "/",
                "",
                "192.0.2.1",
                Buffer.buffer("[]"),
                Buffer.buffer(),
                null,
                List.of(new NewKey(Buffer.buffer("k"), null)));
        StagedForm form = new StagedForm(NotificationSeal.NONE);

        assertThat(form.read(form.write(bare, NOON))).isEqualTo(bare);
    }

    @Test
    void shouldSealWhatTheStoreSeals() {
        Entry entry = new StagedForm(SealKeys.sealing(SealKeys.FIRST)).write(FULL, NOON);

        assertThat(new String(entry.content(), ISO_8859_1))
                .doesNotContain("shop")
                .doesNotContain("account");
        assertThat(new StagedForm(SealKeys.opening(SealKeys.SECOND, SealKeys.FIRST)).read(entry))
                .isEqualTo(FULL);
    }

    @Test
    void shouldSayWhichKeyIsMissing() {
        Entry entry = new StagedForm(SealKeys.sealing(SealKeys.FIRST)).write(FULL, NOON);

        for (NotificationSeal other : List.of(NotificationSeal.NONE, SealKeys.opening(SealKeys.SECOND))) {
            assertThatThrownBy(() -> new StagedForm(other).read(entry))
                    .isInstanceOf(StoreException.class)
                    .hasMessageContaining(String.valueOf(entry.key()))
                    .hasMessageContaining("store.encryption.keys");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no json", "{}", "{\"id\":7}", "[]"})
    void shouldSayThatItDoesNotKnowTheForm(String content) {
        Entry entry = Entry.of(FULL.id(), NOON, content.getBytes(UTF_8), null);

        assertThatThrownBy(() -> new StagedForm(NotificationSeal.NONE).read(entry))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining(FULL.id().toString())
                .hasMessageContaining("no form that this version knows");
    }

    @Test
    void shouldNotKnowAFateOfALaterVersion() {
        StagedForm form = new StagedForm(NotificationSeal.NONE);
        String later = new String(form.write(FULL, NOON).content(), UTF_8).replace("ACCEPTED", "POSTPONED");

        assertThatThrownBy(() -> form.read(Entry.of(FULL.id(), NOON, later.getBytes(UTF_8), null)))
                .isInstanceOf(StoreException.class);
    }

    @Test
    void shouldNotOpenWhatBelongsToAnother() {
        StagedForm form = new StagedForm(SealKeys.sealing(SealKeys.FIRST));
        Entry entry = form.write(FULL, NOON);
        Entry moved = Entry.of(UUID.randomUUID(), NOON, entry.content(), entry.key());

        assertThatThrownBy(() -> form.read(moved)).isInstanceOf(StoreException.class);
    }
}
