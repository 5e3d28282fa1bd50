package io.quittance.core.plan;

import static io.quittance.core.plan.ConfigurationDocument.CONFIGURATION;
import static io.quittance.core.plan.ConfigurationDocument.PLUGINS;
import static io.quittance.core.plan.ConfigurationDocument.SECRETS;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What a change from one configuration to another does, in words, one line for each thing. */
public final class Plan {

    private static final int SHOWN = 100;
    private static final String TOKENS = "tokens";

    private final List<String> lines = new ArrayList<>();

    private Plan() {}

    /**
     * The lines, at least one.
     *
     * @param running what is in force, as {@link ConfigurationDocument} has it
     * @param wanted what is to be, with fingerprints under the same salt
     */
    public static List<String> lines(JsonObject running, JsonObject wanted) {
        Plan plan = new Plan();
        JsonObject before = running.getJsonObject(CONFIGURATION);
        JsonObject after = wanted.getJsonObject(CONFIGURATION);
        plan.compare("account", items(before, "accounts", "id"), items(after, "accounts", "id"), Plan::account);
        plan.compare("endpoint", items(before, "endpoints", "id"), items(after, "endpoints", "id"), Plan::endpoint);
        plan.compare(
                "token", tokens(before), tokens(after), token -> token.getString("name") + " (" + role(token) + ")");
        for (String section : List.of("intake", "management", "store", "plugins", "telemetry")) {
            plan.section("/" + section, section(before, section), section(after, section));
        }
        plan.plugins(items(running, PLUGINS, "name"), items(wanted, PLUGINS, "name"));
        return plan.lines.isEmpty() ? List.of("no change") : List.copyOf(plan.lines);
    }

    private void compare(
            String kind,
            Map<String, JsonObject> before,
            Map<String, JsonObject> after,
            Function<JsonObject, String> words) {
        before.forEach((name, item) -> {
            if (!after.containsKey(name)) {
                lines.add("remove " + kind + " " + name);
            }
        });
        after.forEach((name, item) -> {
            JsonObject old = before.get(name);
            if (old == null) {
                lines.add("add " + kind + " " + words.apply(item));
            } else {
                change(pointer -> "change " + kind + " " + name + ": ", "", old, item);
            }
        });
    }

    private void section(String pointer, JsonObject before, JsonObject after) {
        change(changed -> RestartNeeded.isFixed(changed) ? "restart needed: " : "change: ", pointer, before, after);
    }

    private void change(Function<String, String> label, String at, JsonObject before, JsonObject after) {
        Map<String, String> old = Leaves.of(withoutSecrets(before));
        Map<String, String> now = Leaves.of(withoutSecrets(after));
        for (String pointer : union(old.keySet(), now.keySet())) {
            if (!Objects.equals(old.get(pointer), now.get(pointer))) {
                lines.add(label.apply(at + pointer) + at + pointer + " " + shown(old.get(pointer)) + " -> "
                        + shown(now.get(pointer)));
            }
        }
        JsonObject oldSecrets = before.getJsonObject(SECRETS, new JsonObject());
        JsonObject newSecrets = after.getJsonObject(SECRETS, new JsonObject());
        for (String pointer : union(oldSecrets.fieldNames(), newSecrets.fieldNames())) {
            if (!Objects.equals(oldSecrets.getValue(pointer), newSecrets.getValue(pointer))) {
                lines.add(label.apply(at + pointer) + "secret " + at + pointer);
            }
        }
    }

    private void plugins(Map<String, JsonObject> before, Map<String, JsonObject> after) {
        before.forEach((name, plugin) -> {
            if (!after.containsKey(name)) {
                lines.add("remove plugin " + plugin(plugin));
            }
        });
        after.forEach((name, plugin) -> {
            JsonObject old = before.get(name);
            if (old == null) {
                lines.add("add plugin " + plugin(plugin));
            } else if (!old.equals(plugin)) {
                lines.add("replace plugin " + name + " " + old.getString("version") + " -> "
                        + plugin.getString("version") + " (" + plugin.getString("jar") + ")");
            }
        });
    }

    private static String account(JsonObject account) {
        return account.getString("id") + " (" + account.getString("provider") + " at " + account.getString("path")
                + ")";
    }

    private static String endpoint(JsonObject endpoint) {
        return endpoint.getString("id") + " (" + endpoint.getString("url") + ")";
    }

    private static String role(JsonObject token) {
        String merchant = token.getString("merchant");
        return token.getString("role") + (merchant == null ? "" : " of " + merchant);
    }

    private static String plugin(JsonObject plugin) {
        return plugin.getString("name") + " " + plugin.getString("version") + " (" + plugin.getString("jar") + ")";
    }

    private static Map<String, JsonObject> tokens(JsonObject configuration) {
        return items(configuration.getJsonObject("management"), TOKENS, "name");
    }

    private static JsonObject section(JsonObject configuration, String name) {
        JsonObject section = configuration.getJsonObject(name).copy();
        section.remove(TOKENS);
        return section;
    }

    private static Map<String, JsonObject> items(JsonObject holder, String list, String key) {
        Map<String, JsonObject> items = new LinkedHashMap<>();
        JsonArray array = holder.getJsonArray(list);
        for (int i = 0; i < array.size(); i++) {
            items.put(array.getJsonObject(i).getString(key), array.getJsonObject(i));
        }
        return items;
    }

    private static JsonObject withoutSecrets(JsonObject item) {
        JsonObject shown = item.copy();
        shown.remove(SECRETS);
        return shown;
    }

    private static Set<String> union(Set<String> some, Set<String> others) {
        Set<String> all = new LinkedHashSet<>(some);
        all.addAll(others);
        return all;
    }

    private static String shown(@Nullable String json) {
        if (json == null) {
            return "absent";
        }
        return json.length() > SHOWN ? json.substring(0, SHOWN) + "..." : json;
    }
}
