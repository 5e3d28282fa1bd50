package io.quittance.provider.smart2pay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.provider.smart2pay.Smart2PaySettings.Site;
import io.quittance.spi.InboundNotification;
import io.quittance.spi.ProviderException;
import io.quittance.spi.Secret;
import io.quittance.spi.Verification;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds out which site a notification comes from: user is the SiteID, password its API key. Does the same work and gives
 * the same answer for an unknown site and for a wrong key.
 */
final class SiteAuthentication {

    private static final String CREDENTIAL_PREFIX = "site:";

    private final List<Site> sites;

    SiteAuthentication(List<Site> sites) {
        this.sites = List.copyOf(sites);
    }

    Verification authenticate(InboundNotification inbound) {
        BasicCredentials credentials = inbound.header("Authorization")
                .flatMap(BasicCredentials::parse)
                .orElseThrow(() -> ProviderException.unauthenticated(
                        "A header \"Authorization: Basic base64(SiteID:APIKey)\" is expected"));
        Site site = verifiedSite(credentials);
        if (site == null) {
            throw ProviderException.unauthenticated("The site is not one of this account, or its API key is another");
        }
        return Verification.verified(CREDENTIAL_PREFIX + site.id());
    }

    /** The site of a verification that {@link #authenticate} gave. */
    static String siteOf(Verification verification) {
        return verification
                .credential()
                .filter(credential -> credential.startsWith(CREDENTIAL_PREFIX))
                .map(credential -> credential.substring(CREDENTIAL_PREFIX.length()))
                .orElseThrow(() -> ProviderException.permanent("The notification was not verified by a site's key"));
    }

    /** Compares with every key of every site, so that the time tells neither which sites exist nor how nearly a key fits. */
    private @Nullable Site verifiedSite(BasicCredentials credentials) {
        byte[] user = credentials.user().getBytes(UTF_8);
        Site verified = null;
        for (Site site : sites) {
            boolean sameSite = Secret.equal(site.id().getBytes(UTF_8), user);
            boolean sameKey = site.apiKey().matches(credentials.password());
            if (sameSite && sameKey) {
                verified = site;
            }
        }
        return verified;
    }
}
