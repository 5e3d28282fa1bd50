package io.quittance.core.http;

import io.quittance.core.console.Frame;
import io.quittance.core.console.ListPage;
import io.quittance.core.console.Section;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/** Lists of the API as pages: what they are asked for, what may be chosen, and where they go on. */
final class ConsoleLists {

    private ConsoleLists() {}

    /** A list of the API. */
    interface Lookup<T> {

        /** A page of what a caller may see, by the parameters of a query. */
        Future<Page<T>> page(MultiMap query, Caller caller);
    }

    /**
     * Answers with the page of a section that a request asks for.
     *
     * @param choices what may be chosen, by the name of the field
     */
    static <T> void show(
            RoutingContext context,
            Section section,
            Lookup<T> lookup,
            Map<String, List<String>> choices,
            BiFunction<Frame, ListPage<T>, String> html) {
        ConsoleQuery query = ConsoleQuery.of(context);
        Frame frame = ConsoleFrames.of(context, section.title(), section);
        lookup.page(query.parameters(), Caller.of(context))
                .map(page -> new ListPage<>(page.items(), query.asked(), choices, query.at(page.next())))
                .onSuccess(page -> ConsoleFrames.send(context, html.apply(frame, page)))
                .onFailure(context::fail);
    }
}
