package io.quittance.spi.testing;

import io.quittance.spi.ProviderContext;
import io.quittance.spi.ProviderHttp;
import io.quittance.spi.Secret;
import io.vertx.core.Future;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What a test lends to a provider: secrets by pointer, a clock, answers to HTTP requests in the order in which they are
 * queued. Timers never fire.
 */
public final class TestingProviderContext implements ProviderContext, ProviderHttp {

    /** Every request that the provider sent, oldest first. */
    public final List<Request> requests = new ArrayList<>();

    private final Clock clock;
    private final Map<String, Secret> secrets = new HashMap<>();
    private final Deque<Function<Request, Future<Response>>> answers = new ArrayDeque<>();

    /** A context with this clock. */
    public TestingProviderContext(Clock clock) {
        this.clock = clock;
    }

    /** Puts a secret at a JSON pointer of the settings, values newest first. */
    public TestingProviderContext secret(String pointer, String... values) {
        secrets.put(pointer, new Secret(List.of(values)));
        return this;
    }

    /** Queues the answer to a request. */
    public TestingProviderContext answer(Function<Request, Future<Response>> answer) {
        answers.add(answer);
        return this;
    }

    @Override
    public Future<Response> send(Request request) {
        requests.add(request);
        Function<Request, Future<Response>> answer = answers.poll();
        if (answer == null) {
            throw new AssertionError("No answer is queued for " + request.method() + " " + request.uri());
        }
        return answer.apply(request);
    }

    @Override
    public String accountId() {
        return "test-account";
    }

    @Override
    public boolean live() {
        return false;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public Secret secret(String pointer) {
        Secret secret = secrets.get(pointer);
        if (secret == null) {
            throw new IllegalArgumentException("No secret at " + pointer);
        }
        return secret;
    }

    @Override
    public boolean hasSecret(String pointer) {
        return secrets.containsKey(pointer);
    }

    @Override
    public ProviderHttp http() {
        return this;
    }

    @Override
    public Runnable schedule(Duration delay, Runnable action) {
        return () -> {};
    }

    @Override
    public System.Logger logger() {
        return System.getLogger("test");
    }
}
