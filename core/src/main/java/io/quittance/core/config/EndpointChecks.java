package io.quittance.core.config;

import io.quittance.spi.Secret;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What the schema cannot say about endpoints. */
final class EndpointChecks {

    private static final String SECRET_PREFIX = "whsec_";

    private final List<JsonObject> accounts;
    private final Map<String, Secret> secrets;
    private final Problems problems;

    EndpointChecks(List<JsonObject> accounts, Map<String, Secret> secrets, Problems problems) {
        this.accounts = accounts;
        this.secrets = secrets;
        this.problems = problems;
    }

    void check(List<JsonObject> endpoints) {
        Uniqueness.check(endpoints, "/endpoints", "id", problems);
        for (int i = 0; i < endpoints.size(); i++) {
            String pointer = Pointers.child("/endpoints", i);
            checkMerchant(endpoints.get(i), Pointers.child(pointer, "merchant"));
            checkUrl(endpoints.get(i), Pointers.child(pointer, "url"));
            checkSecret(Pointers.child(pointer, "secret"));
        }
    }

    private void checkMerchant(JsonObject endpoint, String pointer) {
        String merchant = Lenient.text(endpoint, "merchant");
        if (merchant == null || problems.isTouched(pointer)) {
            return;
        }
        TreeSet<String> merchants = new TreeSet<>();
        for (int i = 0; i < accounts.size(); i++) {
            String known = Lenient.text(accounts.get(i), "merchant");
            if (known == null || problems.isTouched(Pointers.child(Pointers.child("/accounts", i), "merchant"))) {
                // The account may mean this very merchant; its own problem is enough.
                return;
            }
            merchants.add(known);
        }
        if (!merchants.contains(merchant)) {
            problems.add(
                    pointer,
                    "is no account's merchant; allowed: " + NearName.list(merchants)
                            + NearName.hint(merchant, merchants));
        }
    }

    private void checkUrl(JsonObject endpoint, String pointer) {
        String text = Lenient.text(endpoint, "url");
        if (text == null || problems.isTouched(pointer)) {
            return;
        }
        Optional<URI> url = Addresses.url(text);
        if (url.isEmpty()) {
            problems.add(pointer, "must be an https URL without user and fragment");
        } else if (!Lenient.flag(endpoint, "allowPrivate")) {
            checkPublic(url.get(), pointer);
        }
    }

    private void checkPublic(URI url, String pointer) {
        List<String> faults = new ArrayList<>();
        if (!"https".equals(url.getScheme())) {
            faults.add("must be https");
        }
        if (Addresses.isPrivate(url.getHost())) {
            faults.add("must not be a loopback, private or link-local address");
        }
        if (!faults.isEmpty()) {
            problems.add(pointer, String.join(" and ", faults) + ", unless allowPrivate is true");
        }
    }

    private void checkSecret(String pointer) {
        Secret secret = secrets.get(pointer);
        if (secret != null && !secret.values().stream().allMatch(EndpointChecks::isSigningSecret)) {
            problems.add(pointer, "must be whsec_ and base64, as Standard Webhooks writes it");
        }
    }

    private static boolean isSigningSecret(String value) {
        if (!value.startsWith(SECRET_PREFIX)) {
            return false;
        }
        try {
            return Base64.getDecoder().decode(value.substring(SECRET_PREFIX.length())).length > 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
