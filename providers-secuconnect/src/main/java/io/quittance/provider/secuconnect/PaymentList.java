package io.quittance.provider.secuconnect;

import io.quittance.spi.PaymentLookup.Window;
import io.quittance.spi.ProviderException;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A page of the list of payment transactions.
 *
 * @param count all that the search found, also what is not on this page; empty if not told
 * @param rows what is on this page
 */
record PaymentList(OptionalLong count, List<Row> rows) {

    /**
     * A transaction as far as a list must know it. It is read by its id, since a list may lag and leave fields out.
     *
     * @param id its id, null if not told
     * @param created null if that cannot be read
     * @param isPart whether it is a refund or another part, and so told with the payment it belongs to
     */
    record Row(@Nullable String id, @Nullable Instant created, boolean isPart) {

        static Row of(JsonObject json) {
            boolean negative = LenientJson.integer(json, "amount").orElse(0) < 0;
            return new Row(
                    LenientJson.text(json, "id"),
                    LenientJson.instant(json, "created"),
                    negative || !LenientJson.objects(json, "parents").isEmpty());
        }

        private boolean isWithin(Instant from, Instant to) {
            return created == null || (!created.isBefore(from) && !created.isAfter(to));
        }
    }

    PaymentList {
        rows = List.copyOf(rows);
    }

    static PaymentList of(JsonObject json) {
        return new PaymentList(
                LenientJson.integer(json, "count"),
                LenientJson.objects(json, "data").stream().map(Row::of).toList());
    }

    /** The provider's times have no fractions of a second. */
    static Instant wholeSeconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    /**
     * The ids of the payments that were created in the window, refunds and parts left out.
     *
     * @throws ProviderException with category permanent if the search passed over the window: then its pages would be those
     *     of all payments there ever were
     */
    List<String> payments(Window window) {
        Instant from = wholeSeconds(window.from());
        Instant to = wholeSeconds(window.to());
        if (rows.stream().anyMatch(row -> !row.isWithin(from, to))) {
            throw ProviderException.permanent(
                    "secuconnect answered the list of payments with one that was created outside of the window");
        }
        return rows.stream()
                .filter(row ->
                        !row.isPart() && (row.created() == null || row.created().isBefore(window.to())))
                .flatMap(row -> Optional.ofNullable(row.id()).stream())
                .distinct()
                .toList();
    }

    /** Where the next page begins; empty at the end. */
    Optional<Integer> next(int offset, int pageSize) {
        int end = offset + rows.size();
        boolean more = count.isPresent() ? end < count.getAsLong() : rows.size() >= pageSize;
        return more && !rows.isEmpty() ? Optional.of(end) : Optional.empty();
    }
}
