package io.quittance.provider.smart2pay;

import io.quittance.spi.Acknowledgement;
import io.quittance.spi.InboundNotification;
import io.quittance.spi.IntakeOutcome;
import io.quittance.spi.NotificationItem;
import io.quittance.spi.PaymentLookup;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentProvider;
import io.quittance.spi.PaymentStore;
import io.quittance.spi.ProviderContext;
import io.quittance.spi.ReconciliationWork;
import io.quittance.spi.Verification;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/**
 * One account at Smart2Pay. Its notifications are signed by a site's key, so what they say is taken as it is; what they
 * leave in doubt, and what they never told, is asked for by look-ups.
 */
final class Smart2PayProvider implements PaymentProvider {

    /** Nothing else ends Smart2Pay's retries. */
    private static final int NO_CONTENT = 204;

    private final SiteAuthentication authentication;
    private final CarriedObservations carried;
    private final Optional<PaymentLookup> lookup;

    private Smart2PayProvider(
            SiteAuthentication authentication, CarriedObservations carried, Optional<PaymentLookup> lookup) {
        this.authentication = authentication;
        this.carried = carried;
        this.lookup = lookup;
    }

    static Smart2PayProvider of(Smart2PaySettings settings, ProviderContext context) {
        PaymentMapping mapping = new PaymentMapping(settings.amounts(), settings.orderReference());
        return new Smart2PayProvider(
                new SiteAuthentication(settings.sites()),
                new CarriedObservations(mapping),
                Smart2PayLookup.of(settings, mapping, context));
    }

    @Override
    public Verification authenticate(InboundNotification inbound) {
        return authentication.authenticate(inbound);
    }

    @Override
    public List<String> credentials() {
        return authentication.credentials();
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
        return carried.of(work, store);
    }

    @Override
    public Optional<PaymentLookup> lookup() {
        return lookup;
    }
}
