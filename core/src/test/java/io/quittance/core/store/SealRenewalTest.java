package io.quittance.core.store;

import static io.quittance.core.testing.SealKeys.FIRST;
import static io.quittance.core.testing.SealKeys.SECOND;
import static io.quittance.core.testing.SealKeys.opening;
import static io.quittance.core.testing.SealKeys.sealing;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.core.store.SealRenewal.Renewal;
import io.quittance.core.testing.Posted;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.Secret;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Transaction;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@PostgresTest
@ExtendWith(VertxExtension.class)
final class SealRenewalTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
    private static final String MARK = "Lovelace";
    private static final String OLD = Secret.fingerprint(FIRST);
    private static final String NEW = Secret.fingerprint(SECOND);
    private static final NotificationSeal ROTATED = sealing(SECOND, FIRST);

    private final Map<UUID, String> unopenable = new TreeMap<>();
    private final List<Long> reached = new ArrayList<>();
    private TestDatabase store;
    private Vertx vertx;

    @BeforeEach
    void setUp(TestDatabase given, Vertx own) {
        store = given;
        vertx = own;
        store.execute("insert into account (account_id, merchant, provider) values ('shop', 'm', 'fake'),"
                + " ('other', 'm', 'fake')");
    }

    @Test
    void shouldSealWithTheFirstKeyWhatIsPlainOrSealedWithAnother() throws Exception {
        List<NewNotification> posted = new ArrayList<>(write("shop", 3, NotificationSeal.NONE));
        posted.addAll(write("other", 2, sealing(FIRST)));
        posted.addAll(write("shop", 1, ROTATED));

        assertThat(renew(ROTATED)).isEqualTo(new Renewal(Map.of("", 3L, OLD, 2L, NEW, 1L), 5));

        assertThat(store.query("select distinct sealed_with from notification"))
                .containsExactly(Map.of("sealed_with", NEW));
        assertThat(store.holding(MARK)).isEmpty();
        assertReadable(posted, opening(SECOND));
        assertThat(renew(ROTATED)).as("again").isEqualTo(new Renewal(Map.of(NEW, 6L), 0));
        assertThat(unopenable).isEmpty();
    }

    @Test
    void shouldGoThroughMoreThanAreRenewedAtOnce() throws Exception {
        int many = 2 * SealRenewal.AT_A_TIME + 1;
        List<NewNotification> posted = write("shop", many, NotificationSeal.NONE);

        assertThat(renew(sealing(FIRST))).isEqualTo(new Renewal(Map.of("", (long) many), many));

        assertReadable(posted, opening(FIRST));
        assertThat(reached).containsExactly(50L, 100L, 101L);
    }

    @Test
    void shouldOpenAllWhereNothingIsSealedAnyMore() throws Exception {
        List<NewNotification> posted = write("shop", 2, sealing(FIRST));

        assertThat(renew(opening(FIRST))).isEqualTo(new Renewal(Map.of(OLD, 2L), 2));

        assertReadable(posted, NotificationSeal.NONE);
    }

    @Test
    void shouldTellWhatItWouldDoAndDoNothing() throws Exception {
        write("shop", 3, NotificationSeal.NONE);
        write("shop", 2, sealing(FIRST));

        assertThat(await(renewal(store.runner(), sealing(FIRST)).rehearse()))
                .isEqualTo(new Renewal(Map.of("", 3L, OLD, 2L), 3));

        assertThat(store.query("select from notification where sealed_with is null"))
                .hasSize(3);
    }

    @Test
    void shouldLeaveAloneWhatCannotBeOpenedAndSealTheRest() throws Exception {
        UUID changed = write("shop", 1, sealing(FIRST)).get(0).id();
        List<NewNotification> whole = write("shop", 2, sealing(FIRST));
        store.execute("update notification set body = body || 'x' where notification_id = ?", changed);

        assertThat(renew(ROTATED).renewed()).isEqualTo(2);

        assertThat(unopenable)
                .containsExactly(Map.entry(
                        changed,
                        "The body of notification " + changed
                                + " of account shop cannot be opened: it was changed, or belongs to another row;"
                                + " the ring is store.encryption.keys"));
        assertReadable(whole, opening(SECOND));
        assertThat(store.query("select notification_id from notification where sealed_with = ?", OLD))
                .containsExactly(Map.of("notification_id", changed));
    }

    @Test
    void shouldNotBringBackWhatIsErasedMeanwhile() throws Exception {
        UUID erased = write("shop", 1, NotificationSeal.NONE).get(0).id();
        SqlConnection eraser =
                await(Database.open(vertx, store.address(), 4).management().getConnection());
        Transaction erasure = await(eraser.begin());
        await(eraser.query("update notification set query = '', headers = '[]', body = '', erased_at = now()")
                .execute());

        Future<Renewal> renewal = renewal(store.address(), sealing(FIRST)).renew();
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> !store.query("select from pg_stat_activity where wait_event_type = 'Lock'"
                                + " and datname = current_database() and query like '%for update of n%'")
                        .isEmpty());
        await(erasure.commit());

        assertThat(await(renewal).renewed()).isZero();
        assertThat(store.query("select notification_id, octet_length(body) as bytes, sealed_with is null as plain"
                        + " from notification"))
                .containsExactly(Map.of("notification_id", erased, "bytes", 0, "plain", true));
        assertThat(renew(sealing(FIRST))).isEqualTo(new Renewal(Map.of(), 0));
    }

    @Test
    void shouldBeForTheOwnerAlone() throws Exception {
        write("shop", 1, NotificationSeal.NONE);

        assertThatThrownBy(() -> await(renewal(store.runner(), sealing(FIRST)).renew()))
                .isInstanceOf(StoreException.class)
                .hasMessage(
                        "The role of store.uri may not change notifications; seals are renewed in the role that owns"
                                + " the store");
    }

    private Renewal renew(NotificationSeal seal) throws Exception {
        return await(renewal(store.address(), seal).renew());
    }

    private SealRenewal renewal(StoreAddress role, NotificationSeal seal) {
        return new SealRenewal(Database.open(vertx, role, 4, seal), reached::add, unopenable::put);
    }

    private List<NewNotification> write(String account, int count, NotificationSeal seal) throws Exception {
        List<NewNotification> posted = IntStream.range(0, count)
                .mapToObj(number -> Posted.withBody(
                        Posted.at(NOON, account, UUID.randomUUID() + "/" + number), Buffer.buffer(MARK + number)))
                .toList();
        await(new InboxWriter(store.database(vertx).intake(), any -> false, seal).write(posted));
        return posted;
    }

    private void assertReadable(List<NewNotification> posted, NotificationSeal seal) throws Exception {
        NotificationQueries queries =
                new NotificationQueries(store.database(vertx).management(), seal);
        for (NewNotification one : posted) {
            NotificationEvidence found = await(queries.find(one.id(), null)).orElseThrow();
            assertThat(found.query()).hasToString(one.query());
            assertThat(found.headers()).isEqualTo(one.headers());
            assertThat(found.body()).isEqualTo(one.body());
        }
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.await(20, TimeUnit.SECONDS);
    }
}
