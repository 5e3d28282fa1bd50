package io.quittance.provider.secuconnect;

import io.quittance.provider.secuconnect.PaymentList.Row;
import io.quittance.spi.ErrorCategory;
import io.quittance.spi.PaymentLookup.Window;
import io.quittance.spi.ProviderException;
import io.vertx.core.Future;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Finds payments by the time of their creation: with a range over {@code created}, which is in the syntax of the vendor's
 * searches though no page of the vendor shows one. If the API refuses it, passes over it or does not understand it, the list
 * is walked down from the newest payment, which the vendor documents. Never takes a search that failed for a quiet time.
 */
final class CreatedPayments {

    /** Each payment of a page costs two calls or more, which are to fit into a second of the account's budget. */
    static final int PAGE_SIZE = 10;

    /** On the way down most are passed over, which costs nothing. */
    static final int STEP = 100;

    /** So far down and no further: a window that lies deeper has to be found in another way. */
    static final int DEEPEST = 50_000;

    private static final String DOWN = "down:";

    private final SecuconnectClient client;
    private final Logger logger;

    CreatedPayments(SecuconnectClient client, Logger logger) {
        this.client = client;
        this.logger = logger;
    }

    /**
     * A page of ids.
     *
     * @param next where the next page begins; empty at the end
     */
    record Found(List<String> ids, Optional<String> next) {

        Found {
            ids = List.copyOf(ids);
        }
    }

    /** The ids of the payments of a window, refunds and parts left out. */
    Future<Found> page(Window window, Optional<String> cursor) {
        boolean isDown = cursor.filter(text -> text.startsWith(DOWN)).isPresent();
        int offset = cursor.map(text -> offset(isDown ? text.substring(DOWN.length()) : text))
                .orElse(0);
        return isDown ? down(window, offset) : range(window, offset);
    }

    private Future<Found> range(Window window, int offset) {
        return searched(window, offset)
                .recover(failure ->
                        isPermanent(failure) ? Future.succeededFuture(Optional.empty()) : Future.failedFuture(failure))
                .compose(found -> found.map(Future::succeededFuture).orElseGet(() -> unsearched(window)));
    }

    /** Empty if the search cannot be trusted. */
    private Future<Optional<Found>> searched(Window window, int offset) {
        return client.payments(window, offset, PAGE_SIZE).compose(list -> {
            Optional<String> next = list.next(offset, PAGE_SIZE).map(String::valueOf);
            Optional<Found> found = Optional.of(new Found(list.payments(window), next));
            return offset > 0 || !list.rows().isEmpty()
                    ? Future.succeededFuture(found)
                    : rangesAreUnderstood().map(sure -> found.filter(page -> sure));
        });
    }

    /** Whether a range finds what is there: the newest payment of all. */
    private Future<Boolean> rangesAreUnderstood() {
        return client.newestPayments(0, 1)
                .compose(newest -> newest.rows().isEmpty()
                        ? Future.succeededFuture(true)
                        : finds(newest.rows().get(0)));
    }

    private Future<Boolean> finds(Row row) {
        Instant created = row.created();
        return created == null
                ? Future.succeededFuture(false)
                : client.payments(new Window(created, created.plusSeconds(1)), 0, 1)
                        .map(list -> !list.rows().isEmpty());
    }

    private Future<Found> unsearched(Window window) {
        logger.log(
                Level.WARNING,
                "secuconnect does not search payments by their creation; the list is walked from the newest");
        return down(window, 0);
    }

    private Future<Found> down(Window window, int offset) {
        if (offset >= DEEPEST) {
            throw ProviderException.permanent("secuconnect does not search payments by their creation, and more than "
                    + DEEPEST + " were created after the window");
        }
        return client.newestPayments(offset, STEP).map(list -> step(list, window, offset));
    }

    private static Found step(PaymentList list, Window window, int offset) {
        Instant from = PaymentList.wholeSeconds(window.from());
        List<String> ids = new ArrayList<>();
        Instant before = Instant.MAX;
        int passed = 0;
        for (Row row : list.rows()) {
            Instant created = sorted(row, before);
            if (created.isBefore(from)) {
                return new Found(ids, Optional.empty());
            }
            if (ids.size() == PAGE_SIZE) {
                return new Found(ids, Optional.of(DOWN + (offset + passed)));
            }
            String id = row.id();
            if (created.isBefore(window.to()) && !row.isPart() && id != null && !ids.contains(id)) {
                ids.add(id);
            }
            before = created;
            passed++;
        }
        return new Found(ids, list.next(offset, STEP).map(next -> DOWN + next));
    }

    private static Instant sorted(Row row, Instant before) {
        Instant created = row.created();
        if (created == null || created.isAfter(before)) {
            throw ProviderException.permanent(
                    "secuconnect neither searches nor sorts payments by their creation, so they cannot be listed");
        }
        return created;
    }

    private static boolean isPermanent(Throwable failure) {
        return failure instanceof ProviderException known && known.category() == ErrorCategory.PERMANENT;
    }

    private static int offset(String cursor) {
        try {
            return Integer.parseUnsignedInt(cursor);
        } catch (NumberFormatException e) {
            throw ProviderException.permanent("A cursor of a list of payments is as the page before gave it");
        }
    }
}
