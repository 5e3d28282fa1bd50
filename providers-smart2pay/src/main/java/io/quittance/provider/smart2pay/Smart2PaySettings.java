package io.quittance.provider.smart2pay;

import io.quittance.spi.ProviderContext;
import io.quittance.spi.ProviderException;
import io.quittance.spi.Secret;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an account.
 *
 * @param sites at least one, each id once
 * @param baseUrls of the API of each back end that may be asked, without a slash at the end; possibly none
 * @param orderReference how the order's reference is found in MerchantTransactionID
 * @param attemptIds how MerchantTransactionIDs are made of it
 * @param amounts how amounts are read
 */
record Smart2PaySettings(
        List<Site> sites,
        Map<BackEnd, String> baseUrls,
        OrderReference orderReference,
        AttemptIds attemptIds,
        Amounts amounts) {

    /**
     * A site of the merchant.
     *
     * @param id its SiteID
     * @param apiKey its API key, with the older ones that are still in use
     */
    record Site(String id, Secret apiKey) {}

    Smart2PaySettings {
        sites = List.copyOf(sites);
        baseUrls = Map.copyOf(baseUrls);
    }

    static Smart2PaySettings of(JsonObject settings, ProviderContext context) {
        OrderReference orderReference = OrderReference.of(settings.getString("orderReferencePattern"));
        return new Smart2PaySettings(
                sites(settings.getJsonArray("sites"), context),
                baseUrls(settings),
                orderReference,
                AttemptIds.of(settings.getString("merchantTransactionIdTemplate"), orderReference),
                new Amounts(AmountUnit.of(settings.getString("amountUnit", "hundredths"))));
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

    private static Map<BackEnd, String> baseUrls(JsonObject settings) {
        Map<BackEnd, String> baseUrls = new EnumMap<>(BackEnd.class);
        for (BackEnd backEnd : BackEnd.values()) {
            String configured = settings.getString(backEnd.setting());
            if (configured != null) {
                baseUrls.put(backEnd, baseUrl(backEnd.setting(), configured));
            }
        }
        return baseUrls;
    }

    private static String baseUrl(String setting, String configured) {
        String baseUrl = configured.replaceAll("/+$", "");
        if (baseUrl.endsWith("/v1")) {
            throw ProviderException.configuration("/" + setting + ": the address without /v1 is expected");
        }
        if (host(baseUrl) == null) {
            throw ProviderException.configuration(
                    "/" + setting + ": a URL such as https://paytest.smart2pay.com is" + " expected");
        }
        return baseUrl;
    }

    private static @Nullable String host(String baseUrl) {
        try {
            return new URI(baseUrl).getHost();
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
