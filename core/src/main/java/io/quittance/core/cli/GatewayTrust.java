package io.quittance.core.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.quittance.core.config.Pem;
import io.quittance.core.config.TlsConfig;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Whom commands take for the gateway over TLS: whoever shows the very certificate that the configuration file names, at whatever
 * address, and whoever an authority vouches for by name.
 *
 * @param own what the gateway of a file shows; null: it shows none, or there is no file
 * @param authorities a file of theirs in PEM; null: those that Java trusts
 */
record GatewayTrust(@Nullable TlsConfig own, @Nullable Path authorities) {

    /** For connections to the gateway, and to nobody else. */
    SSLContext context() {
        try {
            X509ExtendedTrustManager vouched = vouched(authorities == null ? null : read(authorities));
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    null,
                    new TrustManager[] {
                        own == null ? vouched : new OrTheOwn(own.certificates().get(0), vouched)
                    },
                    null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("This Java speaks no TLS", e);
        }
    }

    private static KeyStore read(Path file) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            for (X509Certificate certificate : Pem.certificates(new String(Files.readAllBytes(file), US_ASCII))) {
                store.setCertificateEntry("authority-" + store.size(), certificate);
            }
            return store;
        } catch (IOException unreadable) {
            throw new CommandException("the file that --ca names cannot be read: " + file, unreadable);
        } catch (GeneralSecurityException noCertificate) {
            throw new CommandException(
                    "the file that --ca names must hold certificates of authorities in PEM: " + file, noCertificate);
        }
    }

    private static X509ExtendedTrustManager vouched(@Nullable KeyStore authorities) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(authorities);
        return Stream.of(factory.getTrustManagers())
                .filter(X509ExtendedTrustManager.class::isInstance)
                .map(X509ExtendedTrustManager.class::cast)
                .findFirst()
                .orElseThrow();
    }

    /** Believes one certificate without asking anybody; who shows another one is looked at as ever, with the name. */
    private static final class OrTheOwn extends X509ExtendedTrustManager {

        private final X509Certificate own;
        private final X509ExtendedTrustManager others;

        OrTheOwn(X509Certificate own, X509ExtendedTrustManager others) {
            this.own = own;
            this.others = others;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String algorithm, SSLEngine engine)
                throws CertificateException {
            if (!isOwn(chain)) {
                others.checkServerTrusted(chain, algorithm, engine);
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String algorithm, Socket socket)
                throws CertificateException {
            if (!isOwn(chain)) {
                others.checkServerTrusted(chain, algorithm, socket);
            }
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String algorithm) throws CertificateException {
            if (!isOwn(chain)) {
                others.checkServerTrusted(chain, algorithm);
            }
        }

        private boolean isOwn(X509Certificate[] chain) {
            return chain.length > 0 && chain[0].equals(own);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String algorithm, SSLEngine engine)
                throws CertificateException {
            others.checkClientTrusted(chain, algorithm, engine);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String algorithm, Socket socket)
                throws CertificateException {
            others.checkClientTrusted(chain, algorithm, socket);
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String algorithm) throws CertificateException {
            others.checkClientTrusted(chain, algorithm);
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return others.getAcceptedIssuers();
        }
    }
}
