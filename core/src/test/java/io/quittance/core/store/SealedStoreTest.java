package io.quittance.core.store;

import static io.quittance.core.testing.SealKeys.FIRST;
import static io.quittance.core.testing.SealKeys.SECOND;
import static io.quittance.core.testing.SealKeys.opening;
import static io.quittance.core.testing.SealKeys.sealing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.core.testing.Posted;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@PostgresTest
@ExtendWith(VertxExtension.class)
final class SealedStoreTest {

    private static final String MARK = "Lovelace-4111111111111111";
    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private TestDatabase store;
    private Vertx vertx;

    @BeforeEach
    void setUp(TestDatabase given, Vertx own) {
        store = given;
        vertx = own;
        store.execute("insert into account (account_id, merchant, provider) values ('shop', 'm', 'fake')");
    }

    @Test
    void shouldKeepNothingOfWhatSendersWroteInAnyColumnOfAnyTable() throws Exception {
        write(marked("p1/1"), NotificationSeal.NONE);
        assertThat(store.holding(MARK))
                .as("that it is found where nothing is sealed")
                .containsOnlyKeys("notification");
        store.execute("delete from notification");

        write(marked("p2/1"), sealing(FIRST));

        assertThat(store.holding(MARK)).isEmpty();
        assertThat(store.query("select sealed_with from notification"))
                .containsExactly(Map.of("sealed_with", Secret.fingerprint(FIRST)));
    }

    @Test
    void shouldReadWhatIsSealedWithAnyKeyAndWhatIsNot() throws Exception {
        NewNotification plain = write(marked("p1/1"), NotificationSeal.NONE);
        NewNotification old = write(marked("p2/1"), sealing(FIRST));
        NewNotification renewed = write(marked("p3/1"), sealing(SECOND, FIRST));
        NewNotification plainAgain = write(marked("p4/1"), opening(SECOND, FIRST));

        for (NewNotification one : List.of(plain, old, renewed, plainAgain)) {
            NotificationEvidence found = find(one.id(), opening(SECOND, FIRST));
            assertThat(found.query()).hasToString("payer=" + MARK);
            assertThat(found.headers()).isEqualTo(one.headers());
            assertThat(found.body()).isEqualTo(one.body());
        }
    }

    @Test
    void shouldReadWhatIsSealedToWorkOnIt() throws Exception {
        NewNotification posted = write(marked("p1/1"), sealing(FIRST));
        ClaimStore claims = new ClaimStore(store.database(vertx).general(), UUID.randomUUID(), opening(FIRST));

        List<ClaimStore.Work> loaded = await(claims.claim(Map.of("shop", 10)).compose(claims::load));

        assertThat(loaded).singleElement().satisfies(work -> {
            assertThat(work.query()).isEqualTo("payer=" + MARK);
            assertThat(work.headers()).containsExactly(Map.entry("X-Payer", MARK));
            assertThat(work.body()).isEqualTo(posted.body());
        });
    }

    @Test
    void shouldPutWhatWasArchivedBackSealed() throws Exception {
        NewNotification posted = write(marked("p1/1"), sealing(FIRST));
        ArchiveStore archive = new ArchiveStore(store.database(vertx).general(), sealing(SECOND, FIRST));
        List<ArchivedNotification> archived = await(archive.find("shop", List.of(posted.id())));
        assertThat(archived)
                .singleElement()
                .satisfies(one -> assertThat(one.line()).contains(MARK));
        store.execute("delete from notification");

        await(archive.replay(new Replay(Ids.next(), "ops", NOON), new JsonObject(), archived));

        assertThat(store.holding(MARK)).isEmpty();
        assertThat(find(posted.id(), opening(SECOND)).body()).isEqualTo(posted.body());
    }

    @Test
    void shouldNotOpenWhatWasPutInAnothersPlace() throws Exception {
        NewNotification one = write(marked("p1/1"), sealing(FIRST));
        NewNotification other = write(marked("p2/1"), sealing(FIRST));
        store.execute("update notification n set body = o.body from notification o"
                + " where n.notification_id <> o.notification_id");

        assertThatThrownBy(() -> find(one.id(), opening(FIRST)))
                .isInstanceOf(StoreException.class)
                .hasMessage("The body of notification " + one.id()
                        + " of account shop cannot be opened: it was changed, or belongs to another row;"
                        + " the ring is store.encryption.keys");
        assertThatThrownBy(() -> find(other.id(), opening(FIRST))).isInstanceOf(StoreException.class);
    }

    @Test
    void shouldSayWhichKeyIsMissing() throws Exception {
        NewNotification posted = write(marked("p1/1"), sealing(FIRST));
        String missing = "the key " + Secret.fingerprint(FIRST) + " is not on the ring";

        assertThatThrownBy(() -> find(posted.id(), opening(SECOND))).hasMessageContaining(missing);
        assertThatThrownBy(() -> find(posted.id(), NotificationSeal.NONE)).hasMessageContaining(missing);
        assertThat(find(posted.id(), opening(FIRST)).body()).isEqualTo(posted.body());
    }

    @Test
    void shouldRefuseAStoreThatNeedsAKeyWeLack() throws Exception {
        write(marked("p1/1"), sealing(FIRST));
        write(marked("p2/1"), NotificationSeal.NONE);
        write(marked("p3/1"), sealing(SECOND));

        await(verify(opening(SECOND, FIRST)));

        assertThatThrownBy(() -> await(verify(opening(SECOND))))
                .isInstanceOf(StoreException.class)
                .hasMessageContaining("not in store.encryption.keys: " + Secret.fingerprint(FIRST) + ";");
        assertThatThrownBy(() -> await(verify(NotificationSeal.NONE)))
                .hasMessageContaining(Secret.fingerprint(FIRST))
                .hasMessageContaining(Secret.fingerprint(SECOND));
    }

    @Test
    void shouldLetAKeyGoThatNothingIsSealedWith() throws Exception {
        write(marked("p1/1"), sealing(FIRST));
        store.execute("delete from notification");

        await(verify(NotificationSeal.NONE));
    }

    private Future<Void> verify(NotificationSeal seal) {
        return Database.open(vertx, store.runner(), 4, seal).verify();
    }

    private NewNotification write(NewNotification notification, NotificationSeal seal) throws Exception {
        Database database = store.database(vertx);
        assertThat(await(new InboxWriter(database.intake(), account -> false, seal).write(List.of(notification))))
                .containsExactly(true);
        return notification;
    }

    private NotificationEvidence find(UUID id, NotificationSeal seal) throws Exception {
        return await(new NotificationQueries(store.database(vertx).management(), seal).find(id, null))
                .orElseThrow();
    }

    private static NewNotification marked(String key) {
        NewNotification posted = Posted.at(NOON, "shop", key);
        return new NewNotification(
                posted.id(),
                posted.account(),
                posted.receivedAt(),
                posted.fate(),
                posted.credential(),
                posted.method(),
                posted.path(),
                "payer=" + MARK,
                posted.remoteAddress(),
                Buffer.buffer("[[\"X-Payer\",\"" + MARK + "\"]]"),
                Buffer.buffer("{\"payer\":\"" + MARK + "\",\"key\":\"" + key + "\"}"),
                null,
                posted.keys());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.await(20, TimeUnit.SECONDS);
    }
}
