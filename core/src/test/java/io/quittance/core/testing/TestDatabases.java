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
        this.administration = new Jdbc(server.administrator());
    }

    /** Starts, or finds, the server that the system property asks for. */
    public static TestDatabases start() {
        TestDatabases databases = new TestDatabases(TestServer.start());
        databases.create(databases.template, "template1");
        new Migrations(databases.address(databases.template), TestServer.ROLES).apply();
        return databases;
    }

    /** A fresh and migrated database. */
    public TestDatabase create() {
        String name = "quittance_test_" + suffix();
        create(name, template);
        return new TestDatabase(address(name), role -> server.as(role).withDatabase(name), () -> drop(name));
    }

    @Override
    public void close() {
        drop(template);
        server.close();
    }

    private StoreAddress address(String database) {
        return server.address().withDatabase(database);
    }

    private void create(String database, String copied) {
        administration.execute("create database %s template %s owner %s".formatted(database, copied, server.role()));
    }

    private void drop(String database) {
        administration.execute("drop database if exists " + database + " with (force)");
    }

    private static String suffix() {
        return UUID.randomUUID().toString().replace("-", "");
    }
}
