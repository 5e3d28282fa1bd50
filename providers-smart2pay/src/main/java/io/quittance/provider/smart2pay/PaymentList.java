package io.quittance.provider.smart2pay;

import io.quittance.provider.smart2pay.Smart2PaySettings.Site;
import io.quittance.spi.ErrorCategory;
import io.quittance.spi.PaymentLookup.Page;
import io.quittance.spi.PaymentLookup.Window;
import io.quittance.spi.PaymentObservation;
import io.quittance.spi.PaymentStore;
import io.quittance.spi.ProviderException;
import io.vertx.core.Future;
import java.lang.System.Logger.Level;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Lists the payments of all back ends and sites that were created in a window of time. */
final class PaymentList {

    /** As Smart2Pay writes times. It names no zone; all that is known fits UTC. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMddHHmmss").withZone(ZoneOffset.UTC);

    /** So many rows the API gives for sure. */
    private static final int FEWEST_ROWS = 10;

    private record Step(BackEnd backEnd, Site site) {}

    private record Listed(List<LenientJson> rows, Optional<ListCursor> next) {}

    private final Smart2PayApi api;
    private final List<Step> steps;
    private final PaymentMapping mapping;
    private final RefundReader refunds;
    private final System.Logger logger;

    /** The most rows on a page of cards, by site: so many the API gives at least. Saves calls and nothing else. */
    private final Map<Step, Integer> mostRows = new ConcurrentHashMap<>();

    PaymentList(
            Smart2PayApi api,
            List<BackEnd> backEnds,
            List<Site> sites,
            PaymentMapping mapping,
            RefundReader refunds,
            System.Logger logger) {
        this.api = api;
        this.steps = backEnds.stream()
                .flatMap(backEnd -> sites.stream().map(site -> new Step(backEnd, site)))
                .toList();
        this.mapping = mapping;
        this.refunds = refunds;
        this.logger = logger;
    }

    /** One page; a cursor of sites and back ends that are no longer configured begins anew. */
    Future<Page> page(Window window, Optional<String> cursor, PaymentStore store) {
        if (!window.from().isBefore(window.to())) {
            return Future.succeededFuture(new Page(List.of(), Optional.empty()));
        }
        ListCursor position = cursor.flatMap(ListCursor::parse)
                .filter(parsed -> step(parsed).isPresent())
                .orElseGet(() -> start(steps.get(0), window));
        Step step = step(position).orElseThrow();
        return api.payments(step.backEnd(), step.site(), query(position))
                .map(page -> switch (step.backEnd()) {
                    case ALTERNATIVE -> counted(page, position, window);
                    case CARD -> halved(page, position, window);
                })
                .compose(listed -> observations(listed.rows(), position, store)
                        .map(found -> new Page(found, listed.next().map(ListCursor::text))));
    }

    private Listed counted(PaymentPage page, ListCursor position, Window window) {
        Optional<ListCursor> next =
                page.hasNext(position.page()) ? Optional.of(position.nextPage()) : nextStep(position, window);
        return new Listed(page.rows(), next);
    }

    private Listed halved(PaymentPage page, ListCursor position, Window window) {
        boolean mayBeCut = mayBeCut(page, position);
        Optional<ListCursor> half = mayBeCut ? position.half() : Optional.empty();
        if (half.isPresent()) {
            return new Listed(List.of(), half);
        }
        if (mayBeCut) {
            logger.log(
                    Level.WARNING,
                    "Smart2Pay lists {0} card payments of site {1} for one second, {2}, and perhaps not all",
                    page.rows().size(),
                    position.site(),
                    TIME.format(position.start()));
        }
        Optional<ListCursor> next = position.rest(window).or(() -> nextStep(position, window));
        return new Listed(page.rows(), next);
    }

    /**
     * Whether there may be more than a page of cards shows. The API may give fewer rows than are asked for without saying so;
     * only a page with fewer than it gave before is surely whole.
     */
    private boolean mayBeCut(PaymentPage page, ListCursor position) {
        int rows = page.rows().size();
        int most = mostRows.merge(step(position).orElseThrow(), rows, Math::max);
        return page.isFull() || (rows >= FEWEST_ROWS && rows == most);
    }

    /** One after another, so that a list never takes the store from what is more urgent. */
    private Future<List<PaymentObservation>> observations(
            List<LenientJson> rows, ListCursor position, PaymentStore store) {
        Future<List<PaymentObservation>> all = Future.succeededFuture(new ArrayList<>());
        for (LenientJson row : rows) {
            all = all.compose(found -> observation(row, position, store).map(more -> {
                more.ifPresent(found::add);
                return found;
            }));
        }
        return all;
    }

    private Future<Optional<PaymentObservation>> observation(LenientJson row, ListCursor position, PaymentStore store) {
        return Future.succeededFuture(row)
                .map(json -> PaymentMessage.answered(json, position.backEnd()))
                .compose(payment -> observation(payment, step(position).orElseThrow(), store))
                .map(Optional::of)
                .recover(failure -> passOver(row, failure));
    }

    private Future<PaymentObservation> observation(PaymentMessage payment, Step step, PaymentStore store) {
        return refunds.of(payment, step.backEnd(), step.site())
                .compose(found -> store.payment(payment.key())
                        .map(known -> mapping.read(payment, known, step.site().id())
                                .refunds(found)
                                .build()));
    }

    /** A payment that cannot be read must not hide those after it. */
    private Future<Optional<PaymentObservation>> passOver(LenientJson row, Throwable failure) {
        if (!(failure instanceof ProviderException unreadable) || unreadable.category() != ErrorCategory.PERMANENT) {
            return Future.failedFuture(failure);
        }
        logger.log(
                Level.WARNING,
                "Smart2Pay lists a payment that cannot be read, {0}: {1}",
                row.nameBy("ID"),
                unreadable.getMessage());
        return Future.succeededFuture(Optional.empty());
    }

    private static Map<String, String> query(ListCursor position) {
        Map<String, String> query = new HashMap<>(paging(position));
        // "After which" may leave that second itself out, so one more is asked for; who is told twice does no harm.
        query.put("startDate", TIME.format(position.start().minusSeconds(1)));
        query.put("endDate", TIME.format(position.end()));
        return query;
    }

    private static Map<String, String> paging(ListCursor position) {
        String size = Integer.toString(PaymentPage.SIZE);
        String page = Integer.toString(position.page());
        return switch (position.backEnd()) {
            case ALTERNATIVE -> Map.of("pageSize", size, "pageIndex", page, "sortDirection", "asc");
            case CARD -> Map.of("limit", size);
        };
    }

    private Optional<ListCursor> nextStep(ListCursor position, Window window) {
        int next = steps.indexOf(step(position).orElseThrow()) + 1;
        return next < steps.size() ? Optional.of(start(steps.get(next), window)) : Optional.empty();
    }

    private Optional<Step> step(ListCursor position) {
        return steps.stream()
                .filter(step ->
                        step.backEnd() == position.backEnd() && step.site().id().equals(position.site()))
                .findFirst();
    }

    private static ListCursor start(Step step, Window window) {
        return ListCursor.start(step.backEnd(), step.site(), window);
    }
}
