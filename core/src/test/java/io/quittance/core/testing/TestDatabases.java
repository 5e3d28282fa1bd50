package io.quittance.core.testing;

import io.quittance.core.store.Migrations;
import io.quittance.core.store.StoreAddress;
import java.util.UUID;

/** A running server with a migrated template; copies of it are made in a few milliseconds. */
public final class TestDatabases implements AutoCloseable {

    private final TestServer server;
    private final Jdbc administration;
    private final String template = "quittance_template_" + suffix();

    private TestDatabases(TestServer server) {
        this.server = server;
        this.administration = new Jdbc(server.address());
    }

    /** Starts, or finds, the server that the system property asks for. */
    public static TestDatabases start() {
        TestDatabases databases = new TestDatabases(TestServer.start());
        databases.administration.execute("create database " + databases.template);
        new Migrations(databases.address(databases.template)).apply();
        return databases;
    }

    /** A fresh and migrated database. */
    public TestDatabase create() {
        String name = "quittance_test_" + suffix();
        administration.execute("create database " + name + " template " + template);
        return new TestDatabase(address(name), () -> drop(name));
    }

    @Override
    public void close() {
        drop(template);
        server.close();
    }

    private StoreAddress address(String database) {
        return server.address().withDatabase(database);
    }

    private void drop(String database) {
        administration.execute("drop database if exists " + database + " with (force)");
    }

    private static String suffix() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
