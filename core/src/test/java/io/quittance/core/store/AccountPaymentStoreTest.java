package io.quittance.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quittance.core.testing.PostgresTest;
import io.quittance.core.testing.TestDatabase;
import io.quittance.spi.ErrorCategory;
import io.quittance.spi.Money;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.PaymentStore.KnownOrder;
import io.quittance.spi.PaymentStore.KnownPayment;
import io.quittance.spi.ProviderException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What a plugin sees of the store: its own account's payments, its own merchant's registered orders. */
@PostgresTest
@ExtendWith(VertxExtension.class)
final class AccountPaymentStoreTest {

    private static final PaymentKey P1 = new PaymentKey("p1", "cards");

    private TestDatabase store;
    private Database database;
    private AccountPaymentStore seen;

    @BeforeEach
    void setUp(TestDatabase given, Vertx vertx) {
        store = given;
        database = given.database(vertx);
        seen = new AccountPaymentStore(database.general(), "shop", "merchant");
    }

    @Test
    void shouldShowAPaymentWithItsLink() throws Exception {
        keepPayment("shop", "cards", "A1");

        assertThat(result(seen.payment(P1)))
                .contains(new KnownPayment(P1, Optional.of("A1"), PaymentStatus.PARTIALLY_PAID, "35"));
    }

    @Test
    void shouldShowAPaymentWithoutALink() throws Exception {
        keepPayment("shop", "cards", null);

        assertThat(result(seen.payment(P1)))
                .contains(new KnownPayment(P1, Optional.empty(), PaymentStatus.PARTIALLY_PAID, "35"));
    }

    @Test
    void shouldNotShowThePaymentsOfAnotherAccountOrBackEnd() throws Exception {
        keepPayment("other", "cards", "A1");
        keepPayment("shop", "", "A1");

        assertThat(result(seen.payment(P1))).isEmpty();
    }

    @Test
    void shouldShowARegisteredOrder() throws Exception {
        keepOrder("merchant", "A1", "now()");

        assertThat(result(seen.order("A1"))).contains(new KnownOrder("A1", new Money(100, "EUR")));
    }

    @Test
    void shouldNotShowAnotherMerchantsOrderOrOneThatNobodyRegistered() throws Exception {
        keepOrder("other", "A1", "now()");
        keepOrder("merchant", "A2", "null");

        assertThat(result(seen.order("A1"))).isEmpty();
        assertThat(result(seen.order("A2"))).isEmpty();
        assertThat(result(seen.order("A3"))).isEmpty();
    }

    @Test
    void shouldFailInAWayThatIsTriedAgainWhenTheStoreIsAway() throws Exception {
        result(database.close());

        assertThatThrownBy(() -> result(seen.payment(P1)))
                .isInstanceOfSatisfying(
                        ProviderException.class,
                        failure -> assertThat(failure.category()).isEqualTo(ErrorCategory.TEMPORARY));
    }

    private void keepPayment(String account, String backEnd, String order) {
        store.execute(
                "insert into payment (account_id, back_end, payment_id, merchant, order_reference, status, status_code,"
                        + " updated_at) values (?, ?, 'p1', 'merchant', ?, 'partially_paid', '35', now())",
                account,
                backEnd,
                order);
    }

    private void keepOrder(String merchant, String reference, String registeredAt) {
        store.execute(
                "insert into merchant_order (merchant, reference, registered_at, amount, currency, updated_at)"
                        + " values (?, ?, " + registeredAt + ", 100, 'EUR', now())",
                merchant,
                reference);
    }

    private static <T> T result(Future<T> future) throws TimeoutException {
        return future.await(1, TimeUnit.MINUTES);
    }
}
