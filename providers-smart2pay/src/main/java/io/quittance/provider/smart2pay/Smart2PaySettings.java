package io.quittance.provider.smart2pay;

import io.quittance.spi.ProviderContext;
import io.quittance.spi.ProviderException;
import io.quittance.spi.Secret;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The settings of an account.
 *
 * @param sites at least one, each id once
 * @param orderReference how the order's reference is found in MerchantTransactionID
 * @param amountUnit what amounts count
 */
record Smart2PaySettings(List<Site> sites, OrderReference orderReference, AmountUnit amountUnit) {

    /**
     * A site of the merchant.
     *
     * @param id its SiteID
     * @param apiKey its API key, with the older ones that are still in use
     */
    record Site(String id, Secret apiKey) {}

    Smart2PaySettings {
        sites = List.copyOf(sites);
    }

    static Smart2PaySettings of(JsonObject settings, ProviderContext context) {
        return new Smart2PaySettings(
                sites(settings.getJsonArray("sites"), context),
                OrderReference.of(settings.getString("orderReferencePattern")),
                AmountUnit.of(settings.getString("amountUnit", "hundredths")));
    }

    private static List<Site> sites(JsonArray configured, ProviderContext context) {
        List<Site> sites = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (int index = 0; index < configured.size(); index++) {
            String pointer = "/sites/" + index;
            String id = configured.getJsonObject(index).getString("siteId");
            if (!ids.add(id)) {
                throw ProviderException.configuration(pointer + "/siteId: site " + id
                        + " is listed twice; a site with several keys is listed once, with a list as its apiKey");
            }
            sites.add(new Site(id, context.secret(pointer + "/apiKey")));
        }
        return sites;
    }
}
