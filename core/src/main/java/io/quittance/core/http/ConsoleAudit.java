package io.quittance.core.http;

import io.quittance.core.console.Pages;
import io.quittance.core.console.Section;
import io.quittance.core.store.AuditAction;
import io.quittance.core.store.WireNames;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What people asked the gateway to do, as the API tells it. */
public final class ConsoleAudit implements ConsolePart {

    private static final Map<String, List<String>> CHOICES =
            Map.of("action", Stream.of(AuditAction.values()).map(WireNames::of).toList());

    private final AuditApi entries;

    /** Shows what the API tells. */
    public ConsoleAudit(AuditApi entries) {
        this.entries = entries;
    }

    @Override
    public void mount(Router router) {
        router.get("/console/audit").handler(this::list);
    }

    private void list(RoutingContext context) {
        ConsoleLists.show(context, Section.AUDIT, entries::page, CHOICES, Pages::audit);
    }
}
