package io.quittance.core.config;

import io.vertx.core.json.JsonObject;
import io.vertx.pgclient.PgConnectOptions;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the schema cannot say about the store. */
final class StoreChecks {

    private static final Pattern PASSWORD =
            Pattern.compile("^[a-z]+://[^/?#]*:[^/?#]*@|[?&]password=", Pattern.CASE_INSENSITIVE);

    /** Several hosts, each of which has to be right alone. */
    private static final Pattern SEVERAL =
            Pattern.compile("(?<before>[^/]*//[^@/?#]*@)(?<hosts>[^/?#]*,[^/?#]*)(?<after>[/?#].*)?");

    private StoreChecks() {}

    static void check(JsonObject root, Problems problems) {
        checkRoles(Lenient.object(Lenient.object(root, "store"), "roles"), problems);
        String uri = Lenient.text(Lenient.object(root, "store"), "uri");
        if (uri == null || problems.isTouched("/store/uri")) {
            return;
        }
        if (PASSWORD.matcher(uri).find()) {
            problems.add("/store/uri", "must not hold a password; give it as store.password");
        } else if (!isUsable(uri)) {
            problems.add(
                    "/store/uri",
                    "must be a URI like postgresql://user@host:5432/database, or with several hosts as in user@db1:5432,db2:5432");
        }
    }

    private static void checkRoles(JsonObject roles, Problems problems) {
        String run = Lenient.text(roles, "run");
        if (run != null && run.equals(Lenient.text(roles, "read"))) {
            problems.add("/store/roles/read", "must be another role than run");
        }
    }

    private static boolean isUsable(String uri) {
        try {
            Matcher several = SEVERAL.matcher(uri);
            if (several.matches()) {
                for (String host : several.group("hosts").split(",", -1)) {
                    PgConnectOptions.fromUri(
                            several.group("before") + host + Objects.requireNonNullElse(several.group("after"), ""));
                }
            } else {
                PgConnectOptions.fromUri(uri);
            }
            return true;
        } catch (RuntimeException e) {
            // The client tells a wrong URI by several kinds of exception, whose messages may quote it.
            return false;
        }
    }
}
