package io.quittance.spi.testing.conformance;

import io.quittance.spi.ProviderContext;
import io.quittance.spi.ProviderException;
import io.quittance.spi.ProviderHttp;
import io.quittance.spi.Secret;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/** What a provider on the bench is lent. Keeps what it asked for, what it said, and what it did after its end. */
final class LentContext implements ProviderContext, ProviderHttp {

    static final String ACCOUNT = "conformance-account";

    final List<Request> requests = Collections.synchronizedList(new ArrayList<>());
    final Set<String> readSecrets = Collections.synchronizedSet(new LinkedHashSet<>());
    final Set<String> missingSecrets = Collections.synchronizedSet(new LinkedHashSet<>());
    final List<String> usedAfterClose = Collections.synchronizedList(new ArrayList<>());
    final LogLines log = new LogLines();

    private final Context loop;
    private final Clock clock;
    private final boolean live;
    private final Map<String, Secret> secrets;
    private final Function<Request, Future<Response>> wire;
    private final Set<Long> timers = Collections.synchronizedSet(new LinkedHashSet<>());
    private volatile boolean closed;

    LentContext(
            Context loop,
            Clock clock,
            boolean live,
            Map<String, Secret> secrets,
            Function<Request, Future<Response>> wire) {
        this.loop = loop;
        this.clock = clock;
        this.live = live;
        this.secrets = Map.copyOf(secrets);
        this.wire = wire;
    }

    @Override
    public Future<Response> send(Request request) {
        requests.add(request);
        if (closed) {
            usedAfterClose.add("sent " + request.method() + " " + request.uri().getPath());
            return Future.failedFuture(ProviderException.temporary("The account is closed"));
        }
        Promise<Response> answer = Promise.promise();
        // Never at once: a provider that counts on it works only here.
        loop.runOnContext(later -> wire.apply(request).onComplete(answer));
        return answer.future();
    }

    @Override
    public Runnable schedule(Duration delay, Runnable action) {
        if (closed) {
            usedAfterClose.add("scheduled a timer of " + delay);
            return () -> {};
        }
        long timer =
                loop.owner().setTimer(Math.max(1, delay.toMillis()), fired -> loop.runOnContext(now -> action.run()));
        timers.add(timer);
        return () -> loop.owner().cancelTimer(timer);
    }

    void close() {
        closed = true;
        timers.forEach(timer -> loop.owner().cancelTimer(timer));
    }

    @Override
    public String accountId() {
        return ACCOUNT;
    }

    @Override
    public boolean live() {
        return live;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public Secret secret(String pointer) {
        Secret secret = secrets.get(pointer);
        if (secret == null) {
            missingSecrets.add(pointer);
            throw new IllegalArgumentException("The settings hold no secret at " + pointer);
        }
        readSecrets.add(pointer);
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
    public System.Logger logger() {
        return log;
    }
}
