package io.quittance.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@PostgresTest
@ExtendWith(VertxExtension.class)
final class OwnRoleTest {

    private TestDatabase store;
    private Database running;
    private Database owning;

    @BeforeEach
    void open(TestDatabase given, Vertx vertx) {
        store = given;
        running = given.database(vertx);
        owning = given.through(given.address()).database(vertx);
    }

    @Test
    void shouldFindNothingToSayAboutARoleThatOnlyRuns() throws Exception {
        OwnRole role = new OwnRole(running.general());

        assertThat(await(role.ownsSchema())).isFalse();
        assertThat(await(role.missing())).isEmpty();
        assertThat(await(role.needless())).isEmpty();
    }

    @Test
    void shouldTellWhatARoleLacks() throws Exception {
        store.execute(
                "revoke update (outcome) on notification from " + store.runner().user());
        store.execute(
                "revoke execute on function make_month from " + store.runner().user());
        store.execute(
                "revoke usage on sequence claim_token from " + store.runner().user());

        assertThat(await(new OwnRole(running.general()).missing()))
                .containsExactlyInAnyOrder(
                        "update on notification.outcome", "execute on make_month(text, date)", "usage on claim_token");
        assertThatThrownBy(() -> await(running.verify()))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("update on notification.outcome", "quittance migrate", "store.roles.run");
    }

    @Test
    void shouldTellAnOwnerThatItMayDoMoreOnlyIfAnotherRuns() throws Exception {
        OwnRole role = new OwnRole(owning.general());

        assertThat(await(role.ownsSchema())).isTrue();
        assertThat(await(role.missing())).isEmpty();
        assertThat(await(role.needless())).anyMatch(right -> right.startsWith("it owns the tables"));

        store.execute("revoke execute on all functions in schema public from "
                + store.runner().user());
        assertThat(await(role.needless())).noneMatch(right -> right.startsWith("it owns the tables"));
    }

    @Test
    void shouldTellThatARoleMayMakeTables() throws Exception {
        store.execute("grant create on schema public to public");

        assertThat(await(new OwnRole(running.general()).needless()))
                .containsExactly("it may create tables beside ours");
    }

    @Test
    void shouldSayWhoHasToMigrateWhatTheRoleMayNot() throws Exception {
        store.execute("delete from schema_history where version = '" + Migrations.REQUIRED_VERSION + "'");

        assertThat(await(running.mayMigrate())).isFalse();
        assertThat(await(owning.mayMigrate())).isTrue();
        assertThatThrownBy(() -> await(running.verify()))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("run 'quittance migrate' with the role that owns it");
    }

    @Test
    void shouldSayHowARoleWithoutAnyRightsGetsThem() {
        store.execute("revoke all on all tables in schema public from "
                + store.runner().user());

        assertThatThrownBy(() -> await(running.verify()))
                .isInstanceOf(StoreException.class)
                .hasMessageContainingAll("no rights", "quittance migrate", "store.roles.run");
    }

    private static <T> T await(Future<T> future) throws TimeoutException {
        return future.await(1, TimeUnit.MINUTES);
    }
}
