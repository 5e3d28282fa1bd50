package io.quittance.provider.smart2pay;

import io.quittance.spi.Acknowledgement;
import io.quittance.spi.InboundNotification;
import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.NotificationItem.Effect;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.PaymentStore;
import io.quittance.spi.ReconciliationWork;
import io.quittance.spi.Verification;
import io.vertx.core.Future;
import java.util.List;

/** One account at Smart2Pay. Its notifications are signed by a site's key, so what they say is taken as it is. */
final class Smart2PayProvider implements PaymentProvider {

    /** Nothing else ends Smart2Pay's retries. */
    private static final int NO_CONTENT = 204;

    private final SiteAuthentication authentication;
    private final PaymentMapping mapping;

    Smart2PayProvider(SiteAuthentication authentication, PaymentMapping mapping) {
        this.authentication = authentication;
        this.mapping = mapping;
    }

    @Override
    public Verification authenticate(InboundNotification inbound) {
        return authentication.authenticate(inbound);
    }

    @Override
    public List<NotificationItem> parse(InboundNotification inbound, Verification verification) {
        String site = SiteAuthentication.siteOf(verification);
        return List.of(Smart2PayNotification.of(inbound).item(site));
    }

    @Override
    public Acknowledgement acknowledge(InboundNotification inbound, IntakeOutcome outcome) {
        return Acknowledgement.standard(outcome, NO_CONTENT);
    }

    @Override
    public Future<List<PaymentObservation>> reconcile(ReconciliationWork work, PaymentStore store) {
        return Future.succeededFuture(work).map(this::carriedObservations);
    }

    private List<PaymentObservation> carriedObservations(ReconciliationWork work) {
        return work.items().stream()
                .filter(item -> item.item().effect() == Effect.PAYMENT)
                .map(this::carriedObservation)
                .toList();
    }

    private PaymentObservation carriedObservation(ReconciliationWork.Item item) {
        String site = SiteAuthentication.siteOf(item.verification());
        return mapping.observe(Smart2PayNotification.of(item.notification()).payment(), site);
    }
}
