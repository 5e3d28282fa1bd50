package io.quittance.provider.secuconnect.simulator;

import io.quittance.provider.secuconnect.simulator.SearchQuery.Properties;
import io.quittance.simulation.Chance;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;

/** The part of the API that tells of payments, refunds and smart transactions. */
final class SecuconnectApi {

    private final Books books;
    private final Documents documents;
    private final AccessTokens tokens;
    private final String referenceField;
    private final Chance chance;

    /**
     * Tells what the books hold.
     *
     * @param referenceField which field of a smart transaction holds the order's reference
     */
    SecuconnectApi(Books books, AccessTokens tokens, String referenceField, Chance chance) {
        this.books = books;
        this.documents = new Documents(books, chance);
        this.tokens = tokens;
        this.referenceField = referenceField;
        this.chance = chance;
    }

    void route(Router router) {
        router.post("/oauth/token").handler(tokens::issue);
        router.get("/api/v2/*").handler(this::requireToken);
        router.get("/api/v2/Payment/Transactions").handler(this::searchTransactions);
        router.get("/api/v2/Payment/Transactions/:id").handler(call -> tell(call, false, documents::transaction));
        router.get("/api/v2/Payment/Transactions/:id/OldFormat")
                .handler(call -> tell(call, true, documents::oldFormat));
        router.get("/api/v2/Payment/Transactions/:id/checkStatus").handler(this::checkStatus);
        router.get("/api/v2/Smart/Transactions").handler(this::searchSmartTransactions);
        router.get("/api/v2/Smart/Transactions/:id").handler(this::tellSmartTransaction);
    }

    private void requireToken(RoutingContext call) {
        if (tokens.admit(call)) {
            call.next();
        } else {
            chance.oneOf(Refusal.TOKEN, Refusal.TOKEN_AS_SDK_EXPECTS).answer(call, chance);
        }
    }

    private void tell(RoutingContext call, boolean oldFormat, Function<Transaction, JsonObject> document) {
        answer(
                call,
                books.transaction(id(call))
                        .filter(found -> found.isOldFormat() == oldFormat)
                        .map(document));
    }

    private void checkStatus(RoutingContext call) {
        answer(call, books.transaction(id(call)).map(documents::checkStatus));
    }

    private void tellSmartTransaction(RoutingContext call) {
        answer(call, books.smartTransaction(id(call)).map(this::document));
    }

    private static String id(RoutingContext call) {
        return Objects.requireNonNull(call.pathParam("id"), "the route has an id");
    }

    private void answer(RoutingContext call, Optional<JsonObject> found) {
        found.ifPresentOrElse(call::json, () -> Refusal.UNKNOWN_OBJECT.answer(call, chance));
    }

    private void searchTransactions(RoutingContext call) {
        withQuery(call, query -> {
            List<Transaction> matches = books.transactions().stream()
                    .filter(transaction -> query.matches(properties(transaction)))
                    .toList();
            SearchAnswer.send(call, matches, documents::transaction);
        });
    }

    private void searchSmartTransactions(RoutingContext call) {
        withQuery(call, query -> {
            List<SmartTransaction> matches = candidates(query)
                    .filter(smart -> query.matches(properties(smart)))
                    .toList();
            SearchAnswer.send(call, matches, this::document);
        });
    }

    /** Searches by payment come with every push: they go along an index. */
    private Stream<SmartTransaction> candidates(SearchQuery query) {
        return query.wanted("transactions.id")
                .map(payment -> books.smartTransactionOf(payment).stream())
                .orElseGet(() -> books.smartTransactions().stream());
    }

    private void withQuery(RoutingContext call, Consumer<SearchQuery> search) {
        String q = String.join(" AND ", call.queryParam("q"));
        SearchQuery.parse(q).ifPresentOrElse(search, () -> Refusal.UNREADABLE_SEARCH.answer(call, chance));
    }

    private JsonObject document(SmartTransaction smart) {
        return documents.smartTransaction(smart, referenceField);
    }

    private static Properties properties(Transaction transaction) {
        return new KnownProperties(
                Map.of(
                        "id",
                        List.of(transaction.id()),
                        "parents.id",
                        transaction.parent().stream().toList()),
                Map.of("created", transaction.created(), "updated", transaction.updated()));
    }

    private Properties properties(SmartTransaction smart) {
        return new KnownProperties(
                Map.of(
                        "id",
                        List.of(smart.id()),
                        "transactions.id",
                        smart.payments(),
                        referenceField,
                        List.of(smart.reference())),
                Map.of("created", smart.created(), "updated", smart.updated()));
    }

    private record KnownProperties(Map<String, List<String>> texts, Map<String, Instant> times) implements Properties {

        @Override
        public Stream<String> values(String property) {
            return texts.getOrDefault(property, List.of()).stream();
        }

        @Override
        public Optional<Instant> time(String property) {
            return Optional.ofNullable(times.get(property));
        }
    }
}
