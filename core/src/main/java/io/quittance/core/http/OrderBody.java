package io.quittance.core.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.quittance.core.plugin.StrictJson;
import io.quittance.core.reconcile.OrderRequest;
import io.quittance.spi.Money;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Collection;
import java.util.Currency;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The body of a registration, read strictly: everything that is wrong is told at once. */
final class OrderBody {

    private static final Set<String> KEYS = Set.of("amount", "currency", "expiresAt", "account", "metadata");
    private static final long MAX_AMOUNT = 1_000_000_000_000_000L;
    private static final Set<String> CURRENCIES = Currency.getAvailableCurrencies().stream()
            .filter(currency -> currency.getDefaultFractionDigits() >= 0)
            .map(Currency::getCurrencyCode)
            .collect(Collectors.toUnmodifiableSet());

    private final StrictBody strict;
    private final JsonNode body;

    private OrderBody(StrictBody strict) {
        this.strict = strict;
        this.body = strict.node();
    }

    /**
     * The registration that a body asks for.
     *
     * @param accounts those of the merchant
     * @throws ProblemException if anything is wrong
     */
    static OrderRequest parse(Buffer bytes, OrderPath order, Collection<String> accounts) {
        OrderBody body = new OrderBody(StrictBody.parse(bytes, "a JSON object with amount and currency")
                .only(KEYS));
        long amount = body.amount();
        String currency = body.currency();
        Instant expiresAt = body.expiresAt();
        String account = body.account(accounts);
        JsonObject metadata = body.metadata();
        body.strict.requireValid();
        return new OrderRequest(
                order.merchant(), order.reference(), new Money(amount, currency), expiresAt, account, metadata);
    }

    private long amount() {
        JsonNode amount = body.path("amount");
        boolean valid = amount.isIntegralNumber()
                && amount.canConvertToLong()
                && amount.longValue() > 0
                && amount.longValue() <= MAX_AMOUNT;
        if (!valid) {
            refuse("amount", "is a whole number of minor units from 1 to " + MAX_AMOUNT + ", 100 for one euro");
        }
        return amount.longValue();
    }

    private String currency() {
        String currency = body.path("currency").textValue();
        if (currency != null && CURRENCIES.contains(currency)) {
            return currency;
        }
        refuse("currency", "is the code of a currency with a minor unit as in ISO 4217, for example \"EUR\"");
        return "";
    }

    private @Nullable Instant expiresAt() {
        JsonNode value = body.path("expiresAt");
        if (isAbsent(value)) {
            return null;
        }
        Optional<Instant> time = Optional.ofNullable(value.textValue()).flatMap(Timestamps::parse);
        if (time.isEmpty()) {
            refuse("expiresAt", "is " + Timestamps.ALLOWED);
        }
        return time.orElse(null);
    }

    private @Nullable String account(Collection<String> accounts) {
        JsonNode value = body.path("account");
        if (!isAbsent(value) && !(value.isTextual() && accounts.contains(value.textValue()))) {
            refuse("account", "is an account of the merchant: " + String.join(", ", new TreeSet<>(accounts)));
        }
        return value.textValue();
    }

    private @Nullable JsonObject metadata() {
        JsonNode value = body.path("metadata");
        if (isAbsent(value)) {
            return null;
        }
        Optional<String> problem = Metadata.problem(value);
        problem.ifPresent(detail -> refuse("metadata", detail));
        return problem.isPresent() ? null : new JsonObject(StrictJson.toMap(value));
    }

    private static boolean isAbsent(JsonNode value) {
        return value.isMissingNode() || value.isNull();
    }

    private void refuse(String key, String detail) {
        strict.refuse(key, key + " " + detail);
    }
}
