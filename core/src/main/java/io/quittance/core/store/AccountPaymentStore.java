package io.quittance.core.store;

import io.quittance.spi.Money;
import io.quittance.spi.PaymentKey;
import io.quittance.spi.PaymentStatus;
import io.quittance.spi.PaymentStore;
import io.quittance.spi.ProviderException;
import io.vertx.core.Future;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.Tuple;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;

/** The store as the plugin of one account sees it: its payments, and the registered orders of its merchant. */
public final class AccountPaymentStore implements PaymentStore {

    private static final String PAYMENT = """
            select order_reference, status, status_code from payment
            where account_id = $1 and back_end = $2 and payment_id = $3""";
    private static final String ORDER = """
            select amount, currency from merchant_order
            where merchant = $1 and reference = $2 and registered_at is not null""";

    private final Pool pool;
    private final String account;
    private final String merchant;

    /** The view of this account. */
    public AccountPaymentStore(Pool pool, String account, String merchant) {
        this.pool = pool;
        this.account = account;
        this.merchant = merchant;
    }

    @Override
    public Future<Optional<KnownPayment>> payment(PaymentKey payment) {
        return first(
                PAYMENT,
                Tuple.of(account, payment.backEnd(), payment.id()),
                row -> new KnownPayment(
                        payment,
                        Optional.ofNullable(row.getString("order_reference")),
                        PaymentStatus.valueOf(row.getString("status").toUpperCase(Locale.ROOT)),
                        row.getString("status_code")));
    }

    @Override
    public Future<Optional<KnownOrder>> order(String reference) {
        return first(
                ORDER,
                Tuple.of(merchant, reference),
                row -> new KnownOrder(reference, new Money(row.getLong("amount"), row.getString("currency"))));
    }

    private <T> Future<Optional<T>> first(String sql, Tuple parameters, Function<Row, T> mapping) {
        return pool.preparedQuery(sql)
                .execute(parameters)
                .map(rows -> rows.stream().findFirst().map(mapping))
                .recover(failure -> Future.failedFuture(ProviderException.temporary("the store cannot be reached")));
    }
}
