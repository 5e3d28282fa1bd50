package io.quittance.core.store;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.ClientSSLOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.core.net.TrustOptions;
import io.vertx.pgclient.SslMode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.EnumSet;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.ssl.DefaultJavaSSLFactory;

/**
 * How the connection to Postgres is protected, in the words of libpq.
 *
 * @param rootCertificate the authorities to trust, in PEM; null: those that the JVM trusts
 */
record StoreTls(SslMode mode, @Nullable Path rootCertificate) {

    static final StoreTls OFF = new StoreTls(SslMode.DISABLE, null);

    private static final EnumSet<SslMode> VERIFYING = EnumSet.of(SslMode.VERIFY_CA, SslMode.VERIFY_FULL);

    StoreTls {
        // As libpq does: who names an authority wants the server to be checked against it.
        if (mode == SslMode.REQUIRE && rootCertificate != null) {
            mode = SslMode.VERIFY_CA;
        }
    }

    ClientSSLOptions clientOptions() {
        ClientSSLOptions options =
                new ClientSSLOptions().setHostnameVerificationAlgorithm(mode == SslMode.VERIFY_FULL ? "HTTPS" : "");
        return VERIFYING.contains(mode) ? options.setTrustOptions(trusted()) : options.setTrustAll(true);
    }

    void applyTo(PGSimpleDataSource dataSource) {
        dataSource.setSslMode(mode.value);
        if (rootCertificate != null) {
            dataSource.setSslRootCert(rootCertificate.toString());
        } else if (VERIFYING.contains(mode)) {
            dataSource.setSslfactory(DefaultJavaSSLFactory.class.getName());
        }
    }

    private TrustOptions trusted() {
        return rootCertificate == null ? trustedByTheJvm() : trusted(rootCertificate);
    }

    private static TrustOptions trusted(Path rootCertificate) {
        try {
            return new PemTrustOptions().addCertValue(Buffer.buffer(Files.readAllBytes(rootCertificate)));
        } catch (IOException e) {
            throw new StoreException("The certificate " + rootCertificate + " of sslrootcert cannot be read", e);
        }
    }

    private static TrustOptions trustedByTheJvm() {
        try {
            TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            factory.init((KeyStore) null);
            return TrustOptions.wrap(factory.getTrustManagers()[0]);
        } catch (GeneralSecurityException e) {
            throw new StoreException("The authorities that the JVM trusts cannot be read", e);
        }
    }
}
