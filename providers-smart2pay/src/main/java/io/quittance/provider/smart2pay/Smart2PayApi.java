package io.quittance.provider.smart2pay;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quittance.provider.smart2pay.Smart2PaySettings.Site;
import io.quittance.spi.ProviderHttp;
import io.quittance.spi.ProviderHttp.Request;
import io.vertx.core.Future;
import java.net.URI;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The three questions that we ask Smart2Pay's API, in the name of one site each time: it shows what is that site's. */
final class Smart2PayApi {

    private final ProviderHttp http;
    private final Map<BackEnd, String> baseUrls;

    Smart2PayApi(ProviderHttp http, Map<BackEnd, String> baseUrls) {
        this.http = http;
        this.baseUrls = Map.copyOf(baseUrls);
    }

    /** A payment; empty if the site has none of this id. */
    Future<Optional<PaymentMessage>> payment(BackEnd backEnd, Site site, String id) {
        return get(backEnd, site, "the read of a payment", "/v1/payments/" + encode(id))
                .map(answer -> answer.json().flatMap(json -> payment(json, answer, backEnd)));
    }

    /** The refunds of a payment as they are listed. */
    Future<List<LenientJson>> refunds(BackEnd backEnd, Site site, String paymentId) {
        return get(backEnd, site, "the list of a payment's refunds", "/v1/payments/" + encode(paymentId) + "/refunds")
                .map(answer ->
                        answer.json().map(json -> rows(json, "Refunds", answer)).orElse(List.of()));
    }

    /**
     * A page of the site's payments.
     *
     * @param query the filter and the paging, which the back ends write differently
     */
    Future<PaymentPage> payments(BackEnd backEnd, Site site, Map<String, String> query) {
        String path = query.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(parameter -> parameter.getKey() + "=" + encode(parameter.getValue()))
                .collect(Collectors.joining("&", "/v1/payments?", ""));
        return get(backEnd, site, "a list of payments", path)
                .map(answer -> answer.json()
                        .map(json -> PaymentPage.of(rows(json, "Payments", answer), json.raw("TotalPages")))
                        .orElse(PaymentPage.EMPTY));
    }

    private static Optional<PaymentMessage> payment(LenientJson answer, ApiAnswer source, BackEnd backEnd) {
        if (!answer.has("Payment")) {
            throw source.unexpected("a payment");
        }
        return answer.raw("Payment") == null
                ? Optional.empty()
                : Optional.of(PaymentMessage.answered(answer.object("Payment"), backEnd));
    }

    /** A refused list may come as a success, with an error next to the rows or with another object instead of them. */
    private static List<LenientJson> rows(LenientJson answer, String field, ApiAnswer source) {
        if (!answer.has(field) || answer.raw("Error") != null) {
            throw source.unexpected("a list");
        }
        return answer.objects(field);
    }

    private Future<ApiAnswer> get(BackEnd backEnd, Site site, String call, String pathAndQuery) {
        String baseUrl = Objects.requireNonNull(baseUrls.get(backEnd), backEnd.setting());
        Map<String, String> headers = Map.of("Authorization", credentials(site), "Accept", "application/json");
        return http.send(Request.get(URI.create(baseUrl + pathAndQuery), headers))
                .map(response -> new ApiAnswer(call + " with the key of site " + site.id(), response));
    }

    private static String credentials(Site site) {
        byte[] credentials = (site.id() + ":" + site.apiKey().newest()).getBytes(UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(credentials);
    }

    /** Fit for a path as well as for a query. */
    private static String encode(String value) {
        return URLEncoder.encode(value, UTF_8).replace("+", "%20");
    }
}
