package io.quittance.core.intake;

import static org.assertj.core.api.Assertions.assertThat;

import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.plugin.TestingAccounts;
import io.quittance.core.store.AccountQueries;
import io.quittance.core.store.CredentialUseStore;
import io.quittance.core.testing.FakeProvider;
import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.Verification;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import io.vertx.sqlclient.Pool;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@PostgresTest
@ExtendWith(VertxExtension.class)
class CredentialUsesTest {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private RunningAccount account;
    private AccountQueries queries;
    private CredentialUseStore store;
    private CredentialUses uses;

    @BeforeEach
    void setUp(TestDatabase database, Vertx vertx) throws Exception {
        account = TestingAccounts.start(vertx, Clock.systemUTC(), Map.of("shop", new FakeProvider()))
                .accounts()
                .get(0);
        Pool pool = database.database(vertx).general();
        queries = new AccountQueries(pool);
        store = new CredentialUseStore(pool);
        uses = new CredentialUses(store::keep);
    }

    @Test
    void shouldKeepTheLastUseOfEach() throws Exception {
        use("test", NOON.plusSeconds(2));
        use("test", NOON);
        use("older", NOON.minusSeconds(5));
        result(uses.keep());

        assertThat(lastUses()).isEqualTo(Map.of("test", NOON.plusSeconds(2), "older", NOON.minusSeconds(5)));
    }

    @Test
    void shouldNeverGoBack() throws Exception {
        use("test", NOON);
        result(uses.keep());
        CredentialUses otherNode = new CredentialUses(store::keep);
        otherNode.note(account, Verification.verified("test"), NOON.minusSeconds(60));
        result(otherNode.keep());

        assertThat(lastUses()).isEqualTo(Map.of("test", NOON));
    }

    @Test
    void shouldLeaveOutWhatTheProviderDoesNotList() throws Exception {
        use("made-up", NOON);
        uses.note(account, Verification.unverified(), NOON);
        result(uses.keep());

        assertThat(lastUses()).isEmpty();
    }

    @Test
    void shouldTryAgainWhatCouldNotBeKept() throws Exception {
        boolean[] away = {true};
        uses = new CredentialUses(
                batch -> away[0] ? Future.failedFuture(new IllegalStateException("away")) : store.keep(batch));
        use("test", NOON);
        result(uses.keep());
        away[0] = false;
        result(uses.keep());

        assertThat(lastUses()).isEqualTo(Map.of("test", NOON));
    }

    private void use(String credential, Instant at) {
        uses.note(account, Verification.verified(credential), at);
    }

    private Map<String, Instant> lastUses() throws TimeoutException {
        return result(queries.lastUses()).getOrDefault("shop", Map.of());
    }

    private static <T> T result(Future<T> future) throws TimeoutException {
        return future.await(30, TimeUnit.SECONDS);
    }
}
