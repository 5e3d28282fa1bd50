package io.quittance.spi.testing.conformance;

import static io.quittance.spi.testing.conformance.Finding.require;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A provider is a guest on an event loop, and leaves it as it was. */
final class LoopChecks {

    private static final int ALLOWED_MILLIS = 1_000;
    private static final Set<String> OURS =
            Set.of("vert.x-", "vertx-", "globalEventExecutor", "ForkJoinPool", "junit-", "surefire-");

    private LoopChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(
                        "never-blocks",
                        "One event loop serves many accounts: while one provider sleeps, nobody's notifications are taken.",
                        "Nothing waits: not for a lock, a Future, a file, or time. Compose Futures, and use"
                                + " ProviderContext.schedule for \"later\".",
                        LoopChecks::neverBlocks),
                new Check(
                        "closes-what-it-opens",
                        "Accounts are started and closed whenever configuration changes; what each leaves behind adds up.",
                        "After the Future of close() no thread of the provider is left, and nothing is sent or scheduled;"
                                + " a second close() does no harm.",
                        LoopChecks::closes));
    }

    private static void neverBlocks(Bench bench) {
        bench.allowWaiting(ALLOWED_MILLIS);
        TestedAccount account = bench.account();
        Use.everything(bench, account);
        bench.get("close", account.provider::close);
    }

    private static void closes(Bench bench) throws InterruptedException {
        // What the bench itself starts is started before.
        bench.call("nothing", () -> true);
        Set<Thread> before = threads();
        TestedAccount account = bench.account();
        for (Recording recording : bench.subject.recordings()) {
            Use.failure(() -> account.observe(recording));
        }
        bench.get("close", account.provider::close);
        account.end();
        Throwable failure = Use.failure(() -> bench.get("a second close", account.provider::close));
        require(failure == null, "a second close() fails with %s", Words.of(failure));
        require(
                account.context.usedAfterClose.isEmpty(),
                "after close() the provider %s",
                account.context.usedAfterClose);
        Set<Thread> left = threads();
        left.removeAll(before);
        for (Thread thread : left) {
            thread.join(TimeUnit.SECONDS.toMillis(5));
            require(
                    !thread.isAlive(),
                    "the thread \"%s\" is left after close(), and is here:%s",
                    thread.getName(),
                    Words.of(thread.getStackTrace()));
        }
    }

    private static Set<Thread> threads() {
        Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
        threads.removeIf(thread -> OURS.stream().anyMatch(thread.getName()::startsWith)
                || thread.getThreadGroup() == null
                || thread.getThreadGroup().getName().equals("system"));
        return threads;
    }
}
