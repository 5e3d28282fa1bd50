package io.quittance.core.testing;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives a test its database. The server is started once for all tests of the JVM and stopped after the last one. */
final class TestDatabaseExtension implements ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(TestDatabaseExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == TestDatabase.class;
    }

    @Override
    public TestDatabase resolveParameter(ParameterContext parameter, ExtensionContext context) {
        TestDatabases databases = context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(TestDatabases.class, key -> TestDatabases.start(), TestDatabases.class);
        return context.getStore(NAMESPACE)
                .computeIfAbsent(TestDatabase.class, key -> databases.create(), TestDatabase.class);
    }
}
