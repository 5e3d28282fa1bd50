package io.quittance.spi.testing.conformance;

import static io.quittance.spi.testing.conformance.Finding.require;

import io.quittance.spi.PaymentProvider;
import io.quittance.spi.PaymentProviderFactory;
import io.quittance.spi.ProviderException;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The factory serves every account alike, at any time. */
final class FactoryChecks {

    private FactoryChecks() {}

    static List<Check> all() {
        return List.of(
                new Check(
                        "factory-stateless",
                        "One factory serves all accounts of a provider, of different merchants, and is asked again when"
                                + " configuration changes: what it keeps from one account reaches another.",
                        "The class is public with a public constructor without parameters and has no fields that change;"
                                + " create gives a new provider each time and leaves the settings as they are.",
                        FactoryChecks::stateless),
                new Check(
                        "create-does-no-io",
                        "Start-up never waits for a provider's API: one that is down would keep all accounts from starting.",
                        "create sends nothing; what has to be asked is asked when it is first needed.",
                        FactoryChecks::noIo));
    }

    private static void stateless(Bench bench) throws ReflectiveOperationException {
        PaymentProviderFactory factory = bench.subject.factory();
        Class<?> type = factory.getClass();
        require(Modifier.isPublic(type.getModifiers()), "%s is not public", type.getName());
        boolean constructible = Stream.of(type.getConstructors())
                .map(Constructor::getParameterCount)
                .anyMatch(count -> count == 0);
        require(constructible, "%s has no public constructor without parameters", type.getName());
        type.getConstructor().newInstance();
        for (Field field : type.getDeclaredFields()) {
            require(
                    Modifier.isFinal(field.getModifiers()) || field.isSynthetic(),
                    "the field %s of %s is not final",
                    field.getName(),
                    type.getName());
        }
        AccountSettings settings = bench.settings(factory);
        JsonObject given = settings.document().copy();
        Set<PaymentProvider> created = Collections.newSetFromMap(new IdentityHashMap<>());
        created.add(create(bench, factory, settings, given));
        created.add(create(bench, factory, settings, given));
        require(created.size() == 2, "create returns one provider for two accounts");
        require(given.equals(settings.document()), "create changes the settings that it is given");
    }

    private static void noIo(Bench bench) {
        PaymentProviderFactory factory = bench.subject.factory();
        AccountSettings settings = bench.settings(factory);
        LentContext context = bench.context(
                settings, request -> Future.failedFuture(ProviderException.temporary("Nobody answers")), false);
        TestedAccount account = bench.account(factory, settings.document(), context);
        bench.call("create", () -> account);
        require(
                context.requests.isEmpty(),
                "create sends %s",
                context.requests.stream()
                        .map(request -> request.method() + " " + request.uri().getPath())
                        .toList());
    }

    private static PaymentProvider create(
            Bench bench, PaymentProviderFactory factory, AccountSettings settings, JsonObject given) {
        LentContext context = bench.context(
                settings, request -> Future.failedFuture(ProviderException.temporary("Nobody answers")), false);
        return bench.account(factory, given, context).provider;
    }
}
