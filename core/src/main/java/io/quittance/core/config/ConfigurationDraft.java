package io.quittance.core.config;

import io.quittance.spi.Secret;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A configuration that is read, but not checked yet: which settings are right is known only when the plugins are loaded,
 * and where those are is part of the configuration.
 */
public final class ConfigurationDraft {

    private final JsonTree tree;
    private final Path baseDirectory;
    private final Map<String, String> environment;
    private final Path defaultPlugins;

    ConfigurationDraft(JsonTree tree, Path baseDirectory, Map<String, String> environment, Path defaultPlugins) {
        this.tree = tree;
        this.baseDirectory = baseDirectory;
        this.environment = environment;
        this.defaultPlugins = defaultPlugins;
    }

    /** The directory with the provider jars: that of the installation if the file does not rightly name another. */
    public Path plugins() {
        String written = Lenient.text(Lenient.object(tree.root(), "plugins"), "directory");
        return written == null || written.isEmpty() || written.indexOf('\0') >= 0
                ? defaultPlugins
                : baseDirectory.resolve(written).normalize();
    }

    /** The files that hold its secrets, whether they are there or not. */
    public List<Path> secretFiles() {
        return SecretFiles.of(tree.root(), baseDirectory);
    }

    /**
     * Checks everything and makes the configuration of it.
     *
     * @throws ConfigurationException with all problems, in the order of the file
     */
    public GatewayConfig complete(ProviderCatalog catalog) {
        JsonObject schema = ConfigurationLoader.schema();
        JsonObject root = tree.root().copy();
        Problems problems = new Problems(tree);
        SecretResolver resolver = new SecretResolver(environment, baseDirectory, problems);

        Map<String, Secret> secrets = SecretExtraction.from(root, schema, "", resolver);
        new SchemaCheck(schema).check(root, "", problems);
        SchemaDefaults.fill(schema, root);

        List<JsonObject> accounts = Lenient.objects(root, "accounts");
        new ServerChecks(root, problems).check(tree.root());
        new TokenChecks(secrets, problems).check(root);
        new TlsChecks("/intake/tls", secrets, problems).check();
        new TlsChecks("/management/tls", secrets, problems).check();
        StoreChecks.check(root, problems);
        StagingChecks.check(root, problems);
        new EncryptionChecks(secrets, problems).check(tree.root());
        new TracesChecks(secrets, problems).check(root);
        new AccountChecks(secrets.containsKey("/intake/tls/clientAuthorities"), problems).check(accounts);
        new EndpointChecks(accounts, secrets, problems).check(Lenient.objects(root, "endpoints"));
        List<Map<String, Secret>> accountSecrets = new SettingsValidation(catalog, resolver, problems).check(accounts);

        new RetentionChecks(catalog, root, problems).check(accounts);

        problems.throwIfAny();
        return new ConfigurationMapper(baseDirectory, secrets, accountSecrets).map(root, plugins());
    }
}
