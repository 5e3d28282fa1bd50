package io.quittance.core.http;

import io.quittance.core.config.NearName;
import io.quittance.core.plugin.RunningAccount;
import io.quittance.core.polling.Backfill;
import io.quittance.core.polling.BackfillCursor;
import io.quittance.spi.PaymentLookup.Window;
import io.vertx.core.buffer.Buffer;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The body of a request for a page of a back-fill, read strictly: everything that is wrong is told at once. */
final class BackfillBody {

    private static final Set<String> KEYS = Set.of("account", "from", "to", "cursor", "dryRun");

    /** Before any payment that a provider may know; an earlier year is a slip of the finger. */
    private static final Instant EARLIEST = Instant.parse("2000-01-01T00:00:00Z");

    private static final int MAX_CURSOR = 1_000;

    private BackfillBody() {}

    /** What is asked for. */
    record Asked(Backfill backfill, boolean dryRun) {}

    /**
     * What a body asks for.
     *
     * @param running the accounts that run
     * @throws ProblemException if anything is wrong, or not the caller's to change
     */
    static Asked parse(Buffer bytes, Caller caller, Map<String, RunningAccount> running) {
        StrictBody body = StrictBody.parse(bytes, "a JSON object with account, from and to")
                .only(KEYS);
        String account = account(body, caller, running);
        Instant from = time(body, "from");
        Instant to = time(body, "to");
        if (from != null && from.isBefore(EARLIEST)) {
            body.refuse("from", "from is not before " + EARLIEST);
        }
        if (from != null && to != null && !from.isBefore(to)) {
            body.refuse("from", "from is before to; " + from + " is not before " + to);
        }
        BackfillCursor cursor = body.read(
                "cursor",
                "the next of an earlier page",
                text -> Optional.of(text)
                        .filter(given -> given.length() <= MAX_CURSOR)
                        .flatMap(BackfillCursor::parse));
        boolean dryRun = body.flag("dryRun");
        body.requireValid();
        Backfill backfill = Backfill.begin(required(account), new Window(required(from), required(to)), caller.name());
        return new Asked(cursor == null ? backfill : backfill.at(cursor), dryRun);
    }

    private static @Nullable Instant time(StrictBody body, String key) {
        require(body, key, Timestamps.ALLOWED);
        return body.read(key, Timestamps.ALLOWED, Timestamps::parse);
    }

    /** An account that runs, and whose provider can be asked. */
    private static @Nullable String account(StrictBody body, Caller caller, Map<String, RunningAccount> running) {
        Map<String, RunningAccount> own = own(caller, running);
        require(body, "account", "the id of an account");
        String id = body.text("account");
        if (id == null) {
            return null;
        }
        RunningAccount account = own.get(id);
        if (account == null) {
            String hint = NearName.hint(id, own.keySet());
            body.refuse(
                    "account",
                    "account is one that runs: " + NearName.list(own.keySet()) + "; " + id + " is none of them" + hint);
        } else if (account.lookup().isEmpty()) {
            body.refuse(
                    "account",
                    "the provider " + account.config().provider() + " of account " + id
                            + " cannot list its payments, or the account's settings do not name its API");
        }
        return id;
    }

    private static Map<String, RunningAccount> own(Caller caller, Map<String, RunningAccount> running) {
        Predicate<RunningAccount> mine =
                account -> caller.mayWrite(account.config().merchant());
        return running.entrySet().stream()
                .filter(entry -> mine.test(entry.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (one, other) -> one, TreeMap::new));
    }

    private static void require(StrictBody body, String key, String allowed) {
        if (!body.node().hasNonNull(key)) {
            body.refuse(key, key + " is needed, " + allowed);
        }
    }

    private static <T> T required(@Nullable T value) {
        return Optional.ofNullable(value).orElseThrow();
    }
}
