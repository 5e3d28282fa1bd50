package io.quittance.provider.secuconnect;

import io.quittance.spi.InboundNotification;
import io.quittance.spi.ProviderContext;
import io.quittance.spi.ProviderException;
import io.quittance.spi.ReconciliationWork;
import io.quittance.spi.Verification;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The query of the account's push URLs: {@code ?order=REFERENCE&sig=SIGNATURE}. The provider keeps it and pushes to it, so
 * it comes back with each push about the order's payments.
 */
final class PushUrl {

    private static final int MAX_REFERENCE = 200;

    private final PushSettings settings;
    private final Optional<PushSignature> signature;

    PushUrl(PushSettings settings, ProviderContext context) {
        this.settings = settings;
        this.signature = settings.hasKey()
                ? Optional.of(new PushSignature(context.accountId(), context.secret(PushSettings.KEY)))
                : Optional.empty();
    }

    /** The URL for an order, signed if there is a key. */
    URI of(URI publicBase, String order) {
        String named = publicBase + "?" + settings.orderParameter() + "=" + PercentEncoding.of(order);
        return URI.create(signature
                .map(known -> named + "&" + PushSignature.PARAMETER + "=" + known.of(order))
                .orElse(named));
    }

    /**
     * Who pushes.
     *
     * @throws ProviderException with category unauthenticated if the sender's address or the signature is refused
     */
    Verification authenticate(InboundNotification inbound) {
        if (!settings.networks().admit(inbound.remoteAddress())) {
            throw ProviderException.unauthenticated("The sender's address is in none of the sourceNetworks");
        }
        List<String> given =
                settings.signature() == SignaturePolicy.OFF ? List.of() : inbound.queryValues(PushSignature.PARAMETER);
        if (given.isEmpty()) {
            return unsigned();
        }
        List<String> orders = inbound.queryValues(settings.orderParameter());
        if (given.size() != 1 || orders.size() != 1) {
            throw ProviderException.unauthenticated("A signed push has each of the query parameters "
                    + settings.orderParameter() + " and " + PushSignature.PARAMETER + " once");
        }
        return signature
                .flatMap(known -> known.credential(orders.get(0), given.get(0)))
                .map(Verification::verified)
                .orElseThrow(() -> ProviderException.unauthenticated(
                        "The signature in the query is not by a pushKey over this account and order"));
    }

    /** The credentials that {@link #authenticate} accepts, newest first. */
    List<String> credentials() {
        return settings.signature() == SignaturePolicy.OFF
                ? List.of()
                : signature.map(PushSignature::credentials).orElse(List.of());
    }

    /**
     * The order that the newest signed push of the work names, if the account believes it. An unsigned one is not believed: whoever knows the id of a
     * payment could push it with an order of their own choice, and so have a stranger's money pay it.
     */
    Optional<String> signedOrder(ReconciliationWork work) {
        Optional<InboundNotification> newest = work.items().stream()
                .filter(item -> item.verification().isVerified())
                .reduce((earlier, later) -> later)
                .map(ReconciliationWork.Item::notification);
        return newest.filter(push -> settings.believesOrder())
                .flatMap(push -> push.query(settings.orderParameter()))
                .filter(order -> !order.isBlank() && order.length() <= MAX_REFERENCE);
    }

    private Verification unsigned() {
        if (settings.signature() == SignaturePolicy.REQUIRE) {
            throw ProviderException.unauthenticated("The query holds no signature, and pushSignature is require");
        }
        return Verification.unverified();
    }
}
