package io.quittance.provider.smart2pay;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.quittance.spi.ErrorCategory;
import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.ProviderException;
import io.quittance.spi.ReconciliationWork;
import io.quittance.spi.testing.TestingNotification;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a stranger, or a site, posts. */
class Smart2PayFuzzTest {

    private static final Set<ErrorCategory> UNREADABLE = EnumSet.of(ErrorCategory.MALFORMED, ErrorCategory.PERMANENT);
    private static final PaymentProvider PROVIDER = Fixtures.provider();

    @FuzzTest
    void shouldReadANotificationTwiceAlikeOrRefuseIt(byte[] body) {
        TestingNotification notification = TestingNotification.of("").withBody(Buffer.buffer(body));

        Optional<List<NotificationItem>> items = items(notification);

        assertThat(items(notification)).isEqualTo(items);
        for (IntakeOutcome outcome : IntakeOutcome.values()) {
            assertThat(PROVIDER.acknowledge(notification, outcome).status()).isBetween(200, 599);
        }
    }

    @FuzzTest
    void shouldObserveWhatItReadsOrSayWhyNot(byte[] body) {
        TestingNotification notification = TestingNotification.of("").withBody(Buffer.buffer(body));
        items(notification)
                .ifPresent(items -> items.forEach(item -> {
                    Future<List<PaymentObservation>> observed = observe(notification, item);
                    assertThat(observed.failed() && !(observed.cause() instanceof ProviderException))
                            .as("%s", observed.cause())
                            .isFalse();
                }));
    }

    @FuzzTest
    void shouldVerifyNoCredentialsButItsOwn(byte[] bytes) {
        String header = new String(bytes, UTF_8);
        String encoded = "Basic " + Base64.getEncoder().encodeToString(bytes);

        assertThat(isVerified(encoded)).isEqualTo(header.equals("1010:gabi"));
        if (isVerified(header)) {
            assertThat(header.strip()).endsWith("MTAxMDpnYWJp");
        }
    }

    @FuzzTest
    void shouldReadBackWhereAListGoesOn(byte[] bytes) {
        ListCursor.parse(new String(bytes, UTF_8)).ifPresent(read -> {
            ListCursor again = ListCursor.parse(read.text()).orElseThrow();
            assertThat(again).isEqualTo(read);
            assertThat(read.nextPage().page()).isPositive();
        });
    }

    private static Future<List<PaymentObservation>> observe(TestingNotification notification, NotificationItem item) {
        ReconciliationWork.Item work = new ReconciliationWork.Item(item, notification, Fixtures.SITE_1010);
        try {
            return PROVIDER.reconcile(new ReconciliationWork(item.subject(), List.of(work), 1), new EmptyStore());
        } catch (ProviderException refused) {
            return Future.failedFuture(refused);
        }
    }

    private static Optional<List<NotificationItem>> items(TestingNotification notification) {
        try {
            return Optional.of(PROVIDER.parse(notification, Fixtures.SITE_1010));
        } catch (ProviderException refused) {
            assertThat(refused.category()).isIn(UNREADABLE);
            return Optional.empty();
        }
    }

    private static boolean isVerified(String header) {
        try {
            return PROVIDER.authenticate(TestingNotification.of("{}").withHeader("Authorization", header))
                    .isVerified();
        } catch (ProviderException refused) {
            assertThat(refused.category()).isEqualTo(ErrorCategory.UNAUTHENTICATED);
            assertThat(refused.getMessage()).doesNotContain("gabi");
            return false;
        }
    }
}
