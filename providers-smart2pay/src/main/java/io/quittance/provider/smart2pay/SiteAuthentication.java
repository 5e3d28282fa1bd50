package io.quittance.provider.smart2pay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.provider.smart2pay.Smart2PaySettings.Site;
import io.quittance.spi.InboundNotification;
import io.quittance.spi.ProviderException;
import io.quittance.spi.Secret;
import io.quittance.spi.Verification;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds out which site a notification comes from: user is the SiteID, password its API key. Does the same work and gives
 * the same answer for an unknown site and for a wrong key.
 */
final class SiteAuthentication {

    private static final Pattern CREDENTIAL = Pattern.compile("site:([0-9]+)(#.*)?");

    private final List<Site> sites;

    SiteAuthentication(List<Site> sites) {
        this.sites = List.copyOf(sites);
    }

    Verification authenticate(InboundNotification inbound) {
        BasicCredentials credentials = only(inbound.headerValues("Authorization"))
                .flatMap(BasicCredentials::parse)
                .orElseThrow(() -> ProviderException.unauthenticated(
                        LegacyForm.matches(inbound)
                                ? LegacyForm.REASON
                                : "One header \"Authorization: Basic base64(SiteID:APIKey)\" is expected"));
        return Verification.verified(verifiedCredential(credentials)
                .orElseThrow(() -> ProviderException.unauthenticated(
                        "The site is not one of this account, or its API key is another")));
    }

    /** What {@link #authenticate} may verify by, site by site, the newest key of each first. */
    List<String> credentials() {
        return sites.stream()
                .flatMap(
                        site -> site.apiKey().fingerprints().stream().map(fingerprint -> credential(site, fingerprint)))
                .toList();
    }

    /**
     * The site of a verification that {@link #authenticate} gave. Those of notifications that were stored by earlier
     * versions name no key.
     */
    static String siteOf(Verification verification) {
        return verification
                .credential()
                .map(CREDENTIAL::matcher)
                .filter(Matcher::matches)
                .map(credential -> credential.group(1))
                .orElseThrow(() -> ProviderException.permanent("The notification was not verified by a site's key"));
    }

    private static Optional<String> only(List<String> values) {
        return values.size() == 1 ? Optional.of(values.get(0)) : Optional.empty();
    }

    /** Compares with every key of every site, so that the time tells neither which sites exist nor how nearly a key fits. */
    private Optional<String> verifiedCredential(BasicCredentials credentials) {
        byte[] user = credentials.user().getBytes(UTF_8);
        Optional<String> verified = Optional.empty();
        for (Site site : sites) {
            boolean sameSite = Secret.equal(site.id().getBytes(UTF_8), user);
            Optional<String> key = site.apiKey().fingerprintOfMatch(credentials.password());
            if (sameSite && key.isPresent()) {
                verified = key.map(fingerprint -> credential(site, fingerprint));
            }
        }
        return verified;
    }

    /** Names the key by its fingerprint, so that people see which of several is still in use. */
    private static String credential(Site site, String fingerprint) {
        return "site:" + site.id() + "#" + fingerprint;
    }
}
